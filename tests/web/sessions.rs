//! Sessions: how long they last, that they outlive the server, and that a form sent after one ended is not lost.

use axum::http::StatusCode;
use cadans::plan::Placement;
use cadans::store::{Role, Store as _};

use super::scene::{done, fields, open, press};
use super::world::{Answer, PASSWORD, World, clock, run, token, wait};

async fn home(world: &World, cookie: &str) -> StatusCode {
    world
        .get(&world.at("/"), &[("cookie", cookie)])
        .await
        .status
}

#[test]
fn a_session_ends_after_half_an_hour_alone_and_after_twelve_hours() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        for _ in 0..24 {
            wait(29 * 60);
            assert_eq!(home(&world, &cookie).await, StatusCode::OK);
        }
        wait(25 * 60);
        assert_eq!(
            home(&world, &cookie).await,
            StatusCode::SEE_OTHER,
            "12 hours"
        );
        let cookie = world.log_in("lead").await;
        wait(30 * 60);
        assert_eq!(
            home(&world, &cookie).await,
            StatusCode::SEE_OTHER,
            "30 minutes"
        );
    });
}

#[test]
fn a_session_outlives_the_server_and_stands_nowhere_in_clear() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        let secret = cookie.split_once('=').expect("a cookie").1.to_owned();
        let world = world.started_anew();
        assert_eq!(home(&world, &cookie).await, StatusCode::OK);
        for entry in std::fs::read_dir(world.folder.join(".cadans")).expect("a store") {
            let path = entry.expect("an entry").path();
            let bytes = std::fs::read(&path).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(&secret), "{}", path.display());
        }
        done(&world, &cookie, "/", "/logout", &[]).await;
        let world = world.started_anew();
        assert_eq!(home(&world, &cookie).await, StatusCode::SEE_OTHER);
    });
}

/// Logs in with what the log-in page carries along.
async fn log_in_with(world: &World, page: &Answer) -> Answer {
    let text = page.text();
    let mut form = format!("name=lead&password={}", PASSWORD.replace(' ', "+"));
    for part in text.split("<input type=\"hidden\" name=\"").skip(1) {
        let name = part.split('"').next().expect("a name");
        let value = part.split_once("value=\"").expect("a value").1;
        let value = value.split('"').next().expect("a value");
        let value = value.replace("&quot;", "\"").replace("&lt;", "<");
        let value = value.replace("&gt;", ">").replace("&amp;", "&");
        let coded: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
        form += &format!("&{name}={coded}");
    }
    world.post(&world.at("/login"), "", &form).await
}

/// The form of a page that goes to an address.
fn form_to<'p>(page: &'p str, address: &str) -> &'p str {
    let forms = page.split("<form ").skip(1);
    let to = format!("action=\"{address}\"");
    let form = forms.filter_map(|rest| rest.split("</form>").next());
    let own = form.filter(|form| form.contains(&to));
    own.last()
        .unwrap_or_else(|| panic!("no form to {address}: {page}"))
}

#[test]
fn a_form_sent_after_the_session_ended_is_there_again_after_the_log_in() {
    let world = World::planned();
    let sent = [
        ("who", "bram"),
        ("kind", "leave"),
        ("from", "2027-03-01"),
        ("to", "2027-03-05"),
    ];
    run(async {
        let cookie = world.log_in("lead").await;
        let page = open(&world, &cookie, "/enter").await;
        let mut form = format!("token={}", token(&page));
        for (name, value) in sent {
            form += &format!("&{name}={value}");
        }
        wait(3600);
        let world = world.started_anew();
        let door = world
            .post(&world.at("/enter/absence"), &cookie, &form)
            .await;
        assert_eq!(door.status, StatusCode::UNAUTHORIZED);
        let inside = log_in_with(&world, &door).await;
        assert_eq!(inside.status, StatusCode::OK, "{}", inside.text());
        let (text, cookie) = (inside.text(), inside.cookie());
        assert!(text.contains("nog niet verstuurd"), "{text}");
        let form = form_to(&text, &world.at("/enter/absence"));
        for chosen in ["bram", "leave"] {
            assert!(
                form.contains(&format!("value=\"{chosen}\" selected")),
                "{form}"
            );
        }
        for day in ["2027-03-01", "2027-03-05"] {
            assert!(form.contains(&format!("value=\"{day}\"")), "{form}");
        }
        assert!(form.contains("type=\"date\""), "the form itself: {form}");
        let file = || std::fs::read_to_string(world.folder.join("absences.csv")).expect("a file");
        assert!(!file().contains("bram,2027-03-01"), "nothing is done yet");
        let mut again = format!("token={}", token(form));
        for (name, value) in sent {
            again += &format!("&{name}={value}");
        }
        let saved = world
            .post(&world.at("/enter/absence"), &cookie, &again)
            .await;
        assert_eq!(saved.status, StatusCode::OK);
        assert!(file().contains("bram,2027-03-01"), "{}", file());
    });
}

#[test]
fn a_form_of_an_earlier_session_is_there_again() {
    let world = World::planned();
    run(async {
        let cookie = world.log_in("lead").await;
        let form = format!(
            "token={}&who=bram",
            token(&open(&world, &cookie, "/enter").await)
        );
        let cookie = world.log_in("lead").await;
        let got = world
            .post(&world.at("/enter/absence"), &cookie, &form)
            .await;
        assert_eq!(got.status, StatusCode::FORBIDDEN);
        let text = got.text();
        let filled = form_to(&text, &world.at("/enter/absence"));
        assert!(filled.contains("value=\"bram\" selected"), "{filled}");
        assert!(!form.contains(&token(filled)), "a token of this session");
        // What no form of that page asks for is told, as it was.
        let odd = form + "&nobody=asks";
        let got = world.post(&world.at("/enter/absence"), &cookie, &odd).await;
        assert_eq!(fields(&got.text(), "nobody"), ["asks"]);
    });
}

