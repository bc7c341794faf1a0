//! What was not kept and cannot be made up for: a gap that ended too late, meetings missing or too many in
//! weeks that are over. The lapses that `series` counts come in, a finding for each goes out.

use super::obligations::causes;
use super::{About, Fact, Finding, Level, Question};
use crate::series::{Lapse, Obligation, Shortfall};

pub(super) fn judge(question: &Question<'_>, lapses: &[Lapse]) -> Vec<Finding> {
    let found = lapses.iter().map(|lapse| finding(question, lapse));
    found.collect()
}

fn finding(question: &Question<'_>, lapse: &Lapse) -> Finding {
    let one = &lapse.of;
    let on = one.planned.unwrap_or(one.due);
    let (fact, causes) = match lapse.what {
        Shortfall::Gap { most } => {
            let fact = Fact::LongGap {
                since: one.since,
                until: on,
                due: one.due,
                most,
            };
            (fact, causes(question, one, on))
        }
        Shortfall::NotHeld { from, to } => {
            (Fact::NotHeld { from, to }, causes(question, one, one.due))
        }
        Shortfall::Weeks { held, asked } => {
            let (from, to) = (one.since, one.due);
            let fact = Fact::TooFewHeld {
                held,
                asked,
                from,
                to,
            };
            let begun = Obligation {
                due: from,
                ..one.clone()
            };
            (fact, causes(question, &begun, on))
        }
        Shortfall::TooMany { held, most } => {
            let (from, to) = (one.since, one.due);
            let fact = Fact::TooManyHeld {
                held,
                most,
                from,
                to,
            };
            (fact, Vec::new())
        }
    };
    Finding {
        level: Level::Breach,
        id: one.id.clone(),
        rule: Some(one.rule.clone()),
        case: one.case.clone(),
        person: one.person.clone(),
        due: (!matches!(lapse.what, Shortfall::Weeks { .. })).then_some(one.due),
        days_late: (on - one.due).num_days().max(0),
        planned: one.planned,
        later_term: false,
        left: None,
        postponed: 0,
        who_acts: one.owner.clone(),
        source: one.source.clone(),
        about: About {
            title: one.title.clone(),
            subject: one.series.subject().to_owned(),
            member: None,
        },
        fact,
        causes,
    }
}
