//! Planning again, and trying things out: a job comes in, in thought, at work or done; pages that say how far
//! it is, and what it would change for everybody, go out.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::axis;
use super::changes;
use super::viewer::{Sheet, Viewer};
use crate::app::{Progress, Trial};
use crate::language::Lang;
use crate::plan::{LeftOut, Placement, Plan, Status, WayOut};
use crate::rules::Severity;
use crate::series::cost::LAYERS;
use crate::time::Term;
use crate::web::address::asking;
use crate::words::measures::{counted, is_anew, measure, moved};

/// Days before the end of a quarter in which the next one is offered first.
const LAST_DAYS: i64 = 35;

/// Reasons shown of what is left out.
const SHOWN: usize = 25;

/// What is planned, and whether it may become the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The days planned.
    pub term: Term,
    /// Somebody away in thought only: who, first and last day. Then it cannot be published.
    pub away: Option<(String, NaiveDate, NaiveDate)>,
}

/// Which proposal a form was made for; none yet when it begins one.
fn made_of(of: &str) -> Markup {
    html! { input type="hidden" name="of" value=(of); }
}

/// The form with which planning begins.
pub fn form(viewer: Viewer<'_>) -> Sheet {
    let this = Term::quarter_of(viewer.today());
    let next = this
        .and_then(|term| term.to.succ_opt())
        .and_then(Term::quarter_of);
    let after = next
        .and_then(|term| term.to.succ_opt())
        .and_then(Term::quarter_of);
    let people = viewer
        .snapshot
        .team
        .people
        .iter()
        .filter(|one| !one.external);
    // In the last weeks of a quarter the next one is meant.
    let late = this.is_some_and(|term| (term.to - viewer.today()).num_days() < LAST_DAYS);
    let wanted = if late { next } else { this };
    let body = html! {
        p { (viewer.say("Er verandert niets voordat u het zegt: eerst ziet u voor ieder wat er zou verschuiven.", "Nothing changes before you say so: first you see what would move for everybody.")) }
        form.pick method="post" action=(viewer.at("/plan")) {
            (viewer.token) (made_of(""))
            label { (viewer.say("Plan", "Plan")) " " select name="term" {
                @for term in [this, next, after].into_iter().flatten() { option value=(axis::name(term)) selected[Some(term) == wanted] { (viewer.formatter().term(term)) } }
            } }
            button { (viewer.say("Maak een planning", "Make a plan")) }
        }
        @if viewer.snapshot.plan.is_some() {
            h2 #away { (viewer.say("Wat als iemand er niet is?", "What if somebody is away?")) }
            p { (viewer.say("Probeer het uit; er wordt niets bewaard.", "Try it out; nothing is saved.")) }
            form.pick method="post" action=(viewer.at("/plan")) {
                (viewer.token) (made_of(""))
                label { (viewer.say("Wie", "Who")) " " select name="person" { @for person in people { option value=(person.id) { (person.name) } } } }
                label { (viewer.say("van", "from")) " " input type="date" name="from" required; }
                label { (viewer.say("tot en met", "until")) " " input type="date" name="to" required; }
                button { (viewer.say("Probeer uit", "Try out")) }
            }
        }
    };
    Sheet {
        title: viewer.say("Plannen", "Plan").to_owned(),
        body,
    }
}

/// The page while planning is at work; it is loaded again by itself.
pub fn at_work(
    viewer: Viewer<'_>,
    of: &str,
    wanted: &Wanted,
    progress: Option<&Progress>,
) -> Sheet {
    let body = html! {
        p role="status" { (looking_for(viewer, wanted)) }
        @match progress {
            None => { p { (viewer.say("Een ogenblik …", "One moment …")) } }
            Some(known) => {
                p { (known.seconds as u64) " s" }
                (layers(viewer, &known.value, &known.bound))
            }
        }
        form method="post" action=(viewer.at("/plan/stop")) { (viewer.token) (made_of(of)) button { (viewer.say("Zo is het goed: stop", "Good enough: stop")) } }
        p { small { (viewer.say("Deze pagina ververst zichzelf.", "This page loads itself again.")) } }
    };
    Sheet {
        title: viewer.say("Aan het plannen", "Planning").to_owned(),
        body,
    }
}

