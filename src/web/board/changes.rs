//! What changed between two revisions: two plans come in, for everybody concerned their changes go out.

use maud::{Markup, html};

use super::look::{Look, Sheet};
use crate::pipeline::differences::{counts, sections};
use crate::plan::{Changes, Plan};

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

/// The changes themselves.
pub fn told(look: Look<'_>, before: &Plan, after: &Plan) -> Markup {
    let changes = Changes::between(before, after);
    html! {
        p.lead { (counts(&changes, look.lang)) }
        @for (who, lines) in sections(&look.sight.team, &changes, look.own(), look.lang) {
            section.acts {
                h2 { (who) " " small { (lines.len()) } }
                ul { @for line in lines { li { (line) } } }
            }
        }
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
