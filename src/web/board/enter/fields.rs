//! What was sent with a form comes in; what is to be written in the team's files, or in a sentence why it cannot be,
//! goes out.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::spoken;
use crate::app::{Cells, Entered, Filed, Keys};
use crate::diagnostic::TeamFile;
use crate::error::Error;
use crate::ids::CaseCode;
use crate::store::EntryForm;
use crate::team::lists::{Column, absences, assignments};
use crate::team::{Team, parse_week};

/// The fields of a form.
pub(super) struct Fields(pub(super) BTreeMap<String, String>);

impl Fields {
    pub(super) fn text(&self, name: &str) -> String {
        self.0
            .get(name)
            .map(|text| text.trim().to_owned())
            .unwrap_or_default()
    }

    pub(super) fn day(&self, name: &str) -> Result<NaiveDate, Error> {
        self.text(name)
            .parse()
            .map_err(|_| Error::usage("Er ontbreekt een dag.", "A day is missing."))
    }

    pub(super) fn row(&self, columns: &[&Column]) -> Cells {
        let cell = |column: &&Column| (column.name, self.text(column.name));
        columns.iter().map(cell).collect()
    }

    /// The cells that have something in them.
    pub(super) fn filled(&self, columns: &[&Column]) -> Cells {
        let mut row = self.row(columns);
        row.retain(|(_, text)| !text.is_empty());
        row
    }

    /// The days from one to another.
    pub(super) fn days(&self) -> Result<(NaiveDate, NaiveDate), Error> {
        let (from, to) = (self.day("from")?, self.day("to")?);
        match from <= to {
            true => Ok((from, to)),
            false => Err(Error::usage(
                "De laatste dag ligt vóór de eerste.",
                "The last day lies before the first.",
            )),
        }
    }

    /// Those of a list that were chosen.
    fn chosen(&self, list: &str) -> Vec<String> {
        let fields = self.0.iter().filter(|(_, value)| !value.is_empty());
        let chosen = fields.filter_map(|(name, _)| name.strip_prefix(list)?.strip_prefix(' '));
        chosen.map(str::to_owned).collect()
    }

    /// What is to be written in files.
    pub(super) fn filed(&self, form: EntryForm, team: &Team) -> Result<Vec<Filed>, Error> {
        Ok(match form {
            EntryForm::Absence => vec![self.absence()?],
            EntryForm::AbsenceGone => vec![Filed::Gone(
                TeamFile::Absences,
                self.row(&[&absences::WHO, &absences::FROM, &absences::TO]),
            )],
            EntryForm::Hours => vec![Filed::Hours {
                who: self.text("who"),
                from: self.day("from")?,
                week: self.week("week")?,
            }],
            EntryForm::Assignment => vec![Filed::Row(
                TeamFile::Assignments,
                self.row(assignments::LIST.columns),
            )],
            EntryForm::AssignmentEnd => vec![self.assignment_end()?],
            EntryForm::Case => self.case(team)?,
            EntryForm::CaseChange => vec![self.case_change()?],
            EntryForm::Past => self.past()?,
            EntryForm::Agreed => vec![Filed::Row(TeamFile::Agreed, self.agreed()?)],
            EntryForm::Person => vec![self.person(team)?],
            EntryForm::Group => self.group(team)?,
            EntryForm::Settings => self.settings(team)?,
            EntryForm::Fixed => self.fixed(team)?,
            EntryForm::Readings => vec![self.readings(team)?],
            EntryForm::Closure => vec![self.closure(Some(self.text("why")))?],
            EntryForm::ClosureGone => vec![self.closure(None)?],
        })
    }

    /// Hours of a week, when they are some or none are given.
    pub(super) fn week(&self, name: &str) -> Result<String, Error> {
        let week = self.text(name);
        match week.is_empty() || parse_week(&week).is_ok() {
            true => Ok(week),
            false => Err(Error::usage(
                format!(
                    "`{week}` zijn geen uren van een week: schrijf dagen en dan uren, zoals ma-di 08:30-12:30 13:00-17:00; do o m. Tijden op hele kwartieren."
                ),
                format!(
                    "`{week}` are no hours of a week: write days and then hours, such as mon-tue 08:30-12:30 13:00-17:00; thu am pm. Times on whole quarters."
                ),
            )),
        }
    }

    /// The same as a key of a file, which is gone when none are given.
    fn filed_week(&self, name: &str) -> Result<Option<Entered>, Error> {
        let week = self.week(name)?;
        Ok((!week.is_empty()).then(|| Entered::Text(spoken::as_filed(&week))))
    }

    fn person(&self, team: &Team) -> Result<Filed, Error> {
        let roles = self.chosen("role");
        if roles.is_empty() {
            return Err(Error::usage(
                "Kies ten minste één rol.",
                "Choose one role at least.",
            ));
        }
        let known = |key: &str| team.people.iter().any(|one| one.id.as_str() == key);
        let key = match self.text("key") {
            key if key.is_empty() => key_of(&self.text("name"), known),
            key if known(&key) => key,
            _ => return Err(Error::usage("Die is er niet.", "There is no such person.")),
        };
        let text = |name: &str| Some(self.text(name)).filter(|text| !text.is_empty());
        let contract = text("contract").map(|said| contracted(&said)).transpose()?;
        let external = (self.text("external") == "true").then_some(Entered::Flag(true));
        let keys: Keys = vec![
            ("name", text("name").map(Entered::Text)),
            ("roles", Some(Entered::List(roles))),
            ("external", external),
            ("contract", contract.map(Entered::Text)),
            ("since", self.day("since").ok().map(Entered::Day)),
            ("until", self.day("until").ok().map(Entered::Day)),
            ("hours", self.filed_week("hours")?),
            ("protected", self.filed_week("protected")?),
        ];
        Ok(Filed::Table(vec!["people".to_owned(), key], keys))
    }

