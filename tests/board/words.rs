//! What the pages say: in one language, of one and of more, by name.

use cadans::check::{About, Fact, Finding, Level};
use cadans::ids::CaseCode;
use cadans::language::{Lang, Text};
use cadans::team::AwayKind;
use cadans::web::board::{May, Viewer, case, overdue, person, quarter, quarter_page, week};
use chrono::NaiveDate;

use super::{day, look, planned, today};

/// A page without its tags: what is read.
fn read(page: &str) -> String {
    let mut text = String::new();
    for part in page.split('<') {
        let (_, said) = part.split_once('>').unwrap_or(("", part));
        text.push_str(said);
        text.push(' ');
    }
    text
}

#[test]
fn dutch_pages_say_in_dutch_why_somebody_is_away_and_name_weeks_as_people_do() {
    let look = look(&May::All);
    let team = &look.snapshot.team;
    let anna = team
        .person(&cadans::ids::PersonId::new("anna"))
        .expect("anna");
    let term = "2027Q1".parse().expect("a term");
    let mut pages = vec![
        overdue::page(look, None, None).body,
        person::page(look, anna, term).body,
        quarter_page(look, &quarter::Quarter::of(look, term, None), None).body,
        week::page(look, day("2027-02-22"), week::Whose::Team).body,
    ];
    pages.extend(
        team.cases
            .iter()
            .map(|one| case::page(look, &one.code).body),
    );
    let said: String = pages
        .into_iter()
        .map(|page| read(&page.into_string()))
        .collect();
    for odd in [
        "(leave)",
        "(training)",
        "(away)",
        "2027-W",
        " 1 dagen",
        "2 overtreding ",
        "week 05",
    ] {
        assert!(!said.contains(odd), "{odd}");
    }
    // It is somebody's leave that made some of it late; people go by name, and why they are away is nobody's business.
    assert!(
        said.contains(" is er niet ")
            && !said.contains("(verlof)")
            && !said.contains("hanna is er niet"),
        "{said}"
    );
}

#[test]
fn lists_say_in_either_language_why_and_no_more_is_kept() {
    for (word, kept) in [
        ("leave", Some(AwayKind::Leave)),
        ("Vakantie", Some(AwayKind::Leave)),
        ("scholing", Some(AwayKind::Training)),
        ("", Some(AwayKind::Away)),
        ("afwezig", Some(AwayKind::Away)),
        ("ziek", None),
        ("ill", None),
        ("zwemles", None),
    ] {
        assert_eq!(AwayKind::read(word), kept, "{word}");
        let told = kept.and_then(|kind| kind.told(Lang::Nl));
        assert_eq!(told, None, "nobody else's business");
    }
    assert_eq!(AwayKind::Leave.told_to_its_own(Lang::Nl), Some("verlof"));
    assert_eq!(Lang::Nl.week(day("2027-01-03")), "week 53");
    assert_eq!(
        Lang::Nl.weeks(day("2026-12-28"), day("2027-01-24")),
        "week 53 t/m 3"
    );
}

fn finding(level: Level, due: NaiveDate, text: &str) -> Finding {
    Finding {
        level,
        id: None,
        rule: None,
        case: Some(CaseCode::new("SESI7")),
        person: None,
        due: Some(due),
        days_late: 0,
        planned: None,
        later_term: false,
        left: None,
        postponed: 0,
        who_acts: "anna".to_owned(),
        source: String::new(),
        about: About {
            title: Text::new(text, text),
            subject: "SESI7".to_owned(),
            member: None,
        },
        fact: Fact::MeetingDue,
        causes: Vec::new(),
    }
}

