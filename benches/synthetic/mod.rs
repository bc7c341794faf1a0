//! Invented instances of any size for the benchmarks: the same numbers give the same instance.
//!
//! What is invented follows what is known of such teams. Workers and scientists work part-time (four days
//! of five, most), and six of ten take leave in the school holidays; families have seven half-days of ten,
//! referrers three, and each referrer has six families. Workers get families by the hours they work.
//! Everyone has individual supervision and a talk about each family every three weeks, six workers meet
//! every four to six, one family in three has an evaluation with its referrer, and with `visits` each
//! family is visited twice a week, less in weeks of leave. A year has more of all this, and all the leave.

mod make;
mod people;

use cadans::series::Instance;
use cadans::time::Term;
use chrono::NaiveDate;

use self::make::Make;
use self::people::{Dice, Halves, free, part_time, some_halves, with_leave};

/// How large, and what is special.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Teams; of every fourth pair of them one scientist serves both.
    pub teams: usize,
    /// Workers of a team.
    pub workers: usize,
    /// Scientists of a team; those who advise fewer workers than others get those of the next team.
    pub scientists: usize,
    /// Families of a team.
    pub families: usize,
    /// Whether families are visited twice a week.
    pub visits: bool,
    /// Whether families live apart: up to half an hour of travel between visits.
    pub travel: bool,
    /// Whether the first scientist has 10 % less time than the fewest meetings take that the rules allow.
    pub short: bool,
    /// Which of all such instances.
    pub seed: u64,
}

/// The team of the figures: 12 workers, 2 scientists, 84 families.
pub const TEAM: Size = Size {
    teams: 1,
    workers: 12,
    scientists: 2,
    families: 84,
    visits: false,
    travel: false,
    short: false,
    seed: 1,
};

/// Families of one referrer.
const OF_A_REFERRER: usize = 6;
/// Members of a group of workers.
const GROUP: usize = 6;

/// An instance of this size for a term.
pub fn instance(size: Size, term: Term) -> Instance {
    let mut make = Make::new(term, size.travel);
    let mut before: Vec<usize> = Vec::new();
    for team in 0..size.teams.max(1) {
        let mut dice = Dice::new(size.seed + 1000 * team as u64);
        // The last scientist of a first team serves the second one too, in every fourth pair.
        let shared = (team % 8 == 1).then(|| before.last().copied()).flatten();
        let own = size.scientists - usize::from(shared.is_some() && size.scientists > 0);
        let mut scientists: Vec<usize> = shared.into_iter().collect();
        scientists.extend((0..own).map(|n| {
            let halves = part_time(&mut dice);
            make.staff(&format!("scientist-{team}-{n}"), &mut dice, &halves)
        }));
        fill(&mut make, &mut dice, size, team, &scientists);
        before = scientists;
    }
    let mut instance = make.finish();
    if size.short {
        shorten(&mut instance);
    }
    instance
}

/// One team's workers, families and all they meet for.
fn fill(make: &mut Make, dice: &mut Dice, size: Size, team: usize, scientists: &[usize]) {
    let weeks: Vec<Halves> = (0..size.workers).map(|_| part_time(dice)).collect();
    let hours = |worker: usize| weeks[worker].iter().filter(|works| **works).count();
    let workers: Vec<usize> = weeks
        .iter()
        .enumerate()
        .map(|(n, halves)| make.staff(&format!("worker-{team}-{n}"), dice, halves))
        .collect();
    let advises = |worker: usize| scientists[worker * scientists.len() / size.workers];
    for (n, worker) in workers.iter().enumerate() {
        make.supervision(&format!("w{team}-{n}"), *worker, advises(n), dice);
    }
    for (n, group) in workers.chunks(GROUP).enumerate() {
        make.intervision(&format!("g{team}-{n}"), group, dice);
    }
    let mut load = vec![0; size.workers];
    let mut referrer = 0;
    for n in 0..size.families {
        if n % OF_A_REFERRER == 0 {
            let halves = some_halves(dice, 3);
            referrer = make.referrer(&format!("referrer-{team}-{n}"), &halves);
        }
        // Whoever has the fewest families for their hours gets the next one.
        let at = (0..size.workers).min_by_key(|at| (1000 * (load[*at] + 1)) / hours(*at));
        let at = at.expect("a worker");
        load[at] += 1;
        let code = format!("F{team}-{n:03}");
        let family = make.family(&code, &some_halves(dice, 7), dice);
        let (worker, scientist) = (workers[at], advises(at));
        make.consultation(&code, worker, scientist, dice);
        if n % 3 == 0 {
            make.evaluations(&code, &[family, worker, scientist, referrer], dice);
        }
        if size.visits {
            make.visits(&code, family, worker, &weeks[at]);
        }
    }
}

/// Takes days off the first scientist, evenly, until the fewest meetings the rules allow do not fit by
/// a tenth.
fn shorten(instance: &mut Instance) {
    let least: u32 = make::least_minutes(instance, 0).div_ceil(15);
    let free = &mut instance.resources[0].free;
    let has = |free: &[cadans::time::Slots]| free.iter().map(|day| day.len()).sum::<u32>();
    let mut step = 0;
    while 10 * has(free) > 9 * least {
        // Every so many days one, so that what is left lies spread.
        let days = free.len();
        step += 1;
        let day = (step * 8) % days;
        free[day] = cadans::time::Slots::EMPTY;
        if step % days == 0 {
            free.rotate_left(1);
        }
        assert!(step < 50 * days, "nothing is left to take away");
    }
}

/// The days of a term.
fn days(term: Term) -> Vec<NaiveDate> {
    term.days().collect()
}

/// Part-time free time with leave.
fn staff_days(dice: &mut Dice, days: &[NaiveDate], halves: &Halves) -> Vec<cadans::time::Slots> {
    with_leave(dice, days, free(days, halves))
}
