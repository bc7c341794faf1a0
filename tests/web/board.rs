//! The board, asked as a browser asks: who sees what, and what a press does.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use cadans::check::Level;
use cadans::language::Lang;
use cadans::plan::Placement;
use cadans::records::{Act, State};
use cadans::store::{AuditEvent, Audited, Store as _};
use chrono::NaiveDateTime;

use super::scene::{
    calendar, day, done, eve, fields, meeting, open, planned, press, snapshot, tried,
};
use super::world::{World, run};

/// Most bytes a page may have.
const LARGEST: usize = 100_000;

/// The pages of the menu.
const PAGES: [&str; 10] = [
    "/",
    "/quarter/2027Q1",
    "/week/2027-W04",
    "/overdue",
    "/person/anna",
    "/plan",
    "/changes",
    "/enter",
    "/team",
    "/feeds",
];

#[test]
fn every_page_opens_for_the_lead_and_is_small_and_plain() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        for lang in ["nl", "en"] {
            for path in PAGES {
                let page = world
                    .get(
                        &format!("{}?lang={lang}", world.at(path)),
                        &[("cookie", &cookie)],
                    )
                    .await;
                assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
                let text = page.text();
                assert!(text.len() < LARGEST, "{path}: {} bytes", text.len());
                assert_eq!(text.matches("<h1").count(), 1, "{path}");
                assert!(
                    !text.contains(" style=") && !text.contains("<script"),
                    "{path}"
                );
                assert!(text.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            }
        }
    });
}

#[test]
fn pages_open_before_anything_is_planned() {
    run(async {
        let world = World::new();
        let cookie = world.log_in("lead").await;
        for path in PAGES {
            let page = world.get(&world.at(path), &[("cookie", &cookie)]).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        }
    });
}

#[test]
fn each_role_sees_what_is_its_own() {
    run(async {
        let world = planned();
        let worker = world.log_in("worker").await;
        let of = |path: &'static str| {
            let (world, cookie) = (&world, &worker);
            async move { world.get(&world.at(path), &[("cookie", cookie)]).await }
        };
        // Anna works for kemo3 and for no other family.
        assert_eq!(of("/case/kemo3").await.status, StatusCode::OK);
        assert_eq!(of("/case/dilu7").await.status, StatusCode::NOT_FOUND);
        assert_eq!(of("/card/dilu7").await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            of("/week/2027-W04?case=dilu7").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(of("/person/bram").await.status, StatusCode::FORBIDDEN);
        for path in ["/plan", "/enter"] {
            assert_eq!(of(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in [
            "/",
            "/quarter/2027Q1",
            "/week/2027-W04",
            "/overdue",
            "/changes",
        ] {
            let page = of(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(
                !page.text().contains("dilu7"),
                "{path} shows another's case"
            );
        }
        let reader = world.log_in("reader").await;
        for path in ["/", "/overdue"] {
            let page = world.get(&world.at(path), &[("cookie", &reader)]).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(
                !page.text().contains("kemo3") && !page.text().contains("dilu7"),
                "{path}"
            );
        }
        for path in [
            "/quarter/2027Q1",
            "/week/2027-W04",
            "/case/kemo3",
            "/changes",
            "/feeds",
        ] {
            let page = world.get(&world.at(path), &[("cookie", &reader)]).await;
            assert!(page.status.is_client_error(), "{path}: {}", page.status);
        }
    });
}

#[test]
fn one_press_records_a_meeting() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let one = meeting(&world, |one| {
            one.start.date() < day("2027-01-20")
                && one.participants.iter().any(|who| who.id == "anna")
                && one.minutes > 0
        });
        let page = format!("/meeting/{}", one.id);
        done(
            &world,
            &cookie,
            &page,
            "/act",
            &[("id", one.id.as_str()), ("deed", "held")],
        )
        .await;
        let snapshot = snapshot(&world);
        let Some(Act::Record(what)) = snapshot.entries.last().map(|entry| &entry.act) else {
            panic!("nothing was recorded");
        };
        assert_eq!(
            (what.id.as_ref(), what.record.state),
            (Some(&one.id), State::Held)
        );
        assert_eq!(
            snapshot
                .entries
                .last()
                .and_then(|entry| entry.by.as_deref()),
            Some("anna")
        );
        assert!(
            !snapshot
                .findings()
                .iter()
                .any(|finding| finding.level == Level::Unrecorded
                    && finding.id.as_ref() == Some(&one.id))
        );
        // It can be taken back.
        let number = snapshot.entries.len().to_string();
        done(&world, &cookie, &page, "/correct", &[("entry", &number)]).await;
        let again = super::scene::snapshot(&world);
        assert!(
            again
                .ledger
                .meeting(&one.id)
                .is_none_or(|known| known.outcome().is_none())
        );
    });
}

#[test]
fn what_is_not_recorded_is_recorded_from_the_list() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let text = open(&world, &cookie, "/overdue").await;
        let press = fields(&text, "press").swap_remove(0);
        let answer =
            super::scene::press(&world, &cookie, "/overdue", "/act", &[("press", &press)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let after = open(&world, &cookie, "/overdue").await;
        assert!(text.contains(&press) && !after.contains(&press));
    });
}

