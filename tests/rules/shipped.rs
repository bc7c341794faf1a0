//! The rule files built in load as they are, and say what their sources say.

use cadans::rules::{Amount, Demand, Gap, Mode, OnlyBuiltin, Per};

use super::stage::{Team, load_with};

const RHYTHM: (&str, &str) = ("team_meeting_rhythm", "fortnightly");

#[test]
fn every_programme_loads_without_a_fault() {
    for (id, choices) in [
        ("iag", &[RHYTHM][..]),
        ("iag-manual-short", &[RHYTHM]),
        ("gezinsopname", &[]),
    ] {
        let team = Team {
            choices,
            ..Team::default()
        };
        let (programme, faults) = load_with(&OnlyBuiltin, id, &team);
        assert_eq!(faults, "", "{id}");
        assert_eq!(programme.expect("no faults").id, id);
    }
}
