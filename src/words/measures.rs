//! The numbers a plan is judged by, in words: the name of a number, or a plan, comes in; what people call it, and how
//! much that they know of does not stay, goes out.

use chrono::NaiveDate;

use crate::language::{Lang, Text};
use crate::plan::Plan;
use crate::series::cost;

/// What a number is called.
pub fn measure(name: &str) -> Text {
    let (nl, en) = match name {
        "hard_left_out" => ("verplicht, niet ingepland", "required, left out"),
        "frozen" => ("kort van tevoren verzet", "points moved at short notice"),
        "soft_left_out" => ("gewenst, niet ingepland", "desired, left out"),
        "late_days" => ("dagen te laat", "days late"),
        "moves" => ("afspraken verzet of veranderd", "meetings moved or changed"),
        "move_cost" => ("punten daarvoor", "points for those"),
        "rhythm" => ("dagen afwijking van de frequentie", "days off the rhythm"),
        "preferences" => ("punten voorkeur", "points of preference"),
        other => (other, other),
    };
    Text::new(nl, en)
}

/// What a number counts, where its name does not say so.
pub fn counted(name: &str) -> Option<Text> {
    let (nl, en) = match name {
        "move_cost" => (
            "binnenkort en met gezinnen telt meer",
            "soon and with families counts more",
        ),
        "preferences" => (
            "vaste dag, vast uur, samen op één dag",
            "usual day and hour, together on one day",
        ),
        _ => return None,
    };
    Some(Text::new(nl, en))
}

/// Whether a plan was made for days on which people knew of meetings.
pub fn is_anew(before: &Plan, plan: &Plan) -> bool {
    let planned = |day: NaiveDate| plan.term.has(day) && plan.today <= day;
    let mut known = before.placements.iter();
    known.any(|placement| planned(placement.start.date()))
}

/// `3 meetings move or change; fewer is impossible.`: of those that people know of.
pub fn moved(plan: &Plan, lang: Lang) -> Option<String> {
    let mut layers = plan.layers.iter();
    let moves = layers.find(|layer| layer.name == cost::LAYERS[cost::MOVES])?;
    let count = moves.value;
    let what = match (count, lang) {
        (0, Lang::Nl) => return Some("Geen afspraak wordt verzet of veranderd.".to_owned()),
        (0, Lang::En) => return Some("No meeting moves or changes.".to_owned()),
        (1, Lang::Nl) => "1 afspraak wordt verzet of veranderd".to_owned(),
        (1, Lang::En) => "1 meeting moves or changes".to_owned(),
        (_, Lang::Nl) => format!("{count} afspraken worden verzet of veranderd"),
        (_, Lang::En) => format!("{count} meetings move or change"),
    };
    let least = match (moves.proven, lang) {
        (true, Lang::Nl) => "minder kan niet".to_owned(),
        (true, Lang::En) => "fewer is impossible".to_owned(),
        (false, Lang::Nl) => format!(
            "dat het met minder kan is niet uitgesloten (minstens {})",
            moves.bound
        ),
        (false, Lang::En) => format!("fewer may be possible (at least {})", moves.bound),
    };
    Some(format!("{what}; {least}."))
}