#[test]
fn nobody_touches_a_meeting_of_others() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let one = meeting(&world, |one| {
            one.case
                .as_ref()
                .is_some_and(|case| case.as_str() == "dilu7")
                && !one.participants.iter().any(|who| who.id == "anna")
        });
        for (to, fields) in [
            ("/act", vec![("id", one.id.as_str()), ("deed", "held")]),
            (
                "/move",
                vec![("id", one.id.as_str()), ("at", "2027-02-02T10:00")],
            ),
            (
                "/add",
                vec![
                    ("rule", one.rule.as_str()),
                    ("case", "dilu7"),
                    ("at", "2027-02-02T10:00"),
                ],
            ),
        ] {
            let answer = press(&world, &cookie, "/week/2027-W04", to, &fields).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{to}");
        }
        assert!(snapshot(&world).entries.is_empty());
    });
}

#[test]
fn a_meeting_moves_alone_to_a_time_that_was_offered() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = meeting(&world, |one| {
            one.start.date() > day("2027-01-25") && one.case.is_some() && one.due.is_some()
        });
        let page = format!("/move/{}", one.id);
        let text = open(&world, &cookie, &page).await;
        let offered = fields(&text, "at");
        let other = offered
            .iter()
            .find(|at| !at.starts_with(&one.start.date().to_string()))
            .expect("an offer");
        let before = calendar(&world);
        done(
            &world,
            &cookie,
            &page,
            "/move",
            &[("id", one.id.as_str()), ("at", other)],
        )
        .await;
        let mut after = calendar(&world);
        let now = after
            .insert(one.id.to_string(), one.start)
            .expect("it stands");
        assert_eq!(now.format("%Y-%m-%dT%H:%M").to_string(), *other);
        assert_eq!(before, after, "something else moved");
        // Whoever subscribes sees it at once.
        let (_, published) = world.store().published().expect("read").expect("published");
        let entry = published
            .entries
            .iter()
            .find(|entry| entry.placement.id == one.id)
            .expect("an entry");
        assert_eq!(entry.placement.start, now);
        assert_eq!(entry.life.sequence, 1);
    });
}

#[test]
fn a_time_that_collides_is_asked_about_first() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let ahead = |one: &Placement| {
            one.start.date() > day("2027-01-25")
                && one.participants.iter().any(|who| who.id == "anna")
        };
        let one = meeting(&world, |one| ahead(one) && one.case.is_some());
        let other = meeting(&world, |other| {
            ahead(other) && other.start.date() != one.start.date() && other.id != one.id
        });
        let at = other.start.format("%Y-%m-%dT%H:%M").to_string();
        let page = format!("/meeting/{}", one.id);
        let fields = [("id", one.id.as_str()), ("at", at.as_str())];
        let asked = press(&world, &cookie, &page, "/move", &fields).await;
        assert_eq!(asked.status, StatusCode::OK);
        // In words, not by its id.
        assert!(
            !asked.text().contains(other.id.as_str()),
            "{}",
            asked.text()
        );
        let named = other.title.get(Lang::Nl);
        assert!(
            asked
                .text()
                .contains(&format!("Anna Voorbeeld heeft dan {named}"))
                || asked.text().contains(named),
            "{}",
            asked.text()
        );
        assert!(snapshot(&world).entries.is_empty(), "it was done unasked");
        let sure = [fields[0], fields[1], ("sure", "yes")];
        done(&world, &cookie, &page, "/move", &sure).await;
        assert_eq!(calendar(&world)[one.id.as_str()], other.start);
    });
}

