//! What a team lead meets on the board while working: meetings that fall through, what must still be planned, times
//! that are offered, faults in the files.

use std::fs;

use axum::http::StatusCode;
use cadans::app::{self, Recorded};
use cadans::language::Lang;
use cadans::plan::{Firmness, Placement};
use cadans::rules::Demand;
use cadans::store::Store as _;

use super::scene::{day, done, meeting, open, planned, snapshot};
use super::world::{World, run};

/// A meeting that is due once, ahead, and still to be confirmed.
fn proposed(world: &World) -> Placement {
    meeting(world, |one| {
        let ahead = one.start.date() > day("2027-01-21");
        ahead && one.due.is_some() && one.status == Firmness::Proposed
    })
}

/// A meeting of what recurs weekly, ahead.
fn weekly(world: &World) -> Placement {
    let snapshot = snapshot(world);
    meeting(world, |one| {
        let rule = snapshot.team.rule(&one.rule).expect("a rule");
        matches!(rule.demand, Demand::Weekly(_)) && one.start.date() > day("2027-01-27")
    })
}

async fn becomes(world: &World, cookie: &str, one: &Placement, deed: &str) {
    let at = format!("/meeting/{}", one.id);
    let fields = [("id", one.id.as_str()), ("deed", deed)];
    done(world, cookie, &at, "/act", &fields).await;
}

#[test]
fn what_was_put_off_stays_on_its_line_at_its_due_date() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = proposed(&world);
        let due = one.due.expect("a due date");
        let quarter = format!("/quarter/{}Q{}", due.format("%Y"), quarter_of(due));
        let said = format!(
            "{} nog te plannen, uiterlijk {}.",
            one.title.get(Lang::Nl),
            Lang::Nl.short_date(due)
        );
        let before = open(&world, &cookie, &quarter).await;
        assert!(!before.contains(&said), "{before}");
        let marks = |text: &str| text.matches("<rect class=\"open\"").count();
        becomes(&world, &cookie, &one, "postponed").await;
        let after = open(&world, &cookie, &quarter).await;
        assert!(after.contains(&said), "{said}: {after}");
        // One more on a line, and one in the legend where there was none.
        assert!(marks(&after) > marks(&before), "{after}");
        assert!(after.contains("nog te plannen, op de uiterste datum"));
    });
}

fn quarter_of(day: chrono::NaiveDate) -> u32 {
    use chrono::Datelike as _;
    day.month0() / 3 + 1
}

#[test]
fn a_meeting_that_fell_through_says_one_thing_and_explains_what_helps() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = proposed(&world);
        let at = format!("/meeting/{}", one.id);
        let before = open(&world, &cookie, &at).await;
        assert!(before.contains("nog te bevestigen") && before.contains("Waarom hier?"));
        becomes(&world, &cookie, &one, "cancelled").await;
        let after = open(&world, &cookie, &at).await;
        assert!(!after.contains("nog te bevestigen"), "{after}");
        assert!(!after.contains("Waarom hier?"), "{after}");
        assert!(
            after.contains("Moet nog gepland worden, uiterlijk"),
            "{after}"
        );
        let why = open(&world, &cookie, &format!("/why/{}", one.id)).await;
        assert!(
            why.contains("niet ingepland") && why.contains("Wat helpt"),
            "{why}"
        );
        assert!(!why.contains(&format!("{} · ", one.id)), "{why}");
        let times = open(&world, &cookie, &format!("/move/{}", one.id)).await;
        assert!(
            !times.contains("Nu: ") && times.contains("name=\"at\" value="),
            "{times}"
        );
    });
}

#[test]
fn a_meeting_that_is_over_has_nothing_to_explain() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = weekly(&world);
        becomes(&world, &cookie, &one, "cancelled").await;
        let at = open(&world, &cookie, &format!("/meeting/{}", one.id)).await;
        assert!(!at.contains("/why/"), "{at}");
        let why = open(&world, &cookie, &format!("/why/{}", one.id)).await;
        assert!(why.contains("hoeft niets meer gepland te worden"), "{why}");
        assert!(!why.contains("er is geen afspraak"), "{why}");
    });
}

