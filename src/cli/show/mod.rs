//! `show`: a revision comes in; the quarter, a week, a person's or a case's calendar goes out, as
//! people read it.

mod agenda;
mod case;
mod part;
mod quarter;
mod standing;
mod week;

use chrono::{NaiveDate, Weekday};

use super::args::ShowArguments;
use super::{Context, FINE, print, print_json, same};
use crate::app::{self, Snapshot};
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::plan::{Placement, Plan, PlanView};
use crate::store::{Access as _, AuditEvent, Turn};
use crate::team::Team;
use crate::words::Formatter;

/// A revision with what is needed to read it aloud.
struct View<'a> {
    plan: &'a Plan,
    snapshot: &'a Snapshot,
    team: &'a Team,
    lang: Lang,
    today: NaiveDate,
}

/// Shows a calendar.
pub(super) fn run(context: &Context, request: &ShowArguments) -> Result<u8, Error> {
    let team = context.team(&request.team)?;
    let mut store = context.known_store(&request.team, &team)?;
    let snapshot = Snapshot::read(&team, &store, context.moment())?;
    if request.standing {
        return standing::run(context, &mut store, &snapshot, request);
    }
    let published = snapshot.published;
    let mut plan = match (request.revision, &request.case, &snapshot.plan) {
        // A revision that is asked for by number is shown as it was made.
        (Some(_), ..) => app::revision_as_of(&team, &store, request.revision, context.today())?,
        (None, None, Some(plan)) => plan.clone(),
        // Of a family all that ever was.
        _ => snapshot.dated(app::revision_of(&store, published)?),
    };
    if request.revision.is_none() {
        plan.standing.clone_from(&snapshot.standing);
    }
    let monday = request.week.as_deref().map(parse_week).transpose()?;
    let view = View {
        plan: &plan,
        snapshot: &snapshot,
        team: &snapshot.team,
        lang: context.lang(&team),
        today: context.today(),
    };
    let shown = view.chosen(request, monday)?;
    if context.json() {
        looked(context, &mut store, request);
        let shown = part::of(&view, request, monday, &shown);
        print_json(&PlanView::of(&shown).map_err(same)?)?;
        return Ok(FINE);
    }
    let state = state(plan.revision, published, view.lang);
    let revision = view.lang.pick("revisie", "revision");
    let mut text = format!("{} · {revision} {} ({state})\n\n", team.name, plan.revision);
    text += &match (&request.person, &request.case, monday) {
        (Some(_), ..) => agenda::write(&view, &shown),
        (None, Some(code), _) => case::write(&view, code, &shown),
        (None, None, Some(monday)) => week::write(&view, monday, &shown),
        (None, None, None) => {
            quarter::write(&view) + &revisions(&snapshot.revisions, published, view.lang)
        }
    };
    if request.revision.is_none() {
        let whose = request.person.as_deref().or(request.case.as_deref());
        text += &troubled(&view, &snapshot, whose);
    }
    if request.revision.is_none()
        && let Some(draft) = snapshot.revisions.last()
        && published.is_some_and(|published| published < *draft)
    {
        let show = context.command("show", &request.team);
        text += &match view.lang {
            Lang::Nl => format!("\nEr is een nieuwer concept: {show} --revision {draft}\n"),
            Lang::En => format!("\nThere is a newer draft: {show} --revision {draft}\n"),
        };
    }
    looked(context, &mut store, request);
    print(&text)?;
    Ok(FINE)
}

/// Notes the look in the audit trail. A store that cannot be written is read all the same, and it is said.
fn looked(context: &Context, store: &mut Turn, request: &ShowArguments) {
    let case = request.case.as_deref().map(CaseCode::new);
    let of = request.person.clone().or(request.week.clone());
    context.looked(store.note(AuditEvent::Showed { of }, case.as_ref()));
}

/// Most meetings that cannot be held as they stand which are listed.
const TROUBLED: usize = 5;

