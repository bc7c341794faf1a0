//! Whom and what somebody means: words come in; the meeting, the rule or the series that is meant goes out, or why there
//! is none.

use super::{NotFound, RecordBook, words};
use crate::app::is_duty;
use crate::diagnostic::listed;
use crate::error::Error;
use crate::feed::UidKey;
use crate::ids::{OccurrenceId, PersonId, RuleId, SeriesId};
use crate::plan::Placement;
use crate::rules::{Per, Rule};
use crate::store::Store;
use crate::team::Team;

impl<S: Store> RecordBook<S> {
    /// The meeting that is meant, as it was planned; also one that has no place.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn find(&mut self, occurrence: &str) -> Result<Placement, Error> {
        let uid = uid_of(&self.store, &self.snapshot.team)?;
        match crate::app::find(&self.snapshot.meetings, occurrence, &uid) {
            Ok(found) => Ok(found.clone()),
            Err(why @ NotFound::Unknown(_)) => {
                if let Ok(found) = crate::app::find(self.snapshot.placeless(), occurrence, &uid) {
                    return Ok(found.clone());
                }
                let long_ago = self.find_long_ago(occurrence, &uid)?;
                long_ago.ok_or_else(|| Error::Usage(words::not_found(occurrence, &why).into()))
            }
            Err(why) => Err(Error::Usage(words::not_found(occurrence, &why).into())),
        }
    }

    /// A meeting of longer ago than counts from day to day.
    fn find_long_ago(
        &self,
        occurrence: &str,
        uid: &dyn Fn(&OccurrenceId) -> String,
    ) -> Result<Option<Placement>, Error> {
        let Some(plan) = crate::app::known(&self.store)? else {
            return Ok(None);
        };
        let found = crate::app::find(&plan.placements, occurrence, uid).ok();
        let found = found.and_then(|one| self.snapshot.recorded().now(one));
        Ok(found)
    }

    /// The meeting that is meant, as it was planned; it must still be to come.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn find_open(&mut self, occurrence: &str) -> Result<Placement, Error> {
        let planned = self.find(occurrence)?;
        if is_duty(&planned) {
            return Err(self.no_meeting(&planned));
        }
        if self.snapshot.recorded().is_open(&planned) {
            return Ok(planned);
        }
        let id = &planned.id;
        Err(self.fault(
            format!("{id} is afgerond; was dat fout, trek dat dan eerst in (`cadans records`, `cadans correct`)"),
            format!("{id} is over; if that was wrong, take that back first (`cadans records`, `cadans correct`)"),
        ))
    }

    /// The meeting that is meant, where it now stands; it must still be in the calendar.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn find_standing(&mut self, occurrence: &str) -> Result<Placement, Error> {
        let planned = self.find(occurrence)?;
        if is_duty(&planned) {
            return Err(self.no_meeting(&planned));
        }
        let standing = self.snapshot.standing(&planned);
        standing.ok_or_else(|| {
            let id = &planned.id;
            if self.snapshot.is_placeless(id) {
                return self.fault(
                    format!("{id} heeft nog geen tijd: geef er een met `cadans pin … --at`"),
                    format!("{id} has no time yet: give it one with `cadans pin … --at`"),
                ).on_page("Dit heeft nog geen tijd: kies er eerst een.", "This has no time yet: choose one first.");
            }
            self.fault(
                format!(
                    "{id} staat niet meer in de agenda; plan eerst opnieuw, of zie `cadans records`"
                ),
                format!(
                    "{id} is not in the calendar any more; plan again first, or see `cadans records`"
                ),
            )
        })
    }

    fn no_meeting(&self, duty: &Placement) -> Error {
        let id = &duty.id;
        self.fault(
            format!("{id} is geen afspraak maar iets om in te leveren: `cadans record … held`"),
            format!("{id} is no meeting but something to hand in: `cadans record … held`"),
        )
    }

    /// The rule with this id or name.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn rule(&self, named: &str) -> Result<&Rule, Error> {
        let rules = || {
            self.snapshot
                .team
                .programmes
                .iter()
                .flat_map(|each| &each.rules)
        };
        let fits = |rule: &&Rule| rule.id.as_str() == named || rule.id.name() == named;
        let found: Vec<&Rule> = rules().filter(fits).collect();
        match &found[..] {
            [one] => Ok(one),
            [] => {
                let known = listed(rules().map(|rule| rule.id.as_str()));
                Err(self.fault(
                    format!("er is geen regel `{named}`; wel {known}"),
                    format!("there is no rule `{named}`; there are {known}"),
                ))
            }
            many => {
                let ids = listed(many.iter().map(|rule| rule.id.as_str()));
                Err(self.fault(
                    format!("`{named}` kan {ids} zijn; noem er een"),
                    format!("`{named}` may be {ids}; name one"),
                ))
            }
        }
    }

    /// The series of a rule for the subject that is given; faults when it cannot be one.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn series(
        &self,
        rule: &str,
        case: Option<&str>,
        person: Option<&str>,
        group: Option<&str>,
    ) -> Result<SeriesId, Error> {
        let rule = self.rule(rule)?;
        let id: &RuleId = &rule.id;
        let (wanted, given, known) = match &rule.per {
            Per::Case { .. } => ("--case", case, self.is_case(id.programme(), case)),
            Per::Person { .. } => ("--person", person, self.is_person(person)),
            Per::Group => {
                let is = group.is_some_and(|group| self.snapshot.team.group(group).is_some());
                ("--group", group, is)
            }
            Per::Team => return Ok(id.series(Team::WHOLE)),
        };
        let Some(subject) = given else {
            return Err(self.fault(
                format!("zeg over wie `{id}` gaat: {wanted} …"),
                format!("say whom `{id}` is about: {wanted} …"),
            ));
        };
        if !known {
            return Err(self.fault(
                format!("`{subject}` is niet bekend voor {wanted} van `{id}`"),
                format!("`{subject}` is not known as {wanted} of `{id}`"),
            ));
        }
        Ok(id.series(subject))
    }

    fn is_case(&self, programme: &str, code: Option<&str>) -> bool {
        // A second one's series carries a number after the code.
        let code = code.map(|code| code.strip_suffix("-2").unwrap_or(code));
        let mut cases = self.snapshot.team.cases.iter();
        cases.any(|case| Some(case.code.as_str()) == code && case.programme == programme)
    }

    pub(super) fn is_person(&self, person: Option<&str>) -> bool {
        person.is_some_and(|person| self.snapshot.team.person(&PersonId::new(person)).is_some())
    }
}

/// The identity of a meeting's calendar entry; of a store that never gave any, one that nobody has.
///
/// # Errors
/// [`Error::Store`].
pub fn uid_of(
    store: &dyn Store,
    team: &Team,
) -> Result<impl Fn(&OccurrenceId) -> String + use<>, Error> {
    let key = store.known_uid_key()?.map(UidKey::new);
    let domain = team.domain.clone();
    Ok(move |id: &OccurrenceId| {
        key.as_ref()
            .map_or_else(String::new, |key| key.uid(&domain, id))
    })
}
