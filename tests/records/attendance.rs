//! Whether a meeting was held as its rule demands.

use cadans::records::{Record, State};
use cadans::rules::{Anchor, Per, Rule, Who};
use cadans::team::{Flaw, Team};

use crate::build::*;

fn peers(strict: bool) -> Team {
    let rule = Rule {
        per: Per::Group,
        who: Who {
            all: words("worker"),
            forbid: words("lead"),
            quorum: Some(4),
            strict,
            ..Who::default()
        },
        ..rule("peers", cadence(Anchor::TermStart, 28, 35, 56))
    };
    let mut team = team(vec![rule]);
    let more = ["cato", "dirk", "eva", "fien"];
    team.people.extend(more.map(|id| person(id, "worker")));
    team.people.push(person("lieke", "lead"));
    team
}

fn came(series: &str, who: &str) -> Record {
    Record {
        present: words(who),
        ..record(series, "2027-02-02", State::Held)
    }
}

#[test]
fn a_group_of_three_is_below_its_quorum_of_four_and_does_not_count() {
    let three = came("p.peers/north", "anna cato dirk");
    let few = Flaw::TooFew {
        present: 3,
        needed: 4,
    };
    assert_eq!(peers(true).flaws(&three), [few]);
    assert!(!peers(true).counts(&three));
    assert!(
        peers(false).counts(&three),
        "counts where the rule is not strict"
    );
    assert!(peers(true).counts(&came("p.peers/north", "anna cato dirk eva")));
}

#[test]
fn somebody_forbidden_is_a_flaw_and_does_not_make_up_the_number() {
    let team = peers(true);
    let with_lead = came("p.peers/north", "anna cato dirk lieke");
    let flaws = team.flaws(&with_lead);
    assert_eq!(flaws.len(), 2, "{flaws:?}");
    assert_eq!(flaws[1], Flaw::Forbidden("lead".to_owned()));
}

#[test]
fn each_role_must_be_filled_by_name_by_role_or_by_the_family_itself() {
    let rule = Rule {
        who: Who {
            all: words("family worker referrer"),
            ..Who::default()
        },
        ..rule("talk", milestone(Anchor::CareStart, "0d", "1w", "2w"))
    };
    let team = team(vec![rule]);
    let flaws = |who: &str| team.flaws(&came("p.talk/KATU4", who)).len();
    assert_eq!(flaws("family anna referrer"), 0);
    assert_eq!(flaws("KATU4 anna rik"), 0);
    assert_eq!(flaws("family anna"), 1);
    assert_eq!(flaws("bram"), 3);
    assert_eq!(flaws(""), 0, "nobody was listed, so nothing is known");
}
