//! What a team says of somebody or something that is not there.

use super::stage::Folder;

/// The first lines of the faults of a team with this overlay for a rule about families.
fn overlay(condition: &str) -> String {
    let folder = Folder::template();
    let overlay =
        format!("\n[[overlays]]\nrule = \"iag.visit\"\n{condition}\nsource = \"afspraak\"\n");
    folder.append("team.toml", &overlay).faults()
}

#[test]
fn overlays_that_match_nothing() {
    for (condition, said) in [
        (
            "municipality = \"Voorbeeldam\"",
            "no case is of municipality `Voorbeeldam`",
        ),
        ("person = \"anan\"", "no person has the key `anan`"),
        ("case = \"kemo4\"", "no case has the code `kemo4`"),
        (
            "flag = \"lvbb\"",
            "no case and no colleague has the flag `lvbb`",
        ),
        (
            "employer = \"cao-anders\"",
            "this team's employer is not `cao-anders`",
        ),
        ("region = \"oost\"", "this team's region is not `oost`"),
    ] {
        let faults = overlay(condition);
        let whole =
            format!("warning[overlay-matches-nothing]: this overlay holds for nobody: {said}");
        assert!(faults.contains(&whole), "{condition}: {faults}");
        assert!(faults.contains("voorbeeld/team.toml:"), "{faults}");
    }
    assert!(overlay("municipality = \"Voorbeeldam\"").contains("did you mean `Voorbeelddam`?"));
}

#[test]
fn overlays_that_match_are_quiet() {
    for condition in [
        "municipality = \"Voorbeelddam\"",
        "person = \"anna\"",
        "case = \"kemo3\"",
    ] {
        assert_eq!(overlay(condition), "", "{condition}");
    }
}

#[test]
fn an_overlay_for_a_rule_that_is_not_there() {
    let folder = Folder::template();
    let overlay = "\n[[overlays]]\nrule = \"iag.vist\"\nperson = \"anna\"\nmode = \"off\"\n";
    let faults = folder.append("team.toml", overlay).faults();
    assert!(
        faults.starts_with("error[unknown-rule]: the programme has no rule `vist`"),
        "{faults}"
    );
    assert!(faults.contains("did you mean `visit`?"), "{faults}");
}

#[test]
fn people_whose_contract_or_flag_says_nothing_to_a_rule() {
    let with = |condition: &str, person: &str| {
        let overlay = format!(
            "\n[[overlays]]\nrule = \"iag.supervision\"\n{condition}\nsource = \"afspraak\"\n\
             gap = {{ min = \"3w\", target = \"4w\", max = \"4w\", limit = \"6w\" }}\n\
             [people.cato]\nname = \"Cato\"\nroles = [\"worker\"]\nsince = 2026-01-01\n{person}\n"
        );
        let folder = Folder::template();
        folder.append("team.toml", &overlay).faults()
    };
    let of_cato = |faults: &str| faults.contains("cato");
    let quiet = with("contract_under = \"16h\"", "contract = \"12h\"");
    assert!(!of_cato(&quiet), "{quiet}");
    let unknown = with("contract_under = \"16h\"", "");
    assert!(
        unknown.contains("warning[contract-unknown]") && of_cato(&unknown),
        "{unknown}"
    );
    let flagged = with("flag = \"trainee\"", "flags = [\"trainee\"]");
    assert!(!of_cato(&flagged), "{flagged}");
    let misspelt = with("flag = \"trainee\"", "flags = [\"trainee\", \"trainees\"]");
    assert!(
        misspelt.contains("no rule or phase knows the flag `trainees` of cato"),
        "{misspelt}"
    );
}

#[test]
fn a_flag_that_no_rule_knows() {
    let folder = Folder::template();
    let row = "kemo3,iag,2026-08-31,Voorbeelddam,2026-08-31,2027-08-30,noord,mon-thu 09:00-12:00 15:00-20:00,,";
    let flagged = |flag: &str| {
        let text = folder.read("cases.csv");
        assert!(text.contains(row), "{text}");
        let headings = text.lines().next().expect("a head").split(',');
        let at = headings
            .clone()
            .position(|one| one == "flags")
            .expect("flags");
        let mut cells: Vec<&str> = row.split(',').collect();
        cells[at] = flag;
        folder.write("cases.csv", text.replace(row, &cells.join(",")));
        let faults = folder.faults();
        folder.write("cases.csv", text);
        faults
    };
    assert_eq!(flagged("lvb"), "");
    let faults = flagged("lbv");
    assert!(
        faults.starts_with(
            "warning[flag-matches-nothing]: no rule or phase knows the flag `lbv` of kemo3"
        ),
        "{faults}"
    );
    assert!(faults.contains("did you mean `lvb`?"), "{faults}");
}

#[test]
fn a_programme_about_people_needs_no_cases() {
    let people = "[programme]\nid = \"p\"\ntitle = { nl = \"p\", en = \"p\" }\n\
        length = { min = \"1d\", target = \"9w\", max = \"52w\" }\n\
        [roles.worker]\ntitle = { nl = \"w\", en = \"worker\" }\nkind = \"staff\"\n\
        [phases.one]\ntitle = { nl = \"f\", en = \"one\" }\nlength = { remainder = true }\nsource = \"policy\"\n\
        [rules.talk]\ntitle = { nl = \"t\", en = \"talk\" }\nkind = \"cadence\"\nsource = \"policy\"\n\
        per = \"person\"\nof = \"worker\"\nwho = { all = [\"worker\"] }\nduration = \"60m\"\n\
        gap = { min = \"3w\", target = \"4w\", max = \"4w\", limit = \"6w\" }\n";
    let of_case = "[rules.visit]\ntitle = { nl = \"v\", en = \"visit\" }\nkind = \"weekly\"\nsource = \"policy\"\n\
        who = { all = [\"worker\"] }\nduration = \"60m\"\nper_week = 1\n";
    let said = |rules: &str| {
        let folder = Folder::template();
        std::fs::create_dir(folder.path().join("constraints")).expect("made");
        folder.write("constraints/p.toml", rules);
        folder.change(
            "team.toml",
            "programmes = [\"iag\"]",
            "programmes = [\"iag\", \"p\"]",
        );
        folder.faults()
    };
    assert_eq!(said(people), "");
    let both = said(&format!("{people}{of_case}"));
    assert!(
        both.contains("only what it asks of people and groups is planned"),
        "{both}"
    );
    assert!(!both.contains("take the programme out"), "{both}");
}

#[test]
fn a_meeting_longer_than_anybodys_day() {
    let folder = Folder::template();
    let rule = "\n[rules.\"iag.supervision\"]\nduration = \"720m\"\n";
    let faults = folder.append("team.toml", rule).faults();
    let said = "warning[longer-than-any-day]: Supervision never fits: it lasts at least 12h";
    assert!(faults.contains(said), "{faults}");
}
