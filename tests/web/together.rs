//! Two people on one form, or on one meeting: the second is told, with both values, and nothing is lost.

use std::io;
use std::path::Path;

use axum::http::StatusCode;
use cadans::diagnostic::TeamFile;
use cadans::records::{Act, State};
use cadans::store::{Access as _, AuditEvent, Audited, EntryForm, Store as _};
use cadans::team::{FileOps, FolderFiles, OnDisk, Rewritten, TeamFiles as _};

use super::scene::{fields, meeting, open, press, snapshot, tried};
use super::world::{Answer, World, run, token};

/// Sends a form as a page has it: its hidden fields and those given.
async fn send(world: &World, cookie: &str, page: &str, to: &str, given: &[(&str, &str)]) -> Answer {
    let coded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let mut form = format!("token={}", token(page));
    for (name, value) in given {
        form += &format!("&{}={}", coded(name), coded(value));
    }
    world.post(&world.at(to), cookie, &form).await
}

/// The one value a page's forms carry under a name.
fn field(page: &str, name: &str) -> String {
    let found = fields(page, name);
    assert!(!found.is_empty(), "no {name}: {page}");
    found[0].clone()
}

#[test]
fn the_second_on_a_colleague_is_shown_both_and_loses_nothing() {
    run(async {
        let world = World::new();
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let first = open(&world, &lead, "/team/anna").await;
        let second = open(&world, &planner, "/team/anna").await;
        let given = |page: &str, contract: &str, until: &str| {
            [
                ("key", "anna".to_owned()),
                ("of", field(page, "of")),
                ("name", "Anna".to_owned()),
                ("role worker", "on".to_owned()),
                ("contract", contract.to_owned()),
                ("until", until.to_owned()),
            ]
        };
        let by =
            |given: &[(&'static str, String)]| -> Vec<(&'static str, String)> { given.to_vec() };
        let post = async |cookie: &str, page: &str, given: Vec<(&'static str, String)>| {
            let given: Vec<(&str, &str)> = given.iter().map(|(a, b)| (*a, b.as_str())).collect();
            send(&world, cookie, page, "/enter/person", &given).await
        };
        let saved = post(&lead, &first, by(&given(&first, "24", ""))).await;
        assert_eq!(saved.status, StatusCode::OK);
        let refused = post(&planner, &second, by(&given(&second, "20", "2027-12-31"))).await;
        let text = refused.text();
        assert_eq!(refused.status, StatusCode::CONFLICT, "{text}");
        for value in ["20", "24 uur", "2027-12-31"] {
            assert!(
                text.contains(&format!("value=\"{value}\"")),
                "{value}: {text}"
            );
        }
        let file = std::fs::read_to_string(world.folder.join("team.toml")).expect("read");
        assert!(file.contains("\"24h\"") && !file.contains("\"20h\""));
        // What is chosen there is saved.
        let again = post(&planner, &text, by(&given(&text, "20", "2027-12-31"))).await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.text());
        let file = std::fs::read_to_string(world.folder.join("team.toml")).expect("read");
        assert!(file.contains("\"20h\"") && file.contains("2027-12-31"));
    });
}

#[test]
fn what_others_change_elsewhere_disturbs_nobody() {
    run(async {
        let world = World::new();
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let page = open(&world, &planner, "/enter").await;
        let codes: Vec<String> = world
            .team()
            .cases
            .iter()
            .map(|one| one.code.to_string())
            .collect();
        let of = |code: &str| field(&page, &format!("of {code}"));
        let change = |code: &str, place: &str| {
            vec![
                ("case".to_owned(), code.to_owned()),
                (format!("of {code}"), of(code)),
                ("municipality".to_owned(), place.to_owned()),
            ]
        };
        let post = async |cookie: &str, given: Vec<(String, String)>| {
            let given: Vec<(&str, &str)> = given
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect();
            send(
                &world,
                cookie,
                &open(&world, cookie, "/enter").await,
                "/enter/case-change",
                &given,
            )
            .await
        };
        assert_eq!(
            post(&lead, change(&codes[0], "Assen")).await.status,
            StatusCode::OK
        );
        assert_eq!(
            post(&planner, change(&codes[1], "Emmen")).await.status,
            StatusCode::OK
        );
        let refused = post(&planner, change(&codes[0], "Hoogeveen")).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let text = refused.text();
        assert!(
            text.contains("Assen") && text.contains("Hoogeveen"),
            "{text}"
        );
        let cases = std::fs::read_to_string(world.folder.join("cases.csv")).expect("read");
        assert!(cases.contains("Assen") && cases.contains("Emmen") && !cases.contains("Hoogeveen"));
    });
}