#[test]
fn why_a_meeting_stays_is_said_in_the_words_of_the_page() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = proposed(&world);
        let at = format!("/meeting/{}", one.id);
        let why = format!("/why/{}", one.id);
        let deeds = [
            ("confirm", "is bevestigd en blijft staan"),
            ("pin", "is bevestigd en vastgezet"),
        ];
        for (deed, said) in deeds {
            becomes(&world, &cookie, &one, deed).await;
            let page = open(&world, &cookie, &why).await;
            assert!(page.contains(said), "{deed}: {page}");
            assert!(page.contains("Met ‘Losmaken’, bij de afspraak"), "{page}");
            assert!(!page.contains("unpin") && !page.contains('`'), "{page}");
        }
        assert!(open(&world, &cookie, &at).await.contains(">Losmaken<"));
        becomes(&world, &cookie, &one, "unpin").await;
        let page = open(&world, &cookie, &why).await;
        assert!(
            !page.contains("Losmaken") && !page.contains("blijft staan."),
            "{page}"
        );
    });
}

#[test]
fn what_was_put_off_takes_nobodys_time_when_others_are_explained() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = proposed(&world);
        becomes(&world, &cookie, &one, "postponed").await;
        let snapshot = snapshot(&world);
        let book = Recorded {
            team: &snapshot.filed,
            ledger: &snapshot.ledger,
        };
        let stored = world.store().plan(snapshot.published.expect("published"));
        let plan = book.asked_about(stored.expect("read").expect("a plan"));
        assert!(plan.placements.iter().all(|known| known.id != one.id));
        assert!(plan.left_out.iter().any(|known| known.id == one.id));
    });
}

#[test]
fn what_has_no_day_comes_first_and_gets_one_from_the_list() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let sight_before = snapshot(&world);
        let soon = sight_before.today + chrono::Days::new(27);
        let one = meeting(&world, |one| {
            let due = one
                .due
                .is_some_and(|due| sight_before.today <= due && due <= soon);
            due && one.start.date() > sight_before.today
        });
        becomes(&world, &cookie, &one, "postponed").await;
        let list = open(&world, &cookie, "/overdue").await;
        let first = list.find("<li><span class=\"level ").expect("a line");
        assert!(
            list[first..].starts_with("<li><span class=\"level unplanned\">"),
            "{list}"
        );
        assert!(
            list.contains(&format!("/move/{}\">kies een tijd", one.id)),
            "{list}"
        );
        assert!(!list.contains("1× "), "{list}");
    });
}

#[test]
fn something_to_hand_in_is_not_moved() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let plan = snapshot(&world).plan.expect("a plan");
        let duty = plan.duties.first().expect("a duty");
        let at = world.at(&format!("/move/{}", duty.id));
        let answer = world.get(&at, &[("cookie", &cookie)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_week_is_confirmed_with_one_press_when_all_of_it_was_held() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let text = open(&world, &cookie, "/record/2027-W02").await;
        assert!(
            text.contains("· week 2<") && !text.contains("week 02"),
            "{text}"
        );
        let rows: Vec<&str> = text.split("<fieldset").skip(1).collect();
        assert!(rows.len() > 1, "{text}");
        for row in rows {
            let row = row.split("</fieldset>").next().expect("a row");
            assert_eq!(row.matches("type=\"radio\"").count(), 4, "{row}");
            let chosen = row.split(" checked").next().expect("a choice");
            assert!(chosen.ends_with("value=\"held\""), "{row}");
            // Whoever hears it hears the whole day and the whole answer.
            assert!(
                row.contains("januari 2027") && row.contains("niet verschenen"),
                "{row}"
            );
        }
    });
}

