//! What people will see of a plan, in words: figures come in; a short list goes out.

use crate::language::Lang;
use crate::plan::{Figures, Share};
use crate::team::Team;

/// Series shown: those whose meetings keep their standing times least.
const SHOWN: usize = 5;

/// The list.
pub(super) fn write(team: &Team, figures: &Figures, lang: Lang) -> String {
    let share =
        |share: &Share| format!("{} / {} ({:.0} %)", share.count, share.of, share.percent());
    let rows = [
        (
            lang.pick("op de vaste tijd", "on their standing times"),
            share(&figures.on_slot),
        ),
        (
            lang.pick("daarvan hoogstens mogelijk", "of which possible at most"),
            figures.possible.to_string(),
        ),
        (
            lang.pick("korter dan bedoeld", "shorter than meant"),
            share(&figures.shorter),
        ),
        (
            lang.pick("twee dagen achter elkaar", "on two days in a row"),
            figures.consecutive.to_string(),
        ),
        (
            lang.pick(
                "dagen met te veel gezinnen (en veel te veel)",
                "days with too many families (and far too many)",
            ),
            format!("{} ({})", figures.full_days[0], figures.full_days[1]),
        ),
        (
            lang.pick(
                "avonden waar het overdag kon",
                "evenings that could have been days",
            ),
            figures.evenings.to_string(),
        ),
        (
            lang.pick(
                "in het vaste blok van het tweetal",
                "within the standing block of the pair",
            ),
            share(&figures.in_block),
        ),
        (
            lang.pick(
                "dagen waarop een tweetal elkaar maar een half uur ziet",
                "days on which a pair meets for half an hour only",
            ),
            figures.lone.to_string(),
        ),
        (
            lang.pick(
                "dagen naast de frequentie, gemiddeld",
                "days off the rhythm, on average",
            ),
            format!(
                "{:.1}",
                f64::from(figures.days_off.count) / f64::from(figures.days_off.of.max(1))
            ),
        ),
        (
            lang.pick(
                "dagen zonder pauze na vijf en een half uur",
                "days without a break after five and a half hours",
            ),
            figures.no_break.to_string(),
        ),
        (
            lang.pick(
                "minder in de week dan het streefaantal",
                "fewer a week than aimed at",
            ),
            figures.fewer.to_string(),
        ),
        (
            lang.pick("niet ingepland", "left out"),
            figures.left_out.to_string(),
        ),
    ];
    let lines: String = rows
        .iter()
        .map(|(name, value)| format!("  {value:>18}  {name}\n"))
        .collect();
    let least = figures.by_series.iter().take(SHOWN).map(|(series, share)| {
        let rule = team.rule(&series.rule());
        let title = rule.map_or(series.as_str(), |rule| rule.title.get(lang));
        format!(
            "  {:>17.0} %  {} {}\n",
            share.percent(),
            title,
            series.subject()
        )
    });
    let head = lang.pick("Wat mensen ervan merken", "What people will see of it");
    let worst = lang.pick(
        "Het minst op de vaste tijd",
        "Least on their standing times",
    );
    format!("\n{head}\n{lines}\n{worst}\n{}", least.collect::<String>())
}
