//! Planning again, and trying things out: a job comes in, in thought, at work or done; pages that say how far
//! it is, and what it would change for everybody, go out.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::axis;
use super::changes;
use super::look::{Look, Sheet};
use crate::pipeline::measures::{counted, is_anew, measure, moved};
use crate::pipeline::{Progress, Trial};
use crate::plan::{LeftOut, Placement, Plan, WayOut};
use crate::rules::Severity;
use crate::series::cost::LAYERS;
use crate::time::Term;

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

/// The form with which planning begins.
pub fn form(look: Look<'_>) -> Sheet {
    let this = axis::quarter_of(look.today());
    let next = this
        .and_then(|term| term.to.succ_opt())
        .and_then(axis::quarter_of);
    let after = next
        .and_then(|term| term.to.succ_opt())
        .and_then(axis::quarter_of);
    let people = look.sight.team.people.iter().filter(|one| !one.external);
    // In the last weeks of a quarter the next one is meant.
    let late = this.is_some_and(|term| (term.to - look.today()).num_days() < LAST_DAYS);
    let wanted = if late { next } else { this };
    let body = html! {
        p { (look.say("Er verandert niets voordat u het zegt: eerst ziet u voor ieder wat er zou verschuiven.", "Nothing changes before you say so: first you see what would move for everybody.")) }
        form.pick method="post" action=(look.at("/plan")) {
            (look.token)
            label { (look.say("Plan", "Plan")) " " select name="term" {
                @for term in [this, next, after].into_iter().flatten() { option value=(axis::name(term)) selected[Some(term) == wanted] { (axis::title(term, look.lang)) } }
            } }
            button { (look.say("Maak een planning", "Make a plan")) }
        }
        @if look.sight.plan.is_some() {
            h2 #away { (look.say("Wat als iemand er niet is?", "What if somebody is away?")) }
            p { (look.say("Probeer het uit; er wordt niets bewaard.", "Try it out; nothing is saved.")) }
            form.pick method="post" action=(look.at("/plan")) {
                (look.token)
                label { (look.say("Wie", "Who")) " " select name="person" { @for person in people { option value=(person.id) { (person.name) } } } }
                label { (look.say("van", "from")) " " input type="date" name="from" required; }
                label { (look.say("tot en met", "until")) " " input type="date" name="to" required; }
                button { (look.say("Probeer uit", "Try out")) }
            }
        }
    };
    Sheet {
        title: look.say("Plannen", "Plan").to_owned(),
        body,
    }
}

/// The page while planning is at work; it is loaded again by itself.
pub fn at_work(look: Look<'_>, wanted: &Wanted, progress: Option<&Progress>) -> Sheet {
    let body = html! {
        p role="status" { (looking_for(look, wanted)) }
        @match progress {
            None => { p { (look.say("Een ogenblik …", "One moment …")) } }
            Some(known) => {
                p { (known.seconds as u64) " s" }
                (layers(look, &known.value, &known.bound))
            }
        }
        form method="post" action=(look.at("/plan/stop")) { (look.token) button { (look.say("Zo is het goed: stop", "Good enough: stop")) } }
        p { small { (look.say("Deze pagina ververst zichzelf.", "This page loads itself again.")) } }
    };
    Sheet {
        title: look.say("Aan het plannen", "Planning").to_owned(),
        body,
    }
}

fn looking_for(look: Look<'_>, wanted: &Wanted) -> Markup {
    html! {
        (axis::title(wanted.term, look.lang))
        @if let Some((who, from, to)) = &wanted.away {
            ", " (look.say("alsof", "as if")) " " b { (look.name(who)) } " " (look.say("afwezig is van", "were away from")) " " (look.lang.date(*from)) " " (look.say("tot en met", "until")) " " (look.lang.date(*to))
        }
    }
}

/// The eight numbers, the required first; those that are zero and proven so are left out.
fn layers(look: Look<'_>, value: &[i64], bound: &[i64]) -> Markup {
    html! {
        table.plain { tbody { @for ((value, bound), name) in value.iter().zip(bound).zip(LAYERS) {
            @if *value != 0 || *bound != 0 {
                tr { th scope="row" { (measure(name).get(look.lang)) @if let Some(what) = counted(name) { " " small { "(" (what.get(look.lang)) ")" } } } td { (value) } td { small {
                    @if value == bound { (look.say("beter kan niet", "no better is possible")) }
                    @else { (look.say("minstens", "at least")) " " (bound) }
                } } }
            }
        } } }
    }
}