    fn group(&self, team: &Team) -> Result<Vec<Filed>, Error> {
        let title = self.text("title");
        let taken = |key: &str| {
            team.group(key).is_some() || team.people.iter().any(|one| one.id.as_str() == key)
        };
        let key = key_of(&title, taken);
        let rule = self.text("rule");
        let programme = rule.split('.').next().unwrap_or_default();
        let programme = team.programmes.iter().find(|one| one.id == programme);
        let of_rule =
            programme.and_then(|one| one.rules.iter().find(|each| each.id.as_str() == rule));
        let wanted = |role: &&String| {
            of_rule.is_some_and(|rule| rule.who.all.contains(role) || rule.who.any.contains(role))
        };
        let members = self.chosen("member").into_iter().map(|person| {
            let roles = team.people.iter().filter(|one| one.id.as_str() == person);
            let mut roles = roles.flat_map(|one| &one.roles);
            let first = roles.clone().next();
            let role = roles.find(wanted).or(first);
            let row = vec![
                (assignments::SUBJECT.name, key.clone()),
                (assignments::ROLE.name, role.cloned().unwrap_or_default()),
                (assignments::PERSON.name, person),
            ];
            Filed::Row(TeamFile::Assignments, row)
        });
        let keys = vec![
            ("title", Some(Entered::Text(title))),
            ("rule", Some(Entered::Text(rule.clone()))),
        ];
        let group = Filed::Table(vec!["groups".to_owned(), key.clone()], keys);
        Ok(std::iter::once(group).chain(members).collect())
    }

    fn settings(&self, team: &Team) -> Result<Vec<Filed>, Error> {
        let text = |name: &str| Some(self.text(name)).filter(|text| !text.is_empty());
        let keys: Keys = vec![
            ("name", text("name").map(Entered::Text)),
            ("programmes", Some(Entered::List(self.chosen("programme")))),
            ("employer", text("employer").map(Entered::Text)),
            ("region", text("region").map(Entered::Text)),
            ("office", self.filed_week("office")?),
            ("lang", text("lang").map(Entered::Text)),
        ];
        let mut filed = vec![Filed::Table(Vec::new(), keys)];
        let zones: Vec<String> = words(&self.text("zones"));
        if zones.is_empty() && team.travel.zones.is_empty() {
            return Ok(filed);
        }
        if zones.is_empty() {
            return Err(Error::usage(
                "Noem de reisgebieden; gezinnen wonen erin.",
                "Name the travel zones; families live in them.",
            ));
        }
        let given = words(&self.text("between"));
        let mut ways: Vec<(String, Option<Entered>)> = Vec::new();
        for (at, one) in zones.iter().enumerate() {
            for other in zones.iter().skip(at + 1) {
                ways.push(way(&given, one, other)?);
            }
        }
        let travel = vec![
            ("zones", Some(Entered::List(zones))),
            ("within", text("within").map(Entered::Text)),
        ];
        filed.push(Filed::Table(vec!["travel".to_owned()], travel));
        filed.push(Filed::Ways(ways));
        Ok(filed)
    }

    /// Whom it is about, when that is a family.
    pub(super) fn about(&self, team: &Team) -> Option<CaseCode> {
        let named = ["who", "subject", "case", "code"]
            .into_iter()
            .map(|name| CaseCode::new(self.text(name)));
        let known = |code: &CaseCode| team.cases.iter().any(|case| case.code == *code);
        named.into_iter().find(|code| known(code))
    }
}

/// A contract as the file has it.
fn contracted(said: &str) -> Result<String, Error> {
    spoken::contract(said).ok_or_else(|| {
        Error::usage(
            format!("`{said}` is geen aantal uren per week: schrijf 28 of 24,5."),
            format!("`{said}` is no number of hours a week: write 28 or 24.5."),
        )
    })
}

/// What stands between commas.
fn words(text: &str) -> Vec<String> {
    let words = text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// How long it is from one zone to another, of `office-north 20m`.
fn way(given: &[String], one: &str, other: &str) -> Result<(String, Option<Entered>), Error> {
    let names = [format!("{one}-{other}"), format!("{other}-{one}")];
    let found = given.iter().find_map(|each| {
        let (name, length) = each.rsplit_once(' ')?;
        names
            .iter()
            .any(|known| known == name.trim())
            .then(|| length.trim())
    });
    let [name, _] = names;
    match found {
        Some(length) => Ok((name, Some(Entered::Text(length.to_owned())))),
        None => Err(Error::usage(
            format!("Er ontbreekt een reistijd: {name} 20m, bijvoorbeeld."),
            format!("A travel time is missing: {name} 20m, for example."),
        )),
    }
}

/// A key from a name: its first word, with a number when it is taken.
fn key_of(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let plain = |c: char| match c.to_lowercase().next().unwrap_or(c) {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    };
    let word: String = name
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .chars()
        .map(plain)
        .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        .take(36)
        .collect();
    let word = match word.as_str() {
        "" | "team" => "p".to_owned(),
        _ => word,
    };
    if !taken(&word) {
        return word;
    }
    (2..)
        .map(|number: u32| format!("{word}{number}"))
        .find(|key| !taken(key))
        .unwrap_or(word)
}
