//! What changed between two revisions: two plans come in, for everybody concerned their changes go out.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::viewer::{Sheet, Viewer};
use crate::plan::{Change, ChangeKind, Changes, Plan};
use crate::words::differences::{counts, sections};

/// New meetings listed one by one; more are counted.
const LISTED: usize = 60;

/// The page for two revisions.
pub fn page(viewer: Viewer<'_>, before: &Plan, after: &Plan) -> Sheet {
    titled(
        viewer,
        html! {
            (choice(viewer, before.revision, after.revision))
            (told(viewer, before, after))
        },
    )
}

fn titled(viewer: Viewer<'_>, body: Markup) -> Sheet {
    Sheet {
        title: viewer.say("Wat er veranderde", "What changed").to_owned(),
        body,
    }
}

/// The page while there is nothing to compare.
pub fn nothing(viewer: Viewer<'_>) -> Sheet {
    titled(
        viewer,
        html! {
            p { (viewer.say("Bij een volgende planning staat hier voor ieder wat er verschuift.", "With the next plan everybody's changes stand here.")) }
        },
    )
}

/// The changes themselves: what people knew of for each of them, and what is new once.
pub fn told(viewer: Viewer<'_>, before: &Plan, after: &Plan) -> Markup {
    let changes = Changes::between(before, after);
    let is_new = |change: &Change| change.kind == ChangeKind::New && viewer.own().is_none();
    let (new, known): (Vec<Change>, Vec<Change>) = changes.0.iter().partition(|one| is_new(one));
    html! {
        p.lead { (counts(&changes, viewer.lang)) }
        @for (who, lines) in sections(viewer.formatter(), &Changes(known), viewer.own()) {
            section.acts {
                h2 { (who) " " small { (lines.len()) } }
                ul { @for line in lines { li { (line) } } }
            }
        }
        (all_new(viewer, &new))
    }
}

/// Meetings nobody knew of, each once with all who come; many are counted by name.
fn all_new(viewer: Viewer<'_>, new: &[Change]) -> Markup {
    let meetings = || new.iter().filter_map(Change::placement);
    let mut named: BTreeMap<&str, i64> = BTreeMap::new();
    for one in meetings() {
        *named.entry(one.title.get(viewer.lang)).or_default() += 1;
    }
    let formatter = viewer.formatter();
    html! {
        @if !new.is_empty() { section.acts {
            h2 { (viewer.say("Nieuw", "New")) " " small { (new.len()) } }
            ul {
                @if new.len() > LISTED { @for (title, count) in named { li { (count) " × " (title) } } }
                @else { @for one in meetings() { li { b { (formatter.title(one)) } ", " (formatter.moment(one.start)) ": " (formatter.company(one, None)) } } }
            }
        } }
    }
}

fn choice(viewer: Viewer<'_>, before: u32, after: u32) -> Markup {
    let state = |revision: u32| match viewer.snapshot.published {
        Some(published) if published == revision => viewer.say(" (gepubliceerd)", " (published)"),
        Some(published) if published < revision => viewer.say(" (concept)", " (draft)"),
        _ => "",
    };
    html! {
        form.pick method="get" action=(viewer.at("/changes")) {
            @for (name, chosen, label) in [("from", before, viewer.say("Van revisie", "From revision")), ("to", after, viewer.say("naar", "to"))] {
                label { (label) " " select name=(name) { @for revision in viewer.snapshot.revisions.iter().rev() {
                    option value=(revision) selected[*revision == chosen] { (revision) (state(*revision)) }
                } } } " "
            }
            button { (viewer.say("Vergelijk", "Compare")) }
        }
    }
}
