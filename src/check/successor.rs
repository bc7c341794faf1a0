//! Who acts for somebody who has left: findings come in; those that were for somebody who is in the team no more go to
//! whoever took over, else to who leads the team, and say who left.

use super::{Finding, Question};
use crate::ids::PersonId;
use crate::team::{Person, Subject, Team};

pub(super) fn ask_who_is_here(question: &Question<'_>, findings: &mut [Finding]) {
    let Question { team, today, .. } = *question;
    for one in findings {
        let Some(who) = team.person(&PersonId::new(&*one.who_acts)) else {
            continue;
        };
        if who.until.is_none_or(|last| today <= last) {
            continue;
        }
        one.left = Some(who.id.clone());
        one.who_acts = match took_over(question, one, who).or_else(|| team.leads(today).next()) {
            Some(person) => person.id.to_string(),
            None => Team::WHOLE.to_owned(),
        };
    }
}

/// Who now does for a family what somebody who left did for it.
fn took_over<'t>(question: &Question<'t>, one: &Finding, who: &Person) -> Option<&'t Person> {
    let Question { team, today, .. } = *question;
    let code = one.case.as_ref()?;
    let programme = team.programme(one.rule.as_ref()?.programme())?;
    let of_case = |subject: &Subject| matches!(subject, Subject::Case(own, _) if own == code);
    let mut had = team.assignments.iter();
    let had = had.rfind(|row| row.person == who.id && of_case(&row.subject))?;
    let holders = team.holders(programme, &had.subject, &had.role, today);
    holders.into_iter().find(|person| person.id != who.id)
}
