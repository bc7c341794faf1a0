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
fn as_people_say_them() {
    for (said, meant) in [
        ("ma t/m do 9.00-17.00", "mon-thu 09:00-17:00"),
        ("maandag-donderdag 9u-17u", "mon-thu 09:00-17:00"),
        (
            "Van Maandag tot en met Donderdag van 9 tot 17 uur",
            "mon-thu 09:00-17:00",
        ),
        ("ma, di en do 8u30 – 12:30:00", "mon,tue,thu 08:30-12:30"),
        (
            "ma. - wo.: 9h30- 11h, 12 u -13 u",
            "mon-wed 09:30-11:00 12:00-13:00",
        ),
        (
            "ma 9-17, wo 9-12, vr o",
            "mon 09:00-17:00; wed 09:00-12:00; fri am",
        ),
        ("mon & tue from 9 until 10", "mon,tue 09:00-10:00"),
        ("maandagochtend en woensdagmiddag", "mon am; wed pm"),
        ("ma-do", "mon-thu am pm"),
        ("ma, di, do", "mon,tue,thu am pm"),
        ("hele week", "mon-fri am pm"),
        (
            "whole week 9-10; weekend 10-11",
            "mon-fri 09:00-10:00; sat-sun 10:00-11:00",
        ),
        ("ma hele dag, di o", "mon am pm; tue am"),
        ("Geen", "none"),
    ] {
        assert_eq!(shown(said), shown(meant), "{said}");
        for lang in [Lang::Nl, Lang::En] {
            assert_eq!(shown(&week_in(lang, said)), shown(meant), "{said}");
        }
    }
    assert_eq!(week_in(Lang::En, "ma t/m do o"), "mon to thu am");
}

#[test]
fn what_is_no_hour_is_not_guessed() {
    for text in [
        "ma 9.5-12",
        "ma 25u-26u",
        "ma 9-",
        "ma t/m 12",
        "t/m vr",
        "ma 9:00:30-10",
        "ma ochtendje",
        "week",
    ] {
        assert!(parse_week(text).is_err(), "{text}");
    }
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
    let places = |text| -> Vec<_> {
        let faults = parse_week(text).expect_err(text);
        faults.into_iter().map(|fault| fault.at).collect()
    };
    assert_eq!(
        places("mon 08:30-12:31; maa am; 9-10"),
        [4..15, 17..20, 25..29]
    );
    assert_eq!(places("van ma t/m vrij 9u - 17:10"), [4..15, 16..26]);
    assert!(places("ma – zx, 9-12").iter().eq([&(0..9)]));
    assert!(places("ma t/m").iter().eq([&(0..6)]));
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
        "13:00-17:00:30",
        "aa:bb-cc:dd",
        "-",
    ] {
        assert!(parse_hours(text).is_err(), "{text}");
    }
}