#[test]
fn what_has_no_day_is_never_cut_and_comes_before_what_can_wait() {
    let recorded = |at: usize| finding(Level::Unrecorded, today(), &format!("noted {at}"));
    let mut findings: Vec<Finding> = (0..200).map(recorded).collect();
    findings.push(finding(Level::Unplanned, day("2027-02-20"), "second"));
    findings.push(finding(Level::Unplanned, day("2027-02-10"), "first"));
    findings.push(finding(Level::Overdue, day("2027-01-01"), "late"));
    findings.sort_by_key(|one| (one.level, one.due));
    let snapshot = planned().found(findings);
    let all = May::All;
    let look = Viewer {
        snapshot: &snapshot,
        ..look(&all)
    };
    let page = overdue::page(look, None, None).body.into_string();
    let at = |text: &str| {
        page.find(text)
            .unwrap_or_else(|| panic!("{text} is not shown"))
    };
    assert!(
        at(">first SESI7<") < at(">second SESI7<"),
        "the one due first comes first"
    );
    assert!(
        at(">second SESI7<") < at(">late SESI7<") && at(">late SESI7<") < at(">noted 0 SESI7<")
    );
    // Only what is to be recorded is cut.
    assert!(!page.contains(">noted 150 SESI7<") && page.contains("Toon alle"));
    assert!(page.contains("2 niet ingepland, 1 te laat, 200 niet geregistreerd"));
}

#[test]
fn a_pause_is_drawn_and_said() {
    let code = "SESI7";
    let (from, to) = (day("2027-02-15"), day("2027-03-07"));
    let mut snapshot = planned();
    let own = snapshot
        .team
        .cases
        .iter_mut()
        .filter(|one| one.code.as_str() == code);
    own.for_each(|one| one.pauses.add(from, to));
    let all = May::All;
    let look = Viewer {
        snapshot: &snapshot,
        ..look(&all)
    };
    let term = "2027Q1".parse().expect("a term");
    let quarter = quarter::Quarter::of(look, term, None);
    let page = quarter_page(look, &quarter, None).body.into_string();
    let row = page
        .split("<tr")
        .find(|row| row.contains(&format!(">{code}<")));
    let row = row.expect("its line");
    assert!(
        row.contains("Onderbreking van ma 15 feb t/m zo 7 mrt."),
        "{row}"
    );
    let x = |day: NaiveDate| quarter.axis.x(day);
    let drawn = format!("class=\"pause\" d=\"M{} 15H{}\"", x(from), x(to) + 10);
    assert!(row.contains(&drawn), "{drawn}: {row}");
    assert_eq!(
        page.matches("class=\"pause\"").count(),
        2,
        "a line and the legend"
    );
}

#[test]
fn half_an_hour_in_a_grid_says_the_rest_when_it_is_pointed_at() {
    let look = look(&May::All);
    let page = week::page(look, day("2027-02-08"), week::Whose::Person("ruben"));
    let page = page.body.into_string();
    let short = look.meetings().filter(|one| {
        let week = (0..7).contains(&(one.start.date() - day("2027-02-08")).num_days());
        week && one.minutes <= 45 && one.participants.iter().any(|who| who.id == "ruben")
    });
    let mut seen = 0;
    for one in short {
        let title = look.formatter().title(one);
        let hours = cadans::words::Formatter::hours(one);
        assert!(
            page.contains(&format!("title=\"{hours} {title}, ")),
            "{title}"
        );
        seen += 1;
    }
    assert!(seen > 2);
}

#[test]
fn the_legend_of_the_quarter_names_the_colours_of_phases_and_the_line_of_today() {
    let look = look(&May::All);
    let term = "2027Q1".parse().expect("a term");
    let quarter = quarter::Quarter::of(look, term, None);
    let page = quarter_page(look, &quarter, None).body.into_string();
    let legend = page.split("class=\"legend\"").nth(1).expect("a legend");
    let legend = legend.split("</ul>").next().expect("its end");
    let lines = quarter.lines.iter().flat_map(|line| &line.phases);
    let shown = lines.filter(|(_, from, to)| *from <= quarter.axis.to && quarter.axis.from <= *to);
    for (phase, ..) in shown {
        assert!(legend.contains(phase), "{phase}: {legend}");
    }
    assert!(legend.contains("vandaag"), "{legend}");
}
