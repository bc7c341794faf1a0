//! What stands in the way of a meeting at a time: an obstacle comes in, a sentence goes out.

use super::Formatter;
use crate::ids::PersonId;
use crate::language::Lang;
use crate::series::timetable::{Obstacle, Other, Who};
use crate::team::Person;

impl Formatter<'_> {
    /// `Anna werkt dan niet`, `gezin K7QX kan dan niet`, `Gemeente biedt dan geen tijd`.
    fn not_there(self, who: &Who) -> String {
        let is_case = self.is_case(&who.id);
        let person = self.team.person(&PersonId::new(&*who.id));
        let said = match (is_case, person.is_some_and(|one| one.external)) {
            (true, _) => self.lang.pick("kan dan niet", "cannot come then"),
            (_, true) => self.lang.pick("biedt dan geen tijd", "offers no time then"),
            (_, false) => self.lang.pick("werkt dan niet", "does not work then"),
        };
        format!("{} {said}", self.seated(who))
    }

    /// One thing that stands in the way.
    pub fn obstacle(self, obstacle: &Obstacle) -> String {
        let lang = self.lang;
        let name = |who: &Who| self.seated(who);
        let case = |code: &str| self.case(code).to_owned();
        let date = |day| lang.date(day);
        match (obstacle, lang) {
            (Obstacle::Past, Lang::Nl) => "dit tijdstip is al voorbij".to_owned(),
            (Obstacle::Past, Lang::En) => "this time has passed".to_owned(),
            (Obstacle::NotBegun(code, first), Lang::Nl) => {
                format!(
                    "de zorg voor {} begint pas op {}",
                    case(code.as_str()),
                    date(*first)
                )
            }
            (Obstacle::NotBegun(code, first), Lang::En) => {
                format!(
                    "care for {} begins on {} only",
                    case(code.as_str()),
                    date(*first)
                )
            }
            (Obstacle::Ended(code, last), Lang::Nl) => {
                format!(
                    "dit is na het einde van de zorg voor {}, {}",
                    case(code.as_str()),
                    date(*last)
                )
            }
            (Obstacle::Ended(code, last), Lang::En) => {
                format!(
                    "this is after care for {} ended, {}",
                    case(code.as_str()),
                    date(*last)
                )
            }
            (Obstacle::Paused(code), Lang::Nl) => {
                format!("{} is dan gepauzeerd", case(code.as_str()))
            }
            (Obstacle::Paused(code), Lang::En) => format!("{} is paused then", case(code.as_str())),
            (Obstacle::Unassigned, Lang::Nl) => {
                "niet alle rollen zijn die dag aan iemand toegewezen".to_owned()
            }
            (Obstacle::Unassigned, Lang::En) => {
                "not every role has somebody assigned that day".to_owned()
            }
            (Obstacle::NotAssigned(who), Lang::Nl) => {
                format!("{} is die dag niet toegewezen", name(who))
            }
            (Obstacle::NotAssigned(who), Lang::En) => {
                format!("{} is not assigned that day", name(who))
            }
            (Obstacle::Lacks(who), Lang::Nl) => format!("{} hoort er die dag bij", name(who)),
            (Obstacle::Lacks(who), Lang::En) => format!("{} belongs to it that day", name(who)),
            (Obstacle::Away(who), Lang::Nl) => format!("{} is dan afwezig", name(who)),
            (Obstacle::Away(who), Lang::En) => format!("{} is away then", name(who)),
            (Obstacle::Offered(who), Lang::Nl) => {
                format!(
                    "{} houdt dit vrij: het is voor een andere afspraak voorgesteld",
                    name(who)
                )
            }
            (Obstacle::Offered(who), Lang::En) => {
                format!(
                    "{} keeps this free: it is offered for another meeting",
                    name(who)
                )
            }
            (Obstacle::NotInTeam(who), Lang::Nl) => {
                format!("{} is dan niet in het team", name(who))
            }
            (Obstacle::NotInTeam(who), Lang::En) => {
                format!("{} is not in the team then", name(who))
            }
            (Obstacle::Busy(who, other), Lang::Nl) => {
                format!("{} heeft dan {}", name(who), self.other(other))
            }
            (Obstacle::Busy(who, other), Lang::En) => {
                format!("{} has {} then", name(who), self.other(other))
            }
            (Obstacle::Travel(who, other, way), Lang::Nl) => format!(
                "{} heeft te weinig reistijd ({way} minuten) van of naar {}",
                name(who),
                self.other(other)
            ),
            (Obstacle::Travel(who, other, way), Lang::En) => format!(
                "{} has too little time to travel ({way} minutes) from or to {}",
                name(who),
                self.other(other)
            ),
            (Obstacle::Break(who, other, way), Lang::Nl) => format!(
                "{} houdt geen half uur pauze over: de reis van of naar {} duurt {way} minuten",
                name(who),
                self.other(other)
            ),
            (Obstacle::Break(who, other, way), Lang::En) => format!(
                "{} has no half hour of their break left: the way from or to {} takes {way} minutes",
                name(who),
                self.other(other)
            ),
            (Obstacle::Hours(who), _) => self.not_there(who),
            (Obstacle::FreeDay(who, day), Lang::Nl) => {
                format!("{} is dan vrij: {}", name(who), day.nl)
            }
            (Obstacle::FreeDay(who, day), Lang::En) => {
                format!("{} is off then: {}", name(who), day.en)
            }
            (Obstacle::Times, Lang::Nl) => "de regel staat deze dag of dit uur niet toe".to_owned(),
            (Obstacle::Times, Lang::En) => "the rule does not allow this day or hour".to_owned(),
            (Obstacle::Refused, Lang::Nl) => "dit tijdstip is eerder afgewezen".to_owned(),
            (Obstacle::Refused, Lang::En) => "this time was refused before".to_owned(),
            (Obstacle::Rest(who, other, least), Lang::Nl) => format!(
                "{} heeft dan minder dan {} uur rust van of tot {}",
                name(who),
                hours(*least),
                self.other(other)
            ),
            (Obstacle::Rest(who, other, least), Lang::En) => format!(
                "{} has less than {} hours of rest then, from or to {}",
                name(who),
                hours(*least),
                self.other(other)
            ),
            (Obstacle::Full(who, most), Lang::Nl) => {
                format!(
                    "{} heeft die dag al {most} afspraken, het maximum",
                    name(who)
                )
            }
            (Obstacle::Full(who, most), Lang::En) => {
                format!(
                    "{} has {most} meetings that day already, the most there may be",
                    name(who)
                )
            }
            (Obstacle::Spacing(day, 0..=1), Lang::Nl) => {
                format!("op {} is er al een: maximaal één per dag", date(*day))
            }
            (Obstacle::Spacing(day, 0..=1), Lang::En) => {
                format!("there is one on {} already: one a day at most", date(*day))
            }
            (Obstacle::Spacing(day, least), Lang::Nl) => {
                format!(
                    "op {} is er ook een: er horen minstens {least} dagen tussen",
                    date(*day)
                )
            }
            (Obstacle::Spacing(day, least), Lang::En) => {
                format!(
                    "there is another on {}: at least {least} days belong between",
                    date(*day)
                )
            }
            (Obstacle::WeekFull, Lang::Nl) => {
                "die week heeft er al zoveel als de regel vraagt".to_owned()
            }
            (Obstacle::WeekFull, Lang::En) => {
                "that week has as many as the rule asks for".to_owned()
            }
            (Obstacle::Notice(first), Lang::Nl) => {
                format!(
                    "dit is te kort van tevoren: eerst vanaf {}",
                    self.moment(*first)
                )
            }
            (Obstacle::Notice(first), Lang::En) => {
                format!(
                    "this is at too short notice: from {} on",
                    self.moment(*first)
                )
            }
            (Obstacle::Early(from), Lang::Nl) => {
                format!("dit is te vroeg: eerst vanaf {}", date(*from))
            }
            (Obstacle::Early(from), Lang::En) => {
                format!("this is too early: from {} on", date(*from))
            }
            (Obstacle::Late(due), Lang::Nl) => {
                format!("dit is na de uiterste datum, {}", date(*due))
            }
            (Obstacle::Late(due), Lang::En) => {
                format!("this is after its due date, {}", date(*due))
            }
            (Obstacle::Quorum(come, must), Lang::Nl) => {
                format!("er komen {come} deelnemers; er moeten er {must} zijn")
            }
            (Obstacle::Quorum(come, must), Lang::En) => format!("{come} come; {must} must"),
        }
    }

    /// Somebody by name; families and people outside the team by role.
    fn seated(self, who: &Who) -> String {
        if self.is_case(&who.id) {
            return self.family(&who.id);
        }
        match self.team.person(&PersonId::new(&*who.id)) {
            Some(person) if !person.external => person.name.clone(),
            Some(Person {
                kind: Some(kind), ..
            }) => kind.clone(),
            _ => {
                let mut programmes = self.team.programmes.iter();
                let role = programmes.find_map(|one| one.roles.get(&who.role));
                let title = role.map_or(&*who.role, |role| role.title.get(self.lang));
                title.to_owned()
            }
        }
    }

    /// `Overleg K7QX, di 9 feb 10:00-11:00`.
    fn other(self, other: &Other) -> String {
        let case = other.case.as_ref();
        let case = case.map(|code| format!(" {}", self.case(code.as_str())));
        let (start, end) = (self.moment(other.start), other.end.format("%H:%M"));
        let title = other.title.get(self.lang);
        format!("{title}{}, {start}-{end}", case.unwrap_or_default())
    }
}

/// `11`, `11:30`.
fn hours(minutes: u32) -> String {
    match minutes % 60 {
        0 => (minutes / 60).to_string(),
        rest => format!("{}:{rest:02}", minutes / 60),
    }
}