fn looking_for(viewer: Viewer<'_>, wanted: &Wanted) -> Markup {
    html! {
        (viewer.formatter().term(wanted.term))
        @if let Some((who, from, to)) = &wanted.away {
            ", " (viewer.say("alsof", "as if")) " " b { (viewer.name(who)) } " " (viewer.say("afwezig is van", "were away from")) " " (viewer.lang.date(*from)) " " (viewer.say("tot en met", "until")) " " (viewer.lang.date(*to))
        }
    }
}

/// The eight numbers, the required first; those that are zero and proven so are left out.
fn layers(viewer: Viewer<'_>, value: &[i64], bound: &[i64]) -> Markup {
    html! {
        table.plain { tbody { @for ((value, bound), name) in value.iter().zip(bound).zip(LAYERS) {
            @if *value != 0 || *bound != 0 {
                tr { th scope="row" { (measure(name).get(viewer.lang)) @if let Some(what) = counted(name) { " " small { "(" (what.get(viewer.lang)) ")" } } } td { (value) } td { small {
                    @if value == bound { (viewer.say("beter kan niet", "no better is possible")) }
                    @else { (viewer.say("minstens", "at least")) " " (bound) }
                } } }
            }
        } } }
    }
}

/// The page when it is done.
pub fn done(viewer: Viewer<'_>, of: &str, wanted: &Wanted, trial: &Trial) -> Sheet {
    let plan = &trial.plan;
    let (value, bound): (Vec<i64>, Vec<i64>) = plan
        .layers
        .iter()
        .map(|layer| (layer.value, layer.bound))
        .unzip();
    let body = html! {
        p { (looking_for(viewer, wanted)) }
        (verdict(viewer, wanted.term, plan))
        @match &wanted.away {
            None => { div.choose {
                form method="post" action=(viewer.at("/plan/accept")) { (viewer.token) (made_of(of)) button { (viewer.say("Neem over: dit wordt de agenda van iedereen", "Accept: this becomes everybody's calendar")) } }
                form method="post" action=(viewer.at("/plan/discard")) { (viewer.token) (made_of(of)) button.plain { (viewer.say("Gooi weg", "Discard")) } }
            } }
            Some((who, from, to)) => {
                p { b { (viewer.say("Dit is een proef: er is niets veranderd.", "This was a trial: nothing has changed.")) } " "
                    (viewer.say("Is het echt zo? Vul de afwezigheid in en plan opnieuw.", "Is it really so? Enter the absence and plan again.")) " "
                    a href=(viewer.at(&asking("/enter", &[("kind", "absence"), ("who", who), ("from", &from.to_string()), ("to", &to.to_string())]))) { (viewer.say("Invullen", "Enter")) } }
                form method="post" action=(viewer.at("/plan/discard")) { (viewer.token) (made_of(of)) button.plain { (viewer.say("Gooi weg", "Discard")) } }
            }
        }
        details {
            summary { (quality(viewer, plan)) }
            (layers(viewer, &value, &bound))
        }
        (left_out(viewer, plan))
        @if !plan.notes.is_empty() {
            h2 { (viewer.say("Goed om te weten", "Good to know")) }
            ul { @for note in plan.notes.iter().take(SHOWN) { li { (viewer.formatter().note(note)) } } }
        }
        @if let Some(before) = &trial.before {
            h2 { (viewer.say("Wat er verandert", "What changes")) }
            @if let Some(moved) = moved(plan, viewer.lang).filter(|_| is_anew(before, plan)) { p { (moved) } }
            (changes::told(viewer, before, plan))
        }
    };
    Sheet {
        title: viewer.say("Voorstel", "Proposal").to_owned(),
        body,
    }
}

/// How near to the best plan there is.
fn quality(viewer: Viewer<'_>, plan: &Plan) -> String {
    let gap = viewer.lang.decimal(plan.gap * 100.0, 1);
    match (plan.status, viewer.lang) {
        (Status::Optimal, Lang::Nl) => "bewezen de best mogelijke planning".to_owned(),
        (Status::Optimal, Lang::En) => "proven the best plan there is".to_owned(),
        (Status::Feasible, Lang::Nl) => format!("hooguit {gap} % beter mogelijk"),
        (Status::Feasible, Lang::En) => format!("at most {gap} % better is possible"),
    }
}

