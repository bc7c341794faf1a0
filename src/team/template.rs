//! The files of a new team folder go out: commented, with invented people, and planning as it is.

use std::borrow::Cow;

use crate::language::Lang;

/// How the template names the team's language.
const DUTCH: &str = "lang = \"nl\" ";

/// The files `cadans init` writes: name and content. The team's texts are in `lang`.
pub fn template(lang: Lang) -> [(&'static str, Cow<'static, str>); 7] {
    let team = include_str!("template/team.toml");
    let team = match lang {
        Lang::Nl => Cow::Borrowed(team),
        Lang::En => Cow::Owned(team.replacen(DUTCH, "lang = \"en\" ", 1)),
    };
    [
        ("README.md", include_str!("template/README.md").into()),
        ("team.toml", team),
        ("cases.csv", include_str!("template/cases.csv").into()),
        (
            "assignments.csv",
            include_str!("template/assignments.csv").into(),
        ),
        ("absences.csv", include_str!("template/absences.csv").into()),
        ("agreed.csv", include_str!("template/agreed.csv").into()),
        ("held.csv", include_str!("template/held.csv").into()),
    ]
}
