//! Every key that a rule file may have: nothing comes in; what the reading of one asks for goes out.

use super::demand::Kind;
use super::{choices, programme};
use crate::diagnostic::{Asked, Diagnostics, Sources};
use crate::document::read_toml;

/// The keys, from a reading of a file with a rule of each kind.
pub fn keys() -> Asked {
    let rule = |(kind, _): (&str, Kind)| {
        format!("[rules.{kind}]\nkind = \"{kind}\"\nduration = {{}}\nsession = {{}}\n")
    };
    let text: String = Kind::ALL.into_iter().map(rule).collect();
    let mut faults = Diagnostics::listening();
    let root = read_toml(
        &mut Sources::default(),
        "keys.toml",
        text.as_bytes(),
        &mut faults,
    );
    choices::read(&root, &[], &mut faults);
    programme::read(&root, "keys", "keys.toml", Vec::new(), &mut faults);
    faults.asked()
}