/// Which meetings to come (of somebody, when one is asked about) cannot be held as they stand, by what was entered since
/// they were planned.
fn troubled(view: &View, snapshot: &Snapshot, whose: Option<&str>) -> String {
    let all = snapshot.troubled().iter().filter(|(one, _)| {
        let of = |id: &str| {
            let case = one.case.as_ref().is_some_and(|case| case.as_str() == id);
            case || one.participants.iter().any(|who| who.id == id)
        };
        whose.is_none_or(of)
    });
    let all: Vec<_> = all.collect();
    let formatter = view.formatter();
    let mut text = String::new();
    if !all.is_empty() {
        let count = formatter.count(
            all.len() as i64,
            ["afspraak", "meeting"],
            ["afspraken", "meetings"],
        );
        text += &match view.lang {
            Lang::Nl => format!("\nLet op, niet mogelijk zoals gepland: {count}; plan opnieuw\n"),
            Lang::En => format!("\nMind: {count} cannot be held as planned; plan again\n"),
        };
    }
    for (meeting, obstacles) in all.iter().take(TROUBLED) {
        let why: Vec<String> = obstacles
            .iter()
            .map(|one| formatter.obstacle(one))
            .collect();
        let (title, at) = (formatter.title(meeting), formatter.moment(meeting.start));
        text += &format!("  {title}, {at}: {}\n", why.join("; "));
    }
    text
}

/// What a revision is beside the published one.
fn state(revision: u32, published: Option<u32>, lang: Lang) -> &'static str {
    match published {
        Some(published) if revision == published => lang.pick("gepubliceerd", "published"),
        Some(published) if revision < published => lang.pick("eerder", "earlier"),
        _ => lang.pick("concept", "draft"),
    }
}

/// `Revisies: 1 (gepubliceerd), 2 (concept)`.
fn revisions(saved: &[u32], published: Option<u32>, lang: Lang) -> String {
    let one = |revision: &u32| format!("{revision} ({})", state(*revision, published, lang));
    let all: Vec<String> = saved.iter().map(one).collect();
    let title = lang.pick("Revisies", "Revisions");
    format!("\n{title}: {}\n", all.join(", "))
}

/// The Monday of `2027-W05`.
pub(in crate::cli) fn parse_week(text: &str) -> Result<NaiveDate, Error> {
    let fault = || {
        Error::usage(
            format!("`{text}` is geen ISO-week: schrijf 2027-W05"),
            format!("`{text}` is no ISO week: write 2027-W05"),
        )
    };
    let (year, week) = text.split_once("-W").ok_or_else(fault)?;
    let (year, week) = (
        year.parse().map_err(|_| fault())?,
        week.parse().map_err(|_| fault())?,
    );
    NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or_else(fault)
}

/// Faults for a person or a case that the team has not.
fn somebody_known(team: &Team, request: &ShowArguments) -> Result<(), Error> {
    let people = || team.people.iter().map(|known| known.id.as_str());
    if let Some(person) = request.person.as_deref()
        && !people().any(|known| known == person)
    {
        let known = people().collect::<Vec<_>>().join(", ");
        return Err(Error::usage(
            format!("niemand heet `{person}`; bekend zijn {known}"),
            format!("nobody is called `{person}`; known are {known}"),
        ));
    }
    let mut cases = team.cases.iter().map(|known| known.code.as_str());
    if let Some(code) = request.case.as_deref()
        && !cases.any(|known| known == code)
    {
        return Err(Error::usage(
            format!("er is geen gezin `{code}` in cases.csv"),
            format!("there is no case `{code}` in cases.csv"),
        ));
    }
    Ok(())
}

impl<'a> View<'a> {
    /// The meetings asked for, in order of time.
    fn chosen(
        &self,
        request: &ShowArguments,
        monday: Option<NaiveDate>,
    ) -> Result<Vec<&'a Placement>, Error> {
        somebody_known(self.team, request)?;
        let takes_part = |placement: &Placement, id: &str| {
            placement.participants.iter().any(|person| person.id == id)
        };
        let wanted = |placement: &&Placement| {
            let day = placement.start.date();
            request
                .person
                .as_ref()
                .is_none_or(|person| takes_part(placement, person))
                && request.case.as_ref().is_none_or(|code| {
                    placement
                        .case
                        .as_ref()
                        .is_some_and(|case| case.as_str() == code)
                        || takes_part(placement, code)
                })
                && monday.is_none_or(|monday| (0..7).contains(&(day - monday).num_days()))
        };
        Ok(self.plan.placements.iter().filter(wanted).collect())
    }

    /// How it is read aloud.
    fn formatter(&self) -> Formatter<'a> {
        Formatter::whole(self.team, self.lang)
    }
}
