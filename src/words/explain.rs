//! What is so about a meeting that is explained: a fact comes in, a sentence goes out.

use chrono::NaiveDateTime;

use super::Formatter;
use super::dates::{dated, moment};
use crate::explain::{Fact, KeptBy, Stays};
use crate::language::Lang;

impl Formatter<'_> {
    /// One thing that is so.
    pub fn explained(self, fact: &Fact) -> String {
        let lang = self.lang;
        match fact {
            Fact::Window { from, to } => match (lang, dated(lang, *from), dated(lang, *to)) {
                (Lang::Nl, from, to) => format!("Kan van {from} tot en met {to}."),
                (Lang::En, from, to) => format!("It may be held from {from} to {to}."),
            },
            Fact::Due { due, late } => match (lang, dated(lang, *due), *late) {
                (Lang::Nl, due, 1..) => {
                    format!("Uiterste datum {due}: dit wordt {} te laat.", self.days(*late))
                }
                (Lang::En, due, 1..) => format!("Due {due}: this will be {} late.", self.days(*late)),
                (Lang::Nl, due, _) => format!("Uiterste datum {due}: op tijd."),
                (Lang::En, due, _) => format!("Due {due}: on time."),
            },
            Fact::Target { target, off } => match (lang, dated(lang, *target), *off) {
                (Lang::Nl, target, 0) => format!("Bedoeld is {target}, en daar staat het."),
                (Lang::En, target, 0) => format!("Aimed at {target}, and there it is."),
                (Lang::Nl, target, _) => {
                    format!("Bedoeld is {target}: {} ernaast.", self.days(*off))
                }
                (Lang::En, target, _) => format!("Aimed at {target}: {} off.", self.days(*off)),
            },
            Fact::Rhythm {
                min,
                target,
                max,
                limit,
            } => match lang {
                Lang::Nl => format!(
                    "De frequentie: om de {target} dagen, niet binnen {min}, volgens de methodiek hoogstens {max}, in de planning hoogstens {limit}."
                ),
                Lang::En => format!(
                    "The rhythm: every {target} days, not within {min}, by the method at most {max}, in a plan at most {limit}."
                ),
            },
            Fact::Before { day, gap } => match (lang, dated(lang, *day), self.days(*gap)) {
                (Lang::Nl, day, gap) => format!("Na de vorige ({day}): {gap}."),
                (Lang::En, day, gap) => format!("After the one before ({day}): {gap}."),
            },
            Fact::First => self.sentence("Het is de eerste.", "It is the first."),
            Fact::Next { day, gap } => match (lang, dated(lang, *day), self.days(*gap)) {
                (Lang::Nl, day, gap) => format!("Tot de volgende ({day}): {gap}."),
                (Lang::En, day, gap) => format!("To the next ({day}): {gap}."),
            },
            Fact::Last => self.sentence(
                "In deze planperiode komt er geen meer.",
                "There is no other in this term.",
            ),
            Fact::Week {
                from,
                to,
                planned,
                asked,
                least,
            } => match (lang, dated(lang, *from), dated(lang, *to)) {
                (Lang::Nl, from, to) if least < asked => format!(
                    "Een van de {planned} die gepland zijn van {from} tot en met {to}; gestreefd wordt naar {asked}, \
                     ten minste {least}."
                ),
                (Lang::En, from, to) if least < asked => format!(
                    "One of the {planned} planned from {from} to {to}; {asked} are aimed at, at least {least}."
                ),
                (Lang::Nl, from, to) => format!(
                    "Een van de {planned} die gepland zijn van {from} tot en met {to}; gevraagd {asked}."
                ),
                (Lang::En, from, to) => format!(
                    "One of the {planned} planned from {from} to {to}; {asked} are asked for."
                ),
            },
            Fact::Published { revision, at, same } => self.published(*revision, *at, *same),
            Fact::Stays(why) => self.stays(*why),
            Fact::KeptBy(deed) => self.kept_by(*deed),
            Fact::Missed { from, to } => {
                match (lang, from == to, dated(lang, *from), dated(lang, *to)) {
                    (Lang::Nl, true, from, _) => format!("Had moeten plaatsvinden op {from}."),
                    (Lang::En, true, from, _) => format!("It should have been on {from}."),
                    (Lang::Nl, false, from, to) => {
                        format!("Had moeten plaatsvinden tussen {from} en {to}.")
                    }
                    (Lang::En, false, from, to) => {
                        format!("It should have been between {from} and {to}.")
                    }
                }
            }
            Fact::Over => self.sentence("Die dagen zijn voorbij.", "Those days are over."),
            Fact::BeyondPlanning => self.sentence(
                "Opnieuw plannen helpt niet: wat in de weg staat hangt niet van de planning af.",
                "Planning again does not help: what stands in the way does not depend on the plan.",
            ),
            Fact::Proven => self.sentence(
                "Bewezen: geen planning laat er minder weg.",
                "Proven: no plan leaves out less.",
            ),
            Fact::Unproven => self.sentence(
                "Niet bewezen: de berekening stopte eerder; opnieuw plannen met meer tijd kan meer vinden.",
                "Not proven: the calculation stopped before; planning again with more time may find more.",
            ),
        }
    }

    fn sentence(self, nl: &str, en: &str) -> String {
        self.lang.pick(nl, en).to_owned()
    }

    fn published(self, revision: u32, at: Option<NaiveDateTime>, same: bool) -> String {
        match (self.lang, at.map(|at| moment(self.lang, at)), same) {
            (Lang::Nl, None, _) => {
                format!("In de gepubliceerde revisie {revision} staat deze afspraak niet.")
            }
            (Lang::En, None, _) => {
                format!("The published revision {revision} does not have this meeting.")
            }
            (Lang::Nl, Some(_), true) => format!(
                "Zo staat het ook in de gepubliceerde revisie {revision}; wat bekend is blijft staan als dat kan."
            ),
            (Lang::En, Some(_), true) => format!(
                "So it stands in the published revision {revision}; what people know stays where it can."
            ),
            (Lang::Nl, Some(at), false) => {
                format!("In de gepubliceerde revisie {revision} staat het op {at}.")
            }
            (Lang::En, Some(at), false) => {
                format!("The published revision {revision} has it on {at}.")
            }
        }
    }

    fn stays(self, why: Stays) -> String {
        let (nl, en) = match why {
            Stays::Recorded => (
                "Wat geregistreerd is houdt deze afspraak waar hij staat.",
                "What was recorded keeps this meeting where it stands.",
            ),
            Stays::Agreed => (
                "Deze afspraak is buiten Cadans gemaakt en blijft staan.",
                "This meeting was agreed outside Cadans and stays.",
            ),
            Stays::Past => (
                "Deze afspraak ligt in het verleden.",
                "This meeting lies in the past.",
            ),
            Stays::AfterTerm => (
                "Deze afspraak ligt na de planperiode die het laatst gepland is.",
                "This meeting lies after the term that was planned last.",
            ),
            Stays::CarriedOver => (
                "Deze afspraak is overgenomen uit een eerdere planning.",
                "This meeting was carried over from an earlier plan.",
            ),
            Stays::Forgotten => (
                "Niets vraagt nu nog om deze afspraak op deze dag: de regels of lijsten zijn veranderd. Plan opnieuw.",
                "Nothing asks for this meeting on this day any more: rules or lists have changed. Plan again.",
            ),
        };
        self.sentence(nl, en)
    }

    fn kept_by(self, deed: KeptBy) -> String {
        let (nl, en) = match deed {
            KeptBy::Held => ("is doorgegaan", "was held"),
            KeptBy::Agreed => ("is zo afgesproken", "was agreed so"),
            KeptBy::Pinned => ("is vastgezet", "was pinned"),
            KeptBy::Confirmed => ("is bevestigd", "was confirmed"),
            KeptBy::PinnedAndConfirmed => ("is bevestigd en vastgezet", "was confirmed and pinned"),
        };
        match self.lang {
            Lang::Nl => format!("Deze afspraak {nl} en blijft staan."),
            Lang::En => format!("This meeting {en} and stays."),
        }
    }
}