#[test]
fn of_several_forms_to_one_place_the_one_that_was_sent_is_filled() {
    let world = World::planned();
    let plan = world.store().latest().expect("read").expect("a plan");
    let ahead = |one: &&Placement| one.due.is_some() && one.start.date() > clock().date_naive();
    let meeting = plan.placements.iter().filter(|one| one.case.is_some());
    let id = meeting.filter(ahead).map(|one| one.id.to_string()).next();
    let id = id.expect("a meeting to come");
    run(async {
        let cookie = world.log_in("lead").await;
        let page = world.at(&format!("/meeting/{id}"));
        wait(3600);
        let from = format!("https://calendar.example.org{page}");
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", cookie.as_str()),
            ("referer", from.as_str()),
        ];
        let coded = id.replace('/', "%2F");
        let form = format!("token=old&id={coded}&of=before&deed=waived&reason=%22a%22+%3C+b");
        let door = world.send("POST", &world.at("/act"), &headers, &form).await;
        assert_eq!(door.status, StatusCode::UNAUTHORIZED, "{}", door.text());
        let inside = log_in_with(&world, &door).await.text();
        let (before, after) = inside
            .split_once("<span id=\"unsent\"></span>")
            .unwrap_or_else(|| panic!("not filled: {inside}"));
        assert!(before.contains("role=\"alert\""), "{before}");
        assert!(
            before.ends_with("</summary>"),
            "what was folded is open: {before}"
        );
        assert!(before.contains("<details open>"), "{before}");
        let form = after.split("</form>").next().expect("a form");
        for field in [
            "name=\"reason\" required maxlength=\"200\" value=\"&quot;a&quot; &lt; b\"".to_owned(),
            format!("name=\"id\" value=\"{id}\""),
            // The state it was made of: whether that has changed since is looked at when it is sent.
            "name=\"of\" value=\"before\"".to_owned(),
        ] {
            assert!(form.contains(&field), "{field} in {form}");
        }
    });
}

#[test]
fn somebody_sees_their_sessions_and_ends_one() {
    let world = World::planned();
    run(async {
        let (here, there) = (world.log_in("lead").await, world.log_in("lead").await);
        world.log_in("planner").await;
        let page = open(&world, &here, "/me").await;
        assert_eq!(
            fields(&page, "session").len(),
            1,
            "the other, not this one: {page}"
        );
        let other = fields(&page, "session").remove(0);
        let stranger = world.log_in("reader").await;
        let named = [("session", other.as_str())];
        let got = press(&world, &stranger, "/me", "/me/end", &named).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
        assert_eq!(home(&world, &there).await, StatusCode::OK);
        done(&world, &here, "/me", "/me/end", &named).await;
        assert_eq!(home(&world, &there).await, StatusCode::SEE_OTHER);
        assert_eq!(home(&world, &here).await, StatusCode::OK);
    });
}

#[test]
fn somebody_changes_their_own_password() {
    let world = World::planned();
    run(async {
        let (here, there) = (world.log_in("worker").await, world.log_in("worker").await);
        let change = |old: &'static str, new: &'static str, again: &'static str| {
            [("old", old), ("new", new), ("again", again)]
        };
        for wrong in [
            change("not this one", "another long one", "another long one"),
            change(PASSWORD, "another long one", "another long two"),
            change(PASSWORD, "short", "short"),
        ] {
            let got = press(&world, &here, "/me", "/me/password", &wrong).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        }
        wait(1);
        let right = change(PASSWORD, "another long one", "another long one");
        let got = press(&world, &here, "/me", "/me/password", &right).await;
        assert_eq!(got.status, StatusCode::SEE_OTHER, "{}", got.text());
        for old in [&here, &there] {
            assert_eq!(home(&world, old).await, StatusCode::SEE_OTHER);
        }
        assert_eq!(home(&world, &got.cookie()).await, StatusCode::OK);
        let form = "name=worker&password=another+long+one";
        let again = world.post(&world.at("/login"), "", form).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        let page = open(&world, &world.log_in("lead").await, "/audit?kind=door").await;
        assert!(page.contains("wijzigde het eigen wachtwoord"), "{page}");
    });
}

#[test]
fn an_account_has_twenty_sessions_at_most() {
    let world = World::planned();
    run(async {
        let first = world.log_in("lead").await;
        wait(1);
        let second = world.log_in("lead").await;
        for _ in 0..19 {
            wait(1);
            world.log_in("lead").await;
        }
        assert_eq!(home(&world, &first).await, StatusCode::SEE_OTHER);
        assert_eq!(home(&world, &second).await, StatusCode::OK);
    });
}

#[test]
fn an_auditor_reads_the_trail_and_nothing_else() {
    let world = World::planned();
    run(async {
        let lead = world.log_in("lead").await;
        open(&world, &lead, "/case/kemo3").await;
        let cookie = world.log_in(Role::Auditor.name()).await;
        let got = world.get(&world.at("/"), &[("cookie", &cookie)]).await;
        assert_eq!(got.header("location"), world.at("/audit"));
        assert!(
            open(&world, &cookie, "/audit?case=kemo3")
                .await
                .contains("bekeek het gezin")
        );
        let page = open(&world, &cookie, "/looked/kemo3").await;
        assert!(page.contains("Wie keek in het dossier van kemo3"), "{page}");
        for menu in ["/quarter", "/week", "/overdue", "/feeds", "/plan"] {
            assert!(
                !page.contains(&format!("href=\"{}\"", world.at(menu))),
                "{menu}"
            );
        }
    });
}