fn verdict(viewer: Viewer<'_>, term: Term, plan: &Plan) -> Markup {
    let hard = plan
        .left_out
        .iter()
        .filter(|one| one.severity == Severity::Hard)
        .count();
    // A calendar holds the quarters before, too; they are nothing of this proposal.
    let inside = |one: &&Placement| {
        let day = one.start.date();
        term.from <= day && day <= term.to
    };
    let inside = plan.placements.iter().filter(inside).count();
    html! {
        p.lead {
            (viewer.formatter().count(inside as i64, ["afspraak", "meeting"], ["afspraken", "meetings"]))
            @if hard > 0 { ", " b.late { (viewer.formatter().count(hard as i64, ["verplichte afspraak past niet", "required meeting does not fit"], ["verplichte afspraken passen niet", "required meetings do not fit"])) } }
            @else { ", " (viewer.say("alles wat verplicht is past", "all that is required fits")) }
            "."
        }
    }
}

/// What is left out for one reason.
struct Same<'a> {
    severity: Severity,
    reason: String,
    /// What it is about, how many times, and the ways out.
    about: Vec<(String, usize, Vec<&'a WayOut>)>,
}

/// What is left out, the required first, with all that is left out for one reason together.
fn by_reason<'a>(viewer: Viewer<'_>, plan: &'a Plan) -> Vec<Same<'a>> {
    let mut all: Vec<&LeftOut> = plan.left_out.iter().collect();
    all.sort_by_key(|one| (one.severity != Severity::Hard, one.window.from));
    let mut groups: Vec<Same<'a>> = Vec::new();
    for one in all {
        let formatter = viewer.formatter();
        let (about, reason) = (formatter.left_out(one), formatter.why(one));
        let like = |group: &Same<'_>| group.severity == one.severity && group.reason == reason;
        let at = groups.iter().position(like).unwrap_or(groups.len());
        if at == groups.len() {
            groups.push(Same {
                severity: one.severity,
                reason,
                about: Vec::new(),
            });
        }
        let Some(group) = groups.get_mut(at) else {
            continue;
        };
        let ways = one.way_out.iter();
        match group.about.iter_mut().find(|(known, ..)| *known == about) {
            Some((_, count, known)) => {
                *count += 1;
                known.extend(ways);
            }
            None => group.about.push((about, 1, ways.collect())),
        }
    }
    groups
}

fn left_out(viewer: Viewer<'_>, plan: &Plan) -> Markup {
    let groups = by_reason(viewer, plan);
    html! {
        @if !groups.is_empty() {
            h2 { (viewer.say("Niet ingepland", "Does not fit")) " (" (plan.left_out.len()) ")" }
            ul.findings { @for one in groups.iter().take(SHOWN) { li { (same(viewer, one)) } } }
            @let more: usize = groups.iter().skip(SHOWN).flat_map(|one| &one.about).map(|(_, count, _)| count).sum();
            @if more > 0 { p { "… " (more) " " (viewer.say("meer", "more")) } }
        }
    }
}

/// What is left out for one reason, and what would help each.
fn same(viewer: Viewer<'_>, one: &Same<'_>) -> Markup {
    let several = one.about.len() > 1;
    html! {
        @if one.severity == Severity::Hard { span.level.overdue { (viewer.say("verplicht", "required")) } " " }
        @for (at, (about, count, _)) in one.about.iter().enumerate() {
            @if at > 0 { ", " }
            b { (about) } @if *count > 1 { " (" (count) "×)" }
        }
        ": " (one.reason)
        @for (about, _, ways) in &one.about { @for out in ways {
            br; @if several { (about) ": " (viewer.say("wel", "possible")) } @else { (viewer.say("Wel kan", "Possible")) }
            " " (viewer.formatter().moment(out.start)) ", " (viewer.say("als", "if")) " "
            (viewer.formatter().changes(&out.changes))
        } }
    }
}

/// The page when it could not be done.
pub fn failed(viewer: Viewer<'_>, of: &str, why: &str) -> Sheet {
    let body = html! {
        pre.fault { (why) }
        form method="post" action=(viewer.at("/plan/discard")) { (viewer.token) (made_of(of)) button { (viewer.say("Terug", "Back")) } }
    };
    Sheet {
        title: viewer
            .say("Het is niet gelukt", "It did not work")
            .to_owned(),
        body,
    }
}
