//! Who takes part: seats that one or two can take, families, the invited, and who takes over.

use cadans::series::{Cast, Invited, Seat};
use chrono::{Days, NaiveDate};

use super::Maker;
use super::standing::ROLES;

impl Maker {
    /// One cast, or two when somebody takes over, perhaps with a day between.
    pub(super) fn casts(&mut self, family: Option<usize>) -> Vec<Cast> {
        let (from, to) = (self.instance.first, self.instance.term.to);
        let change = from + Days::new(self.dice.from(1, 3) as u64);
        if self.dice.chance(70) {
            return vec![self.cast((from, to), family)];
        }
        let next = change + Days::new(1 + u64::from(self.dice.chance(30)));
        vec![self.cast((from, change), family), self.cast((next, to), family)]
    }

    fn cast(&mut self, (from, to): (NaiveDate, NaiveDate), family: Option<usize>) -> Cast {
        let dice = &mut self.dice;
        let seat = |role: &str, any_of: Vec<usize>| Seat { role: role.to_owned(), any_of };
        let one = dice.pick(&self.others);
        let mut seats = vec![seat("lead", vec![one])];
        if dice.chance(35) {
            let count = dice.size(1, 2) as usize;
            let holders = dice.some(&self.others, count);
            if holders != [one] {
                seats.push(seat("other", holders));
            }
        }
        seats.extend(family.map(|family| seat("family", vec![family])));
        let unseated = |who: &usize| !seats.iter().any(|seat| seat.any_of.contains(who));
        let free: Vec<usize> = self.others.iter().copied().filter(unseated).collect();
        let invited = (free.len() > 1 && dice.chance(25)).then(|| Invited {
            quorum: dice.size(0, free.len() as u32) as usize,
            members: free.iter().map(|who| (*who, ROLES[who % 2].to_owned())).collect(),
        });
        Cast { from, to, seats, invited }
    }
}