#[test]
fn a_meeting_more_blocks_its_time_and_nothing_moves() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let rule = meeting(&world, |one| {
            one.case
                .as_ref()
                .is_some_and(|case| case.as_str() == "kemo3")
        })
        .rule;
        let page = format!("/add/kemo3?rule={rule}");
        let text = open(&world, &cookie, &page).await;
        let at = fields(&text, "at").swap_remove(0);
        let before = calendar(&world);
        done(
            &world,
            &cookie,
            &page,
            "/add",
            &[
                ("rule", rule.as_str()),
                ("case", "kemo3"),
                ("at", &at),
                ("sure", "yes"),
            ],
        )
        .await;
        let after = calendar(&world);
        assert_eq!(after.len(), before.len() + 1);
        assert!(
            before
                .iter()
                .all(|(id, start)| after.get(id) == Some(start))
        );
    });
}

#[test]
fn the_board_says_why_a_meeting_stands_where_it_does() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = meeting(&world, |one| {
            one.start.date() > day("2027-02-10") && one.case.is_some() && one.due.is_some()
        });
        let page = world
            .get(
                &world.at(&format!("/why/{}", one.id)),
                &[("cookie", &cookie)],
            )
            .await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.text().contains("Waarom hier"), "{}", page.text());
    });
}

#[test]
fn a_week_is_confirmed_at_once() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let page = open(&world, &cookie, "/record/2027-W02").await;
        let ids: Vec<String> = page
            .split("type=\"radio\" name=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned)
            .collect();
        let ids: std::collections::BTreeSet<String> = ids.into_iter().collect();
        assert!(ids.len() > 1, "{page}");
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "held")).collect();
        fields[0].1 = "no-show";
        done(
            &world,
            &cookie,
            "/record/2027-W02",
            "/record/2027-W02",
            &fields,
        )
        .await;
        let snapshot = snapshot(&world);
        assert_eq!(snapshot.entries.len(), ids.len());
        let no_show = snapshot.entries.iter().filter(
            |entry| matches!(&entry.act, Act::Record(what) if what.record.state == State::NoShow),
        );
        assert_eq!(no_show.count(), 1);
    });
}

#[test]
fn a_plan_is_shown_first_and_then_accepted() {
    run(async {
        let world = World::new();
        let cookie = world.log_in("planner").await;
        done(&world, &cookie, "/plan", "/plan", &[("term", "2027Q1")]).await;
        let page = tried(&world, &cookie).await;
        assert!(page.contains("/plan/accept"), "{page}");
        assert!(
            world.store().revisions().expect("read").is_empty(),
            "it was saved unasked"
        );
        done(&world, &cookie, "/plan", "/plan/accept", &[]).await;
        assert_eq!(snapshot(&world).published, Some(1));
        let again = press(&world, &cookie, "/plan", "/plan/accept", &[]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_proposal_counts_in_the_words_of_the_page_of_changes() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let away = [
            ("who", "eva"),
            ("from", "2027-02-01"),
            ("to", "2027-02-26"),
            ("kind", "away"),
        ];
        press(&world, &cookie, "/enter", "/enter/absence", &away).await;
        done(&world, &cookie, "/plan", "/plan", &[("term", "2027Q1")]).await;
        let proposal = tried(&world, &cookie).await;
        let counts = |page: &str| {
            let all = page.split("<p class=\"lead\">").skip(1);
            let said = all.filter_map(|rest| rest.split("</p>").next());
            said.last().expect("a count").to_owned()
        };
        assert!(counts(&proposal).contains("verzet"), "{proposal}");
        // Whether less is possible is said once, beside them.
        assert!(proposal.contains("minder wijzigingen"), "{proposal}");
        done(&world, &cookie, "/plan", "/plan/accept", &[]).await;
        let changes = open(&world, &cookie, "/changes").await;
        assert_eq!(counts(&proposal), counts(&changes));
    });
}

#[test]
fn a_trial_saves_nothing() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let before = (
            snapshot(&world).revisions,
            calendar(&world),
            std::fs::read(world.folder.join("absences.csv")).expect("read"),
        );
        let fields = [
            ("person", "eva"),
            ("from", "2027-02-15"),
            ("to", "2027-02-19"),
        ];
        done(&world, &cookie, "/plan", "/plan", &fields).await;
        let page = tried(&world, &cookie).await;
        assert!(
            page.contains("Eva Voorbeeld") && !page.contains("/plan/accept"),
            "{page}"
        );
        let accepted = press(&world, &cookie, "/plan", "/plan/accept", &[]).await;
        assert_eq!(accepted.status, StatusCode::NOT_FOUND);
        let after = (
            snapshot(&world).revisions,
            calendar(&world),
            std::fs::read(world.folder.join("absences.csv")).expect("read"),
        );
        assert_eq!(before, after);
    });
}

