//! The `explain --format json` contract: an explanation comes in, one object goes out whose keys are never renamed.

use serde_json::{Value, json};

use crate::app::Explained;
use crate::explain::{Alternative, Fact, Moved, Outcome, Price, State, WayOut};
use crate::language::Lang;
use crate::plan::{LeftOut, Placement};
use crate::series::cost::LAYERS;
use crate::team::Team;
use crate::time::zone;
use crate::words::Formatter;

/// The object.
pub(super) fn view(team: &Team, explained: &Explained) -> Value {
    let about = &explained.explanation;
    let teller = Teller { team };
    let mut view = json!({
        "team": team.id,
        "revision": explained.revision,
        "published": explained.published,
        "id": about.id,
        "rule": about.rule,
        "case": about.case,
        "title": about.title,
        "severity": about.severity,
        "window": about.window,
        "due": about.due,
        "facts": about.facts.iter().map(|fact| said(team, fact)).collect::<Vec<_>>(),
    });
    let rest = teller.state(&about.state);
    if let (Value::Object(view), Value::Object(rest)) = (&mut view, rest) {
        view.extend(rest);
    }
    view
}

/// A fact as data, and in words.
fn said(team: &Team, fact: &Fact) -> Value {
    let text = |lang| Formatter::whole(team, lang).explained(fact);
    let mut view = json!({ "nl": text(Lang::Nl), "en": text(Lang::En) });
    if let (Value::Object(view), Ok(Value::Object(fact))) = (&mut view, serde_json::to_value(fact))
    {
        view.extend(fact);
    }
    view
}

/// The object for a meeting that fell through, for which nothing is to be planned.
pub(super) fn over(team: &Team, meeting: &Placement) -> Value {
    json!({
        "team": team.id,
        "id": meeting.id,
        "rule": meeting.rule,
        "case": meeting.case,
        "title": meeting.title,
        "state": "over",
        "placement": Teller { team }.placement(meeting),
    })
}

struct Teller<'a> {
    team: &'a Team,
}

impl Teller<'_> {
    fn state(&self, state: &State) -> Value {
        match state {
            State::Placed(at, others) => json!({
                "state": "placed",
                "placement": self.placement(at),
                "alternatives": others.iter().map(|one| self.alternative(one)).collect::<Vec<_>>(),
            }),
            State::Stands(at) => json!({ "state": "stands", "placement": self.placement(at) }),
            State::Broken(at, blocking) => json!({
                "state": "broken", "placement": self.placement(at), "blocking": blocking,
            }),
            State::LeftOut(missing) => json!({
                "state": "left_out",
                "reason": missing.left_out.reason,
                "why": missing.left_out.why,
                "blocking": missing.left_out.blocking,
                "ways_out": missing.ways_out.iter().map(|one| self.way_out(one)).collect::<Vec<_>>(),
                "untried": missing.untried,
            }),
            State::NotAsked => json!({ "state": "not_asked" }),
            State::LaterTerm { until, .. } => {
                json!({ "state": "not_planned_yet", "planned_until": until })
            }
            State::Owed => json!({ "state": "owed" }),
        }
    }

    fn placement(&self, placement: &Placement) -> Value {
        let zone = self.team.zone;
        json!({
            "start": zone::instant(zone, placement.start).to_rfc3339(),
            "end": zone::ends(zone, placement.start, placement.minutes).to_rfc3339(),
            "participants": placement.participants,
            "place": placement.place,
        })
    }

    fn alternative(&self, one: &Alternative) -> Value {
        let (outcome, mut rest) = match &one.outcome {
            Outcome::Possible(at, cost) => (
                "possible",
                json!({ "placement": self.placement(at), "price": price(cost) }),
            ),
            Outcome::Moves(at, moved, cost) => (
                "moves",
                json!({
                    "placement": self.placement(at), "price": price(cost), "moved": self.moved(moved),
                }),
            ),
            Outcome::LeavesOut(left_out) => ("leaves_out", json!({ "left_out": ids(left_out) })),
            Outcome::Forbidden(blocking) => ("impossible", json!({ "blocking": blocking })),
            Outcome::Taken(blocking) => ("taken", json!({ "blocking": blocking })),
        };
        if let Value::Object(rest) = &mut rest {
            rest.insert("day".to_owned(), json!(one.day));
            rest.insert("outcome".to_owned(), json!(outcome));
        }
        rest
    }

    fn way_out(&self, one: &WayOut) -> Value {
        json!({
            "changes": one.changes,
            "placement": one.placed.as_ref().map(|at| self.placement(at)),
            "moved": self.moved(&one.moved),
        })
    }

    fn moved(&self, moved: &[Moved]) -> Vec<Value> {
        let zone = self.team.zone;
        let one = |one: &Moved| {
            json!({
                "id": one.from.id,
                "from": zone::instant(zone, one.from.start).to_rfc3339(),
                "to": zone::instant(zone, one.to).to_rfc3339(),
            })
        };
        moved.iter().map(one).collect()
    }
}

fn price(price: &Price) -> Value {
    let layers = LAYERS.iter().zip(price.layers);
    let layers: Vec<Value> = layers
        .map(|(name, amount)| json!({ "name": name, "value": amount }))
        .collect();
    let shares: Vec<Value> = price
        .shares
        .iter()
        .map(|share| {
            let rule = share.rule.as_ref().map(|(rule, _)| rule);
            json!({ "layer": LAYERS.get(share.layer), "rule": rule, "value": share.amount })
        })
        .collect();
    json!({ "layers": layers, "shares": shares })
}

fn ids(left_out: &[LeftOut]) -> Vec<&str> {
    left_out.iter().map(|one| one.id.as_str()).collect()
}