#[test]
fn faults_in_the_files_are_told_in_the_readers_language() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let home = world.at("/");
        let list = world.folder.join("absences.csv");
        let mut text = fs::read_to_string(&list).expect("a list");
        text.push_str("nobody,2027-02-04,2027-02-04,,leave\n");
        fs::write(&list, text).expect("written");
        let shown = world.get(&home, &[("cookie", &cookie)]).await;
        assert_eq!(shown.status, StatusCode::CONFLICT);
        let shown = shown.text();
        assert!(shown.contains("data-fault=\"unknown-subject\""), "{shown}");
        assert!(shown.contains("afwezig, regel "), "{shown}");
        assert!(shown.contains("kolom wie"), "{shown}");
        assert!(
            shown.contains("`nobody` is hier geen gezin, mens of groep"),
            "{shown}"
        );
        assert!(
            !shown.contains("error[") && !shown.contains("--&gt;") && !shown.contains(".csv"),
            "{shown}"
        );
        let loaded = app::load(&world.folder);
        let Err(error) = loaded else {
            panic!("it has a fault")
        };
        assert!(
            error
                .text(Lang::En)
                .contains("error[unknown-subject]: `nobody` is no case")
        );
        assert!(error.text(Lang::Nl).contains("fout[unknown-subject]"));
    });
}

#[test]
fn what_was_done_is_said_where_one_comes_back() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = proposed(&world);
        let at = format!("/meeting/{}", one.id);
        for (deed, said) in [
            ("pin", "staat vast"),
            ("unpin", "is los"),
            ("confirm", "geregistreerd: bevestigd"),
            ("postponed", "geregistreerd: uitgesteld"),
        ] {
            let fields = [("id", one.id.as_str()), ("deed", deed)];
            let back = done(&world, &cookie, &at, "/act", &fields).await;
            let page = world.get(&back, &[("cookie", &cookie)]).await.text();
            let line = status(&page);
            assert!(line.contains(said), "{deed}: {line}");
            assert!(line.contains(one.title.get(Lang::Nl)), "{deed}: {line}");
        }
        // In a list the meeting is gone from it; what was said leads to it, to take it back.
        let list = open(&world, &cookie, "/overdue").await;
        let press_of = |deed: &str| {
            let from = list.find(&format!("value=\"{deed} "))? + deed.len() + 8;
            list[from..].split('"').next().map(str::to_owned)
        };
        let id = press_of("no-show").expect("something to record");
        let pressed = format!("no-show {id}");
        let fields = [("press", pressed.as_str())];
        let back = done(&world, &cookie, "/overdue", "/act", &fields).await;
        assert!(back.starts_with(&world.at("/overdue")), "{back}");
        let page = world.get(&back, &[("cookie", &cookie)]).await.text();
        let line = status(&page);
        assert!(line.contains("geregistreerd: niet verschenen"), "{line}");
        assert!(
            line.contains(&world.at(&format!("/meeting/{id}"))),
            "{line}"
        );
    });
}

/// What a page says was done.
fn status(page: &str) -> &str {
    let rest = page.split("role=\"status\"").nth(1).unwrap_or_default();
    rest.split("</p>").next().unwrap_or_default()
}

#[test]
fn nobody_learns_of_a_meeting_of_others_by_asking_what_was_done() {
    run(async {
        let world = planned();
        let lead = world.log_in("lead").await;
        let worker = world.log_in("worker").await;
        let one = meeting(&world, |one| {
            one.case.is_some() && !one.participants.iter().any(|who| who.id == "anna")
        });
        let asked = format!("/overdue?done=held&of={}", one.id);
        assert!(status(&open(&world, &lead, &asked).await).contains("doorgegaan"));
        assert_eq!(status(&open(&world, &worker, &asked).await), "");
        let none = format!("/overdue?done=eaten&of={}", one.id);
        assert_eq!(status(&open(&world, &lead, &none).await), "");
    });
}