#[test]
fn an_absence_is_written_in_the_file_and_nothing_else_there_changes() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let file = world.folder.join("absences.csv");
        let before = std::fs::read_to_string(&file).expect("read");
        let fields = [
            ("who", "eva"),
            ("from", "2027-01-20"),
            ("to", "2027-01-29"),
            ("kind", "away"),
            ("hours", ""),
        ];
        let answer = press(&world, &cookie, "/enter", "/enter/absence", &fields).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let after = std::fs::read_to_string(&file).expect("read");
        assert_eq!(after, format!("{before}eva,2027-01-20,2027-01-29,,away\n"));
        // The page reads the new file.
        let week = open(&world, &cookie, "/week/2027-W04?person=eva").await;
        assert!(week.contains("afwezig"), "{week}");
        let trail = world
            .disk()
            .trail(|note| matches!(note.what, Audited::Event(AuditEvent::Entered { .. })))
            .expect("a trail");
        assert_eq!(trail.len(), 1);
        assert_eq!(trail[0].by.as_deref(), Some("lead"));
    });
}

#[test]
fn what_makes_no_sense_is_not_written() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let files = ["team.toml", "cases.csv", "assignments.csv", "absences.csv"];
        let read = || files.map(|name| std::fs::read(world.folder.join(name)).expect("read"));
        let before = read();
        let wrong: [(&str, &[(&str, &str)]); 5] = [
            (
                "absence",
                &[
                    ("who", "nobody"),
                    ("from", "2027-01-20"),
                    ("to", "2027-01-29"),
                    ("kind", "away"),
                ],
            ),
            (
                "absence",
                &[
                    ("who", "eva"),
                    ("from", "2027-01-29"),
                    ("to", "2027-01-20"),
                    ("kind", "away"),
                ],
            ),
            (
                "hours",
                &[
                    ("who", "eva"),
                    ("from", "2027-02-01"),
                    ("week", "mon 25:00-26:00"),
                ],
            ),
            (
                "hours",
                &[
                    ("who", "eva]\nname = \"x\""),
                    ("from", "2027-02-01"),
                    ("week", "mon am"),
                ],
            ),
            (
                "case",
                &[
                    ("code", "kemo3"),
                    ("programme", "iag"),
                    ("start", "2027-02-01"),
                    ("role worker", "bram"),
                ],
            ),
        ];
        for (kind, fields) in wrong {
            let answer = press(&world, &cookie, "/enter", &format!("/enter/{kind}"), fields).await;
            assert!(
                answer.text().contains("role=\"alert\""),
                "{kind} {fields:?}: {}",
                answer.text()
            );
            assert_eq!(before, read(), "{kind} {fields:?} was written");
        }
    });
}

#[test]
fn a_new_family_with_its_people_can_be_planned() {
    run(async {
        let world = planned();
        let cookie = world.log_in("planner").await;
        let fields = [
            ("code", "VUKA6"),
            ("programme", "iag"),
            ("start", "2027-02-08"),
            ("zone", "noord"),
            ("role worker", "bram"),
            ("role scientist", "eva"),
        ];
        let answer = press(&world, &cookie, "/enter", "/enter/case", &fields).await;
        assert!(
            !answer.text().contains("role=\"alert\""),
            "{}",
            answer.text()
        );
        let page = world
            .get(&world.at("/case/VUKA6"), &[("cookie", &cookie)])
            .await;
        assert!(page.text().contains("Bram Voorbeeld"), "{}", page.text());
    });
}

#[test]
fn what_people_write_is_never_markup() {
    run(async {
        let world = planned();
        let cookie = world.log_in("worker").await;
        let one = meeting(&world, |one| {
            one.start.date() < day("2027-01-20")
                && one.participants.iter().any(|who| who.id == "anna")
                && one.minutes > 0
        });
        let page = format!("/meeting/{}", one.id);
        let evil = "<script>alert(1)</script>\"'>";
        done(
            &world,
            &cookie,
            &page,
            "/act",
            &[
                ("id", one.id.as_str()),
                ("deed", "no-show"),
                ("reason", evil),
            ],
        )
        .await;
        let text = open(&world, &cookie, &page).await;
        assert!(
            text.contains("&lt;script&gt;") && !text.contains("<script>"),
            "{text}"
        );
    });
}

