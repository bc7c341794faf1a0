//! Fields that become rows of a team's lists: what was sent with a form comes in; the rows go out, or in a sentence why
//! they cannot be.

use chrono::NaiveDateTime;

use super::fields::Fields;
use super::stood::which;
use crate::app::{Cells, Filed};
use crate::diagnostic::TeamFile;
use crate::error::Error;
use crate::team::lists::{Column, absences, agreed, assignments, cases, held};
use crate::team::{AwayKind, Team, parse_hours};

/// What is asked of a new family.
pub(super) const NEW_CASE: [&Column; 9] = [
    &cases::CODE,
    &cases::PROGRAMME,
    &cases::START,
    &cases::ZONE,
    &cases::MUNICIPALITY,
    &cases::DECISION_START,
    &cases::DECISION_END,
    &cases::HOURS,
    &cases::FIRST_WEEK,
];

/// What may change for a family.
pub(super) const CHANGED_CASE: [&Column; 8] = [
    &cases::START,
    &cases::HOURS,
    &cases::FIRST_WEEK,
    &cases::ZONE,
    &cases::MUNICIPALITY,
    &cases::DECISION_START,
    &cases::DECISION_END,
    &cases::PHASES,
];

/// What tells one assignment from another.
pub(super) const WHICH: [&Column; 4] = [
    &assignments::SUBJECT,
    &assignments::ROLE,
    &assignments::PERSON,
    &assignments::FROM,
];

impl Fields {
    pub(super) fn absence(&self) -> Result<Filed, Error> {
        self.days()?;
        let hours = self.text(absences::HOURS.name);
        if !hours.is_empty() && parse_hours(&hours).is_err() {
            return Err(Error::usage(
                format!(
                    "`{hours}` zijn geen uren van een dag: schrijf van-tot op hele kwartieren, zoals 13:00-17:00, of o, m, a."
                ),
                format!(
                    "`{hours}` are no hours of a day: write from-to on whole quarters, such as 13:00-17:00, or am, pm, eve."
                ),
            ));
        }
        let mut row = self.row(&[
            &absences::WHO,
            &absences::FROM,
            &absences::TO,
            &absences::HOURS,
        ]);
        let kind = AwayKind::read(&self.text(absences::KIND.name)).unwrap_or_default();
        row.push((absences::KIND.name, kind.filed().to_owned()));
        Ok(Filed::Row(TeamFile::Absences, row))
    }

    pub(super) fn assignment_end(&self) -> Result<Filed, Error> {
        let which = which(&self.text("which"));
        let to = assignments::TO.name;
        Ok(match self.text(to).is_empty() {
            true => Filed::Gone(TeamFile::Assignments, which),
            false => Filed::Changed(
                TeamFile::Assignments,
                which,
                vec![(to, self.day(to)?.to_string())],
            ),
        })
    }

    /// A family, and who works with it.
    pub(super) fn case(&self, team: &Team) -> Result<Vec<Filed>, Error> {
        let code = self.text(cases::CODE.name);
        let fits = !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !fits {
            return Err(Error::usage(
                "Een code bestaat uit letters en cijfers, zoals K7QX.",
                "A code is made of letters and digits, such as K7QX.",
            ));
        }
        let programme = self.text(cases::PROGRAMME.name);
        let known =
            |case: &crate::team::Case| case.code.as_str() == code && case.programme == programme;
        if team.cases.iter().any(known) {
            return Err(Error::usage(
                format!("De code {code} is al van een gezin; kies een andere."),
                format!("The code {code} is a family's already; choose another."),
            ));
        }
        self.week("hours")?;
        let row = self.row(&NEW_CASE);
        let roles = self.0.iter().filter_map(|(name, person)| {
            let role = name.strip_prefix("role ")?;
            (!person.is_empty()).then(|| {
                let row = vec![
                    (assignments::SUBJECT.name, code.clone()),
                    (assignments::ROLE.name, role.to_owned()),
                    (assignments::PERSON.name, person.clone()),
                    (assignments::KIND.name, "lead".to_owned()),
                ];
                Filed::Row(TeamFile::Assignments, row)
            })
        });
        let case = Filed::Row(TeamFile::Cases, row);
        Ok(std::iter::once(case).chain(roles).collect())
    }

    pub(super) fn case_change(&self) -> Result<Filed, Error> {
        self.week("hours")?;
        let new = self.filled(&CHANGED_CASE);
        let which = vec![(cases::CODE.name, self.text("case"))];
        match new.is_empty() {
            true => Err(Error::usage(
                "Vul in wat er verandert.",
                "Fill in what changes.",
            )),
            false => Ok(Filed::Changed(TeamFile::Cases, which, new)),
        }
    }

    /// Rule and subject: two words with a blank between them.
    pub(super) fn what(&self) -> Cells {
        let what = self.text("what");
        let (rule, subject) = what.split_once(' ').unwrap_or((&what, ""));
        vec![
            (agreed::RULE.name, rule.to_owned()),
            (agreed::SUBJECT.name, subject.to_owned()),
        ]
    }

    /// Each day that was filled in, of what it is about.
    pub(super) fn past(&self) -> Result<Vec<Filed>, Error> {
        let days = self.0.iter().filter_map(|(name, day)| {
            let (rule, subject) = name.strip_prefix("on ")?.split_once(' ')?;
            (!day.is_empty()).then(|| {
                let row = vec![
                    (held::RULE.name, rule.to_owned()),
                    (held::SUBJECT.name, subject.to_owned()),
                    (held::DATE.name, day.clone()),
                    (held::STATE.name, "held".to_owned()),
                ];
                Filed::Row(TeamFile::Held, row)
            })
        });
        let days: Vec<Filed> = days.collect();
        match days.is_empty() {
            true => Err(Error::usage(
                "Vul ten minste één dag in.",
                "Fill in one day at least.",
            )),
            false => Ok(days),
        }
    }

    pub(super) fn agreed(&self) -> Result<Cells, Error> {
        let start = self.text(agreed::START.name).replace('T', " ");
        if NaiveDateTime::parse_from_str(&start, "%Y-%m-%d %H:%M").is_err() {
            return Err(Error::usage(
                "Er ontbreekt een dag of een tijd.",
                "A day or a time is missing.",
            ));
        }
        let mut row = self.what();
        row.push((agreed::START.name, start));
        row.extend(self.row(&[&agreed::MINUTES]));
        Ok(row)
    }
}
