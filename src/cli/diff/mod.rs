//! `diff`: two revisions come in; what differs goes out, for each person what concerns them, ready to
//! be sent round.

mod view;

use super::args::DiffArguments;
use super::{Context, FINE, print, print_json};
use crate::app;
use crate::error::Error;
use crate::ids::CaseCode;
use crate::language::Lang;
use crate::plan::{Changes, Plan};
use crate::store::{Access as _, AuditEvent, Store as _};
use crate::team::Team;
use crate::words::Formatter;
use crate::words::differences::{counts, sections};

/// Compares two revisions.
pub(super) fn run(context: &Context, request: &DiffArguments) -> Result<u8, Error> {
    let team = context.team(&request.team)?;
    let mut store = context.known_store(&request.team, &team)?;
    let published = store.published_revision()?;
    let made = app::earliest(
        &store,
        [request.before.or(published), request.after],
        context.today(),
    )?;
    let revision = |number| {
        let plan = app::revision_as_of(&team, &store, number, made)?;
        app::as_told(&team, &store, plan)
    };
    let before = revision(request.before.or(published))?;
    let after = revision(request.after)?;
    let changes = Changes::between(&before, &after);
    let person = request.person.as_deref();
    if let Some(id) = person.filter(|id| !is_known(&team, id)) {
        return Err(Error::usage(
            format!(
                "niemand heet {id}: noem een medewerker bij het kenmerk, of een gezin bij de code"
            ),
            format!("nobody is called {id}: name a person by id, or a family by its case code"),
        ));
    }
    let told = DiffReport {
        team: &team,
        changes: &changes,
        person,
    };
    let what = AuditEvent::SawChanges {
        from: before.revision,
        to: after.revision,
    };
    let case = person.map(CaseCode::new);
    let case = case.filter(|code| team.cases.iter().any(|case| case.code == *code));
    context.looked(store.note(what, case.as_ref()));
    if context.json() {
        print_json(&view::View::of(&told, &before, &after)?)?;
    } else {
        print(&told.text(&before, &after, context.lang(&team)))?;
    }
    Ok(FINE)
}

fn is_known(team: &Team, id: &str) -> bool {
    team.people.iter().any(|person| person.id.as_str() == id)
        || team.cases.iter().any(|case| case.code.as_str() == id)
}

/// What there is to tell.
struct DiffReport<'a> {
    team: &'a Team,
    changes: &'a Changes<'a>,
    person: Option<&'a str>,
}

impl DiffReport<'_> {
    fn text(&self, before: &Plan, after: &Plan, lang: Lang) -> String {
        let revisions = lang.pick("revisie", "revision");
        let (from, to) = (before.revision, after.revision);
        let name = &self.team.name;
        let mut text = format!("{name} · {revisions} {from} → {to} · ");
        text += &counts(self.changes, lang);
        text.push('\n');
        for (who, lines) in sections(Formatter::whole(self.team, lang), self.changes, self.person) {
            text += &format!("\n{who}\n");
            lines.iter().for_each(|line| text += &format!("  {line}\n"));
        }
        text
    }
}