#[test]
fn a_feed_address_is_made_on_the_board_and_shown_once() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let answer = press(
            &world,
            &cookie,
            "/feeds",
            "/feeds/new",
            &[("whose", "anna")],
        )
        .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert!(
            answer.text().contains("https://calendar.example.org/f/"),
            "{}",
            answer.text()
        );
        let page = open(&world, &cookie, "/feeds").await;
        assert!(!page.contains("/f/") && page.contains("anna"), "{page}");
        let worker = world.log_in("worker").await;
        let other = press(
            &world,
            &worker,
            "/feeds",
            "/feeds/rotate",
            &[("whose", "bram")],
        )
        .await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn who_was_called_is_taken_off_the_list() {
    run(async {
        let world = World::planned();
        eve(&world, |one| one.case.is_some());
        let cookie = world.log_in("lead").await;
        let list = async || world.get(&world.at("/"), &[("cookie", &cookie)]).await;
        assert!(!list().await.text().contains("/called"));
        let (id, _) = world.moved(|one| one.case.is_some(), 24 * 14);
        let page = list().await.text();
        let told = fields(&page, "participant");
        assert!(
            !told.is_empty() && fields(&page, "id").iter().all(|known| *known == id),
            "{page}"
        );
        // A colleague of others may not say so.
        let reader = world.log_in("reader").await;
        let fields = [("id", id.as_str()), ("participant", told[0].as_str())];
        let refused = press(&world, &reader, "/", "/called", &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        for who in &told {
            let fields = [("id", id.as_str()), ("participant", who.as_str())];
            done(&world, &cookie, "/", "/called", &fields).await;
        }
        assert!(!list().await.text().contains("/called"));
    });
}

#[test]
fn several_times_of_a_day_are_offered() {
    run(async {
        let world = planned();
        let cookie = world.log_in("lead").await;
        let one = meeting(&world, |one| {
            one.start.date() > day("2027-01-25") && one.title.get(Lang::Nl) == "Werkbegeleiding"
        });
        let page = open(&world, &cookie, &format!("/move/{}", one.id)).await;
        let offered = fields(&page, "at");
        let mut days = BTreeMap::<&str, Vec<&str>>::new();
        for at in &offered {
            let (day, time) = at.split_once('T').expect("a moment");
            days.entry(day).or_default().push(time);
        }
        assert!(days.values().any(|times| times.len() > 1), "{days:?}");
        assert!(days.values().all(|times| times.len() <= 3), "{days:?}");
        // Each holds: nothing of the same people stands there.
        let people: Vec<&str> = one.participants.iter().map(|who| who.id.as_str()).collect();
        let plan = snapshot(&world).plan.expect("a plan");
        for (day, times) in &days {
            for time in times {
                let at: NaiveDateTime = format!("{day}T{time}:00").parse().expect("a moment");
                let until = at + chrono::Duration::minutes(i64::from(one.minutes));
                let clash = plan.placements.iter().find(|other| {
                    other.id != one.id
                        && other.start < until
                        && at < other.end()
                        && other
                            .participants
                            .iter()
                            .any(|who| people.contains(&who.id.as_str()))
                });
                assert!(clash.is_none(), "{at} collides with {clash:?}");
            }
        }
    });
}

#[test]
fn no_page_of_the_board_leads_nowhere() {
    run(async {
        for world in [World::new(), planned()] {
            let cookie = world.log_in("lead").await;
            let mut open = vec![world.at("/")];
            let mut seen = std::collections::BTreeSet::new();
            while let Some(path) = open.pop() {
                if seen.len() > 150 || !seen.insert(path.clone()) {
                    continue;
                }
                let page = world.get(&path, &[("cookie", &cookie)]).await;
                let fine = [StatusCode::OK, StatusCode::SEE_OTHER];
                assert!(fine.contains(&page.status), "{path}: {}", page.status);
                let text = page.text();
                for link in text.split("href=\"/t/").skip(1) {
                    let link = link.split(['"', '#']).next().unwrap_or_default();
                    // Weeks and quarters have no end; an explanation takes its time.
                    let endless = ["/week/", "/quarter/", "/record/", "/why/", "term="];
                    if !endless.iter().any(|part| link.contains(part)) {
                        open.push(format!("/t/{}", link.replace("&amp;", "&")));
                    }
                }
            }
            assert!(seen.len() > 20, "{seen:?}");
        }
    });
}
