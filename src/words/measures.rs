//! The numbers a plan is judged by, in words: the name of a number, or a plan, comes in; what people call it, and how
//! much that they know of does not stay, goes out.

use chrono::NaiveDate;

use crate::language::{Lang, Text};
use crate::plan::Plan;
use crate::series::cost;
use crate::series::quality::Part;

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
        "quality" => ("punten kwaliteit", "points of quality"),
        other => (other, other),
    };
    Text::new(nl, en)
}

/// What a part of the quality is called.
pub fn part_name(part: Part) -> Text {
    let (nl, en) = match part {
        Part::Standing => ("niet op de vaste tijd", "off the standing time"),
        Part::Gap => ("afwijking van de frequentie", "off the rhythm"),
        Part::Target => ("naast de streefdatum", "off the target date"),
        Part::Length => ("korter dan bedoeld", "shorter than meant"),
        Part::FullDay => ("volle dagen", "full days"),
        Part::Evening => (
            "avonden waar het overdag kon",
            "evenings that could have been days",
        ),
        Part::Block => ("blokken van tweetallen", "blocks of pairs"),
        Part::Spacing => ("twee dagen achter elkaar", "two days in a row"),
        Part::Day => (
            "schoolvakanties en inklemdagen",
            "school holidays and days between holidays",
        ),
        Part::Hour => ("buiten de voorkeurstijden", "outside preferred hours"),
        Part::Absent => ("genodigden die niet kunnen", "invited who cannot come"),
        Part::Outside => (
            "binnen kantoortijd waar het daarbuiten hoort",
            "within office hours where it belongs outside",
        ),
        Part::Amount => (
            "minder per week dan het streven",
            "fewer a week than aimed at",
        ),
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
        "quality" => (
            "vaste tijden, frequentie, volle dagen, avonden, lengte; minder is beter",
            "standing times, rhythm, full days, evenings, length; less is better",
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

/// Whether fewer changes of what people know of are possible, beside what changes; nothing when none was needed.
pub fn moved(plan: &Plan, lang: Lang) -> Option<String> {
    let mut layers = plan.layers.iter();
    let moves = layers.find(|layer| layer.name == cost::LAYERS[cost::MOVES])?;
    if moves.value == 0 {
        return None;
    }
    Some(match (moves.proven, lang) {
        (true, Lang::Nl) => "Met minder wijzigingen kan het niet.".to_owned(),
        (true, Lang::En) => "Fewer changes are impossible.".to_owned(),
        (false, Lang::Nl) => format!(
            "Dat het met minder wijzigingen kan, is niet uitgesloten (minstens {}).",
            moves.bound
        ),
        (false, Lang::En) => format!("Fewer changes may be possible (at least {}).", moves.bound),
    })
}
