//! What changed between two revisions: two plans come in, for everybody concerned their changes go out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::look::{Look, Sheet};
use crate::pipeline::differences::{counts, sections};
use crate::plan::{Change, ChangeKind, Changes, Plan};

/// New meetings listed one by one; more are counted.
const LISTED: usize = 60;

/// The page for two revisions.
pub fn page(look: Look<'_>, before: &Plan, after: &Plan) -> Sheet {
    titled(
        look,
        html! {
            (choice(look, before.revision, after.revision))
            (told(look, before, after))
        },
    )
}

fn titled(look: Look<'_>, body: Markup) -> Sheet {
    Sheet {
        title: look.say("Wat er veranderde", "What changed").to_owned(),
        body,
    }
}

/// The page while there is nothing to compare.
pub fn nothing(look: Look<'_>) -> Sheet {
    titled(
        look,
        html! {
            p { (look.say("Bij een volgende planning staat hier voor ieder wat er verschuift.", "With the next plan everybody's changes stand here.")) }
        },
    )
}

/// The changes themselves: what people knew of for each of them, and what is new once.
pub fn told(look: Look<'_>, before: &Plan, after: &Plan) -> Markup {
    let changes = Changes::between(before, after);
    let is_new = |change: &Change| change.kind == ChangeKind::New && look.own().is_none();
    let (new, known): (Vec<Change>, Vec<Change>) = changes.0.iter().partition(|one| is_new(one));
    html! {
        p.lead { (counts(&changes, look.lang)) }
        @for (who, lines) in sections(&look.sight.team, &Changes(known), look.own(), look.lang) {
            section.acts {
                h2 { (who) " " small { (lines.len()) } }
                ul { @for line in lines { li { (line) } } }
            }
        }
        (all_new(look, &new))
    }
}

/// Meetings nobody knew of, each once with all who come; many are counted by name.
fn all_new(look: Look<'_>, new: &[Change]) -> Markup {
    let meetings = || new.iter().filter_map(Change::placement);
    let mut named: BTreeMap<&str, i64> = BTreeMap::new();
    for one in meetings() {
        *named.entry(one.title.get(look.lang)).or_default() += 1;
    }
    let aloud = look.aloud();
    html! {
        @if !new.is_empty() { section.acts {
            h2 { (look.say("Nieuw", "New")) " " small { (new.len()) } }
            ul {
                @if new.len() > LISTED { @for (title, count) in named { li { (count) " × " (title) } } }
                @else { @for one in meetings() { li { b { (aloud.title(one)) } ", " (aloud.moment(one.start)) ": " (aloud.company(one, None)) } } }
            }
        } }
    }
}

fn choice(look: Look<'_>, before: u32, after: u32) -> Markup {
    let state = |revision: u32| match look.sight.published {
        Some(published) if published == revision => look.say(" (gepubliceerd)", " (published)"),
        Some(published) if published < revision => look.say(" (concept)", " (draft)"),
        _ => "",
    };
    html! {
        form.pick method="get" action=(look.at("/changes")) {
            @for (name, chosen, label) in [("from", before, look.say("Van revisie", "From revision")), ("to", after, look.say("naar", "to"))] {
                label { (label) " " select name=(name) { @for revision in look.sight.revisions.iter().rev() {
                    option value=(revision) selected[*revision == chosen] { (revision) (state(*revision)) }
                } } } " "
            }
            button { (look.say("Vergelijk", "Compare")) }
        }
    }
}
