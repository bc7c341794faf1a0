//! Hours of a week as text.

use cadans::language::Lang;
use cadans::team::{parse_hours, parse_week, week_in};

fn shown(text: &str) -> String {
    let week = parse_week(text).expect(text);
    week.map(|day| day.to_string()).join("|")
}

#[test]
fn days_and_ranges() {
    assert_eq!(
        shown("mon-tue 08:30-12:30 13:00-17:00; thu 08:30-12:30"),
        "08:30-12:30 13:00-17:00|08:30-12:30 13:00-17:00||08:30-12:30|||"
    );
    assert_eq!(shown("mon,wed 9:00-10:00"), "09:00-10:00||09:00-10:00||||");
    assert_eq!(shown("sun 00:00-24:00"), "||||||00:00-24:00");
}

#[test]
fn half_days_in_both_languages() {
    assert_eq!(
        shown("ma-di o m; vr avond"),
        shown("mon-tue am pm; fri eve")
    );
    assert_eq!(shown("Wo ochtend"), "||08:30-12:30||||");
}

#[test]
fn said_in_a_language_it_means_the_same() {
    for text in [
        "mon-tue 08:30-12:30 13:00-17:00; thu am",
        "ma,wo,vr o m; do 9:00-10:00",
        "Maandag-Vrijdag ochtend",
        "sat eve; zo a",
        "none",
        "geen",
    ] {
        for lang in [Lang::Nl, Lang::En] {
            let said = week_in(lang, text);
            assert_eq!(shown(&said), shown(text), "{said}");
            assert_eq!(week_in(lang, &said), said);
        }
    }
    assert_eq!(week_in(Lang::Nl, "thu am; sun eve"), "do o; zo a");
    assert_eq!(week_in(Lang::En, "do o; zo avond; x"), "thu am; sun eve; x");
}

#[test]
fn a_day_named_twice_has_both() {
    assert_eq!(shown("mon am; mon 12:00-14:00"), "08:30-14:00||||||");
}

#[test]
fn no_hours_at_all() {
    assert_eq!(shown("none"), "||||||");
    assert_eq!(shown(" geen "), "||||||");
    assert!(parse_week("").is_err());
    assert!(parse_week(" ; ").is_err());
}

#[test]
fn faults_have_their_places() {
    let faults = parse_week("mon 08:30-12:31; maa am; tue").expect_err("faulty");
    let places: Vec<_> = faults.iter().map(|fault| fault.at.clone()).collect();
    assert_eq!(places, [4..15, 17..20, 25..28]);
}

#[test]
fn hours_of_one_day() {
    assert_eq!(
        parse_hours("13:00-17:00 eve").expect("good").to_string(),
        "13:00-17:00 18:00-20:30"
    );
    for text in [
        "",
        "mon am",
        "13:00",
        "24:00-25:00",
        "13:00-17:00:00",
        "aa:bb-cc:dd",
        "-",
    ] {
        assert!(parse_hours(text).is_err(), "{text}");
    }
}
