//! What differs, for programs: the keys of `diff --format json`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::DiffReport;
use crate::cli::same;
use crate::error::Error;
use crate::ids::{CaseCode, OccurrenceId};
use crate::language::Text;
use crate::plan::{Change, ChangeKind, Participant, Placement, Plan};
use crate::time::zone::{self, Tz};

/// The differences as other programs read them.
#[derive(Serialize)]
pub(super) struct View<'a> {
    team: &'a str,
    from: u32,
    to: u32,
    counts: BTreeMap<String, usize>,
    changes: Vec<ChangeView<'a>>,
    people: Vec<PersonView<'a>>,
}

#[derive(Serialize)]
struct ChangeView<'a> {
    kind: ChangeKind,
    id: &'a OccurrenceId,
    rule: &'a str,
    case: Option<&'a CaseCode>,
    title: &'a Text,
    before: Option<MeetingView<'a>>,
    after: Option<MeetingView<'a>>,
}

/// A meeting's time, place and people.
#[derive(Serialize)]
struct MeetingView<'a> {
    start: String,
    end: String,
    place: Option<&'a str>,
    participants: &'a [Participant],
}

#[derive(Serialize)]
struct PersonView<'a> {
    id: &'a str,
    changes: Vec<OwnView<'a>>,
}

/// A change as one person sees it.
#[derive(Serialize)]
struct OwnView<'a> {
    kind: ChangeKind,
    id: &'a OccurrenceId,
}

impl<'a> View<'a> {
    /// The view of these changes.
    pub fn of(told: &DiffReport<'a>, before: &Plan, after: &Plan) -> Result<Self, Error> {
        let zone = zone::named(&after.zone).map_err(same)?;
        let concerns = |change: &&Change<'a>| {
            told.person
                .is_none_or(|person| change.people().contains(person))
        };
        let listed = told.changes.0.iter().filter(concerns);
        let changes: Vec<_> = listed
            .filter_map(|change| change_view(change, zone))
            .collect();
        let mut counts = BTreeMap::new();
        for kind in ChangeKind::ALL {
            let name = serde_json::to_value(kind).ok();
            let name = name.and_then(|name| name.as_str().map(str::to_owned));
            let count = changes.iter().filter(|change| change.kind == kind).count();
            counts.extend(name.map(|name| (name, count)));
        }
        let mut people = told.changes.by_person();
        people.retain(|id, _| told.person.is_none_or(|person| *id == person));
        let people = people.into_iter().map(|(id, own)| {
            let own = own.iter().filter_map(|change| {
                let id = &change.placement()?.id;
                let kind = change.kind;
                Some(OwnView { kind, id })
            });
            let changes = own.collect();
            PersonView { id, changes }
        });
        Ok(Self {
            team: told.team.id.as_str(),
            from: before.revision,
            to: after.revision,
            counts,
            changes,
            people: people.collect(),
        })
    }
}

fn change_view<'a>(change: &Change<'a>, zone: Tz) -> Option<ChangeView<'a>> {
    let meeting = |placement: &'a Placement| MeetingView {
        start: zone::instant(zone, placement.start).to_rfc3339(),
        end: zone::ends(zone, placement.start, placement.minutes).to_rfc3339(),
        place: placement.place.as_deref(),
        participants: &placement.participants,
    };
    let placement = change.placement()?;
    Some(ChangeView {
        kind: change.kind,
        id: &placement.id,
        rule: placement.rule.as_str(),
        case: placement.case.as_ref(),
        title: &placement.title,
        before: change.before.map(meeting),
        after: change.after.map(meeting),
    })
}