#[test]
fn a_study_day_that_is_one_already_is_not_overwritten() {
    run(async {
        let world = World::new();
        let cookie = world.log_in("lead").await;
        let closure = async |why: &str| {
            let given = [("day", "2027-03-10"), ("why", why)];
            press(&world, &cookie, "/team", "/enter/closure", &given).await
        };
        assert_eq!(closure("studiedag").await.status, StatusCode::OK);
        let second = closure("teamuitje").await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        let text = second.text();
        assert!(
            text.contains("studiedag") && text.contains("teamuitje"),
            "{text}"
        );
    });
}

#[test]
fn two_on_one_meeting_the_second_is_told_what_the_first_did() {
    run(async {
        let world = World::planned();
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let past = meeting(&world, |one| {
            one.case.is_some() && one.start.date() == "2027-01-19".parse().expect("a day")
        });
        let path = format!("/meeting/{}", past.id);
        let first = open(&world, &lead, &path).await;
        let second = open(&world, &planner, &path).await;
        let press = async |cookie: &str, page: &str, deed: &str| {
            let of = field(page, "of");
            let given = [
                ("id", past.id.as_str()),
                ("of", of.as_str()),
                ("deed", deed),
            ];
            send(&world, cookie, page, "/act", &given).await
        };
        assert_eq!(
            press(&lead, &first, "no-show").await.status,
            StatusCode::SEE_OTHER
        );
        // The same twice is one.
        assert_eq!(
            press(&lead, &first, "no-show").await.status,
            StatusCode::SEE_OTHER
        );
        let told = press(&planner, &second, "held").await;
        let text = told.text();
        assert_eq!(told.status, StatusCode::CONFLICT, "{text}");
        assert!(
            text.contains("niet verschenen") && text.contains("doorgegaan"),
            "{text}"
        );
        let states = || -> Vec<State> {
            let entries = snapshot(&world).entries.into_iter();
            entries
                .filter_map(|line| match line.act {
                    Act::Record(what) if what.id.as_ref() == Some(&past.id) => {
                        Some(what.record.state)
                    }
                    _ => None,
                })
                .collect()
        };
        assert_eq!(states(), [State::NoShow]);
        // All the same, knowing it.
        assert_eq!(
            press(&planner, &text, "held").await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(states(), [State::NoShow, State::Held]);
    });
}

#[test]
fn a_move_from_an_older_page_is_told_where_the_meeting_is_now() {
    run(async {
        let world = World::planned();
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let ahead = meeting(&world, |one| {
            one.case.is_some() && one.start.date().to_string().as_str() > "2027-02-10"
        });
        let path = format!("/move/{}", ahead.id);
        let first = open(&world, &lead, &path).await;
        let second = open(&world, &planner, &path).await;
        let to = async |cookie: &str, page: &str, at: &str| {
            let of = field(page, "of");
            let given = [
                ("id", ahead.id.as_str()),
                ("of", of.as_str()),
                ("at", at),
                ("sure", "yes"),
            ];
            send(&world, cookie, page, "/move", &given).await
        };
        let times = fields(&first, "at");
        let times: Vec<String> = match times.is_empty() {
            true => first
                .split("name=\"at\" value=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .map(str::to_owned)
                .collect(),
            false => times,
        };
        assert_eq!(
            to(&lead, &first, &times[0]).await.status,
            StatusCode::SEE_OTHER
        );
        let told = to(&planner, &second, &times[1]).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        let now = snapshot(&world)
            .meetings
            .iter()
            .find(|one| one.id == ahead.id)
            .map(|one| one.start);
        assert_eq!(
            now.map(|now| now.format("%Y-%m-%dT%H:%M").to_string()),
            Some(times[0].clone())
        );
        assert!(
            told.text().contains(&times[1].replace('T', " ")),
            "{}",
            told.text()
        );
    });
}

#[test]
fn what_cannot_be_written_leaves_neither_a_row_nor_a_line() {
    run(async {
        let world = World::new();
        let cookie = world.log_in("lead").await;
        let entered = || {
            let of_form = |audited: &Audited| {
                matches!(
                    audited,
                    Audited::Event(AuditEvent::Entered {
                        form: EntryForm::Absence,
                        ..
                    })
                )
            };
            let lines = world
                .disk()
                .trail(|note| of_form(&note.what))
                .expect("read");
            lines.len()
        };
        // A folder where the new text is made ready.
        std::fs::create_dir(world.folder.join("absences.new")).expect("a folder");
        let before = std::fs::read_to_string(world.folder.join("absences.csv")).expect("read");
        let given = [
            ("who", "anna"),
            ("from", "2027-03-01"),
            ("to", "2027-03-02"),
        ];
        let answer = press(&world, &cookie, "/enter", "/enter/absence", &given).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        let after = std::fs::read_to_string(world.folder.join("absences.csv")).expect("read");
        assert_eq!((after, entered()), (before, 0));
        std::fs::remove_dir(world.folder.join("absences.new")).expect("removed");
        let answer = press(&world, &cookie, "/enter", "/enter/absence", &given).await;
        assert_eq!((answer.status, entered()), (StatusCode::OK, 1));
        assert!(world.store().published().is_ok() && world.store().accounts().is_ok());
    });
}

#[test]
fn whoever_accepts_a_proposal_accepts_the_one_they_have_seen() {
    run(async {
        let world = World::planned();
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let form = open(&world, &planner, "/plan").await;
        press(&world, &lead, "/plan", "/plan", &[("term", "2027Q2")]).await;
        let seen = tried(&world, &lead).await;
        let of = field(&seen, "of");
        // The planner, from a page made before, is asked first.
        let begin = [("term", "2027Q1"), ("of", "")];
        let told = send(&world, &planner, &form, "/plan", &begin).await;
        let text = told.text();
        assert_eq!(told.status, StatusCode::CONFLICT, "{text}");
        assert!(
            text.contains("van lead") && text.contains("2027Q1"),
            "{text}"
        );
        let again = [("term", "2027Q1"), ("of", of.as_str())];
        let begun = send(&world, &planner, &text, "/plan", &again).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
        tried(&world, &planner).await;
        let refused = send(&world, &lead, &seen, "/plan/accept", &[("of", &of)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text());
        assert_eq!(world.store().revisions().expect("read").len(), 1);
        let refused = send(&world, &lead, &seen, "/plan/discard", &[("of", &of)]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let seen = open(&world, &planner, "/plan").await;
        let of = field(&seen, "of");
        let accepted = send(&world, &planner, &seen, "/plan/accept", &[("of", &of)]).await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn an_address_that_somebody_replaced_is_not_replaced_again_unseen() {
    run(async {
        let world = World::planned();
        world.issue("anna");
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let (first, second) = (
            open(&world, &lead, "/feeds").await,
            open(&world, &planner, "/feeds").await,
        );
        let rotate = async |cookie: &str, page: &str| {
            let of = field(page, "of");
            let given = [
                ("whose", "anna"),
                ("purpose", "calendar"),
                ("of", of.as_str()),
            ];
            send(&world, cookie, page, "/feeds/rotate", &given).await
        };
        assert_eq!(rotate(&lead, &first).await.status, StatusCode::OK);
        let told = rotate(&planner, &second).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert_eq!(rotate(&planner, &told.text()).await.status, StatusCode::OK);
        assert_eq!(world.store().links().expect("read").len(), 3);
    });
}

#[test]
fn an_account_that_somebody_changed_is_not_changed_back_unseen() {
    run(async {
        let world = World::new();
        let lead = world.log_in("lead").await;
        let page = open(&world, &lead, "/accounts").await;
        let ofs = fields(&page, "of");
        let names: Vec<String> = world
            .store()
            .accounts()
            .expect("read")
            .into_iter()
            .map(|one| one.name)
            .collect();
        let at = names
            .iter()
            .position(|name| name == "reader")
            .expect("reader");
        // Three forms a row.
        let of = ofs[3 * at].as_str();
        let role = async |role: &str| {
            let given = [("name", "reader"), ("role", role), ("of", of)];
            send(&world, &lead, &page, "/accounts/role", &given)
                .await
                .status
        };
        assert_eq!(role("planner").await, StatusCode::SEE_OTHER);
        assert_eq!(role("lead").await, StatusCode::CONFLICT);
    });
}

#[test]
fn a_pause_from_an_older_page_is_told_of_the_other_pause() {
    run(async {
        let world = World::planned();
        let (lead, planner) = (world.log_in("lead").await, world.log_in("planner").await);
        let page = open(&world, &lead, "/enter").await;
        let pause = async |cookie: &str, page: &str, from: &str, to: &str| {
            // The forms of pause and end carry the same of a family; that of its row differs.
            let of = fields(page, "of kemo3").pop().expect("what it is made of");
            let given = [
                ("case", "kemo3"),
                ("of kemo3", of.as_str()),
                ("from", from),
                ("to", to),
                ("reason", "vakantie"),
            ];
            send(&world, cookie, page, "/enter/pause", &given).await
        };
        let first = pause(&lead, &page, "2027-02-01", "2027-02-14").await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.text());
        // A page made after the first does not disturb.
        let new = open(&world, &planner, "/enter").await;
        let second = pause(&planner, &new, "2027-03-01", "2027-03-07").await;
        assert_eq!(second.status, StatusCode::OK, "{}", second.text());
        let of = fields(&page, "of kemo3").pop().expect("what it is made of");
        let given = [
            ("case", "kemo3"),
            ("of kemo3", of.as_str()),
            ("from", "2027-02-08"),
            ("to", "2027-02-21"),
            ("reason", "vakantie"),
        ];
        let own = open(&world, &planner, "/enter").await;
        let told = send(&world, &planner, &own, "/enter/pause", &given).await;
        let text = told.text();
        assert_eq!(told.status, StatusCode::CONFLICT, "{text}");
        assert!(
            text.contains("14 februari 2027") && text.contains("2027-02-21"),
            "{text}"
        );
    });
}

/// A disk on which the last step of a change, and all after it, is never taken: the process was killed before.
struct Killed;

impl FileOps for Killed {
    fn write(&self, path: &Path, bytes: &[u8], like: &Path) -> io::Result<()> {
        OnDisk.write(path, bytes, like)
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::Error::other("killed"))
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        Err(io::Error::other("killed"))
    }

    fn sync(&self, _: &Path) -> io::Result<()> {
        Err(io::Error::other("killed"))
    }
}

#[test]
fn a_server_killed_between_line_and_row_has_both_when_it_is_started_again() {
    for noted in [true, false] {
        run(async {
            let world = World::new();
            let list = world.folder.join("absences.csv");
            let before = std::fs::read_to_string(&list).expect("read");
            let after = format!("{before}bram,2027-03-01,2027-03-02,,leave\n");
            let new = Rewritten::from([(TeamFile::Absences, after.clone())]);
            let files = FolderFiles::over(&world.folder, Killed);
            let read = files.read().expect("read");
            let prepared = files.prepare(read.version(), &new).expect("ready");
            if noted {
                let what = AuditEvent::Entered {
                    form: EntryForm::Absence,
                    version: Some(prepared.version().to_string()),
                };
                world.store().note(what, None).expect("noted");
            }
            assert!(prepared.commit().is_err());
            assert_eq!(std::fs::read_to_string(&list).expect("read"), before);
            // The next who needs files and store finishes it.
            let lead = world.log_in("lead").await;
            open(&world, &lead, "/retention").await;
            let now = std::fs::read_to_string(&list).expect("read");
            assert_eq!(now, if noted { after } else { before });
            assert!(!world.folder.join("absences.new").exists());
        });
    }
}