/// The page when it is done.
pub fn done(look: Look<'_>, wanted: &Wanted, trial: &Trial) -> Sheet {
    let plan = &trial.plan;
    let (value, bound): (Vec<i64>, Vec<i64>) = plan
        .layers
        .iter()
        .map(|layer| (layer.value, layer.bound))
        .unzip();
    let body = html! {
        p { (looking_for(look, wanted)) }
        (verdict(look, wanted.term, plan))
        @match &wanted.away {
            None => { div.choose {
                form method="post" action=(look.at("/plan/accept")) { (look.token) button { (look.say("Neem over: dit wordt de agenda van iedereen", "Accept: this becomes everybody's calendar")) } }
                form method="post" action=(look.at("/plan/discard")) { (look.token) button.plain { (look.say("Gooi weg", "Discard")) } }
            } }
            Some((who, from, to)) => {
                p { b { (look.say("Dit is een proef: er is niets veranderd.", "This was a trial: nothing has changed.")) } " "
                    (look.say("Is het echt zo? Vul de afwezigheid in en plan opnieuw.", "Is it really so? Enter the absence and plan again.")) " "
                    a href=(look.at(&format!("/enter?kind=absence&who={who}&from={from}&to={to}"))) { (look.say("Invullen", "Enter")) } }
                form method="post" action=(look.at("/plan/discard")) { (look.token) button.plain { (look.say("Gooi weg", "Discard")) } }
            }
        }
        (layers(look, &value, &bound))
        (left_out(look, plan))
        @if !plan.notes.is_empty() {
            h2 { (look.say("Goed om te weten", "Good to know")) }
            ul { @for note in plan.notes.iter().take(SHOWN) { li { (note.text.get(look.lang)) } } }
        }
        @if let Some(before) = &trial.before {
            h2 { (look.say("Wat er verandert", "What changes")) }
            @if let Some(moved) = moved(plan, look.lang).filter(|_| is_anew(before, plan)) { p { (moved) } }
            (changes::told(look, before, plan))
        }
    };
    Sheet {
        title: look.say("Voorstel", "Proposal").to_owned(),
        body,
    }
}

fn verdict(look: Look<'_>, term: Term, plan: &Plan) -> Markup {
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
            (look.aloud().count(inside as i64, ["afspraak", "meeting"], ["afspraken", "meetings"]))
            @if hard > 0 { ", " b.late { (look.aloud().count(hard as i64, ["verplichte afspraak past niet", "required meeting does not fit"], ["verplichte afspraken passen niet", "required meetings do not fit"])) } }
            @else { ", " (look.say("alles wat verplicht is past", "all that is required fits")) }
            "."
        }
    }
}

/// What is left out for one reason.
struct Same<'a> {
    severity: Severity,
    reason: &'a str,
    /// What it is about, how many times, and the ways out.
    about: Vec<(&'a str, usize, Vec<&'a WayOut>)>,
}

/// What is left out, the required first, with all that is left out for one reason together.
fn by_reason<'a>(look: Look<'_>, plan: &'a Plan) -> Vec<Same<'a>> {
    let mut all: Vec<&LeftOut> = plan.left_out.iter().collect();
    all.sort_by_key(|one| (one.severity != Severity::Hard, one.window.from));
    let mut groups: Vec<Same<'a>> = Vec::new();
    for one in all {
        let reason = one.reason.get(look.lang);
        let title = one.title.get(look.lang);
        let (about, rest) = reason.split_once(": ").unwrap_or((title, reason));
        // What it says of a way out stands below, with its day.
        let reason = match one.way_out {
            Some(_) => rest.split_once("; ").map_or(rest, |(reason, _)| reason),
            None => rest,
        };
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

fn left_out(look: Look<'_>, plan: &Plan) -> Markup {
    let groups = by_reason(look, plan);
    html! {
        @if !groups.is_empty() {
            h2 { (look.say("Past niet", "Does not fit")) " (" (plan.left_out.len()) ")" }
            ul.findings { @for one in groups.iter().take(SHOWN) { li { (same(look, one)) } } }
            @let more: usize = groups.iter().skip(SHOWN).flat_map(|one| &one.about).map(|(_, count, _)| count).sum();
            @if more > 0 { p { "… " (more) " " (look.say("meer", "more")) } }
        }
    }
}

/// What is left out for one reason, and what would help each.
fn same(look: Look<'_>, one: &Same<'_>) -> Markup {
    let several = one.about.len() > 1;
    html! {
        @if one.severity == Severity::Hard { span.level.overdue { (look.say("verplicht", "required")) } " " }
        @for (at, (about, count, _)) in one.about.iter().enumerate() {
            @if at > 0 { ", " }
            b { (about) } @if *count > 1 { " (" (count) "×)" }
        }
        ": " (one.reason)
        @for (about, _, ways) in &one.about { @for out in ways {
            br; @if several { (about) ": " (look.say("wel", "possible")) } @else { (look.say("Wel kan", "Possible")) }
            " " (look.aloud().moment(out.start)) ", " (look.say("als", "if")) " "
            @for (at, change) in out.changes.iter().enumerate() { @if at > 0 { " " (look.say("en", "and")) " " } (change.text.get(look.lang)) }
        } }
    }
}

/// The page when it could not be done.
pub fn failed(look: Look<'_>, why: &str) -> Sheet {
    let body = html! {
        pre.fault { (why) }
        form method="post" action=(look.at("/plan/discard")) { (look.token) button { (look.say("Terug", "Back")) } }
    };
    Sheet {
        title: look.say("Het is niet gelukt", "It did not work").to_owned(),
        body,
    }
}
