//! Who does what for whom on a day.

use cadans::team::{Subject, Team};
use chrono::NaiveDate;

use super::stage::Folder;

fn team(folder: &Folder) -> Team {
    let (team, faults) = folder.load();
    team.unwrap_or_else(|| panic!("{faults}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn case(team: &Team, code: &str) -> Subject {
    let found = team.cases.iter().find(|case| case.code.as_str() == code);
    found.expect("a case").subject()
}

fn person(team: &Team, id: &str) -> Subject {
    let found = team.people.iter().find(|person| person.id.as_str() == id);
    Subject::Person(found.expect("a person").id.clone())
}

fn holders(team: &Team, subject: &Subject, role: &str, on: &str) -> Vec<String> {
    let people = team.holders(&team.programmes[0], subject, role, day(on));
    people.iter().map(|person| person.id.to_string()).collect()
}

#[test]
fn substitute_before_lead_while_it_holds() {
    let team = team(&Folder::template());
    let kemo = case(&team, "kemo3");
    assert_eq!(holders(&team, &kemo, "worker", "2027-02-21"), ["anna"]);
    assert_eq!(holders(&team, &kemo, "worker", "2027-02-22"), ["dirk"]);
    assert_eq!(holders(&team, &kemo, "worker", "2027-03-01"), ["anna"]);
    let turns = team.turning_days(&kemo, day("2027-01-01"), day("2027-03-31"));
    assert_eq!(
        turns.into_iter().collect::<Vec<_>>(),
        [day("2027-02-22"), day("2027-03-01")]
    );
}

#[test]
fn the_only_one_who_holds_a_role() {
    let team = team(&Folder::template());
    assert_eq!(
        holders(&team, &case(&team, "kemo3"), "scientist", "2027-02-01"),
        ["eva"]
    );
    assert_eq!(
        holders(&team, &person(&team, "anna"), "scientist", "2027-02-01"),
        ["eva"]
    );
    assert_eq!(
        holders(&team, &case(&team, "kemo3"), "family", "2027-02-01"),
        Vec::<String>::new()
    );
}

#[test]
fn a_person_takes_an_own_role() {
    let team = team(&Folder::template());
    assert_eq!(
        holders(&team, &person(&team, "anna"), "worker", "2027-02-01"),
        ["anna"]
    );
}

/// With two who hold the role, the case has the one its worker has, also while the worker is
/// replaced; what the case says itself comes first.
#[test]
fn through_the_lead_of_the_case() {
    let folder = Folder::template();
    folder.append(
        "team.toml",
        "[people.gijs]\nname = \"Gijs Voorbeeld\"\nroles = [\"scientist\"]\n",
    );
    folder.append(
        "assignments.csv",
        "anna,scientist,gijs,,,\nbram,scientist,eva,,,\ncarla,scientist,eva,,,\ndirk,scientist,eva,,,\n\
         bafo2,scientist,gijs,,,\nkemo3,worker,bram,,,second\n",
    );
    let team = team(&folder);
    let kemo = case(&team, "kemo3");
    assert_eq!(holders(&team, &kemo, "scientist", "2027-02-01"), ["gijs"]);
    assert_eq!(holders(&team, &kemo, "scientist", "2027-02-23"), ["gijs"]);
    assert_eq!(
        holders(&team, &case(&team, "dilu7"), "scientist", "2027-02-01"),
        ["eva"]
    );
    assert_eq!(
        holders(&team, &case(&team, "bafo2"), "scientist", "2027-02-01"),
        ["gijs"]
    );
    let seconds = team.seconds(&kemo, "worker", day("2027-02-01"));
    assert_eq!(
        seconds.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(),
        ["bram"]
    );
}

/// Whom a written assignment names and who is not in the team is not replaced in silence.
#[test]
fn nobody_before_or_after_the_contract() {
    let team = team(&Folder::template());
    let dilu = case(&team, "dilu7");
    assert_eq!(
        holders(&team, &dilu, "worker", "2021-08-31"),
        Vec::<String>::new()
    );
    assert_eq!(holders(&team, &dilu, "worker", "2021-09-01"), ["bram"]);
}

#[test]
fn members_of_a_group() {
    let team = team(&Folder::template());
    let members = team.members("intervisie", day("2027-02-01"));
    let ids: Vec<&str> = members
        .iter()
        .map(|(person, _)| person.id.as_str())
        .collect();
    assert_eq!(ids, ["anna", "bram", "carla", "dirk"]);
    let early = team.members("intervisie", day("2020-01-01"));
    assert_eq!(early.len(), 1);
}
