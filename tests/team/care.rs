//! How long a case is in care.

use cadans::team::{Case, Team};

use super::stage::Folder;

fn days(change: impl FnOnce(&mut Case)) -> String {
    days_in(&Folder::template(), change)
}

/// The phases and the last day of a case of a team's, once changed.
fn days_in(folder: &Folder, change: impl FnOnce(&mut Case)) -> String {
    let (team, faults) = folder.load();
    let team: Team = team.unwrap_or_else(|| panic!("{faults}"));
    let mut case = team.cases[3].clone();
    change(&mut case);
    let programme = &team.programmes[0];
    let spans = case.phase_days(programme);
    let shown: Vec<String> = spans
        .iter()
        .map(|(first, last)| format!("{first}..{last}"))
        .collect();
    format!("{} until {}", shown.join(" "), case.last_day(programme))
}

/// Start 6, change 26, wind-down 7 weeks from 1 February 2027.
#[test]
fn targets_of_the_programme() {
    assert_eq!(
        days(|_| ()),
        "2027-02-01..2027-03-14 2027-03-15..2027-09-12 2027-09-13..2027-10-31 until 2027-10-31"
    );
}

#[test]
fn a_longer_start() {
    assert_eq!(
        days(|case| {
            case.phases.insert("start".to_owned(), 56);
        }),
        "2027-02-01..2027-03-28 2027-03-29..2027-09-26 2027-09-27..2027-11-14 until 2027-11-14"
    );
}

#[test]
fn a_known_end() {
    assert_eq!(
        days(|case| case.end = "2027-12-31".parse().ok()),
        "2027-02-01..2027-03-14 2027-03-15..2027-09-12 2027-09-13..2027-12-31 until 2027-12-31"
    );
    assert_eq!(
        days(|case| case.end = "2027-03-20".parse().ok()),
        "2027-02-01..2027-03-14 2027-03-15..2027-03-20 2027-09-13..2027-03-20 until 2027-03-20"
    );
}

/// The same, where care lasts as long as a decision that is longer.
fn days_that_follow(change: impl FnOnce(&mut Case)) -> String {
    let chosen = "\n[choices]\n\"iag.length_and_decision\" = \"longer_decision\"\n";
    days_in(Folder::template().append("team.toml", chosen), change)
}

#[test]
fn a_longer_decision_that_care_follows_makes_the_change_phase_longer() {
    let decided = |day: &str| {
        let day = day.parse().ok();
        move |case: &mut Case| case.decision_end = day
    };
    let longer =
        "2027-02-01..2027-03-14 2027-03-15..2027-12-12 2027-12-13..2028-01-30 until 2028-01-30";
    assert_eq!(days_that_follow(decided("2028-01-30")), longer);
    let usual = days(|_| ());
    // A shorter one is a warning, and who has an end of their own keeps it.
    assert_eq!(days_that_follow(decided("2027-06-30")), usual);
    assert_eq!(days(decided("2028-01-30")), usual);
    let ended = |case: &mut Case| {
        decided("2028-01-30")(case);
        case.end = "2027-12-31".parse().ok();
    };
    assert_eq!(days_that_follow(ended), days(ended));
}
