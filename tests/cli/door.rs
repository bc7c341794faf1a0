//! `account`, `feed-link` and `serve`: who may come in.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::{Place, new_team};

/// A password that fits.
const PASSWORD: &str = "correct horse battery";

/// Runs a command line with something on its standard input.
fn told(place: &Place, line: &str, said: &str) -> (i32, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cadans"))
        .args(line.split_whitespace())
        .current_dir(place.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the built program");
    let mut input = child.stdin.take().expect("its input");
    // One that refuses its arguments does not read.
    let _ = writeln!(input, "{said}");
    drop(input);
    let output = child.wait_with_output().expect("ended");
    let text = [output.stdout, output.stderr].concat();
    (
        output.status.code().expect("a code"),
        String::from_utf8(text).expect("text"),
    )
}

#[test]
fn an_account_is_made_without_a_word_of_the_teams_files_unless_they_stop_it() {
    let place = new_team();
    // A code that looks like initials is a warning.
    for entry in std::fs::read_dir(place.path().join("t")).expect("the team") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        std::fs::write(&path, text.replace("kemo3", "KM")).expect("written");
    }
    let list = place.path().join("t/cases.csv");
    assert!(place.expect("validate t", 0).err.contains("code-like-name"));
    let (ended, text) = told(&place, "account t add jo --role lead", PASSWORD);
    assert_eq!((ended, text.as_str()), (0, "klaar: jo (lead)\n"));
    std::fs::write(&list, "nothing\n").expect("written");
    let (ended, text) = told(&place, "account t list", "");
    assert!(ended == 3 && text.contains("cases.csv"), "{ended}: {text}");
}

#[test]
fn accounts_are_made_listed_and_removed() {
    let place = new_team();
    for (line, said, code) in [
        ("account t add jo --role lead", PASSWORD, 0),
        ("account t add jo --role lead", PASSWORD, 2),
        ("account t add anna --role worker", PASSWORD, 0),
        ("account t add nobody --role worker", PASSWORD, 2),
        (
            "account t add temp --role worker --person bram",
            PASSWORD,
            0,
        ),
        ("account t add short --role reader", "short", 2),
        ("account t add Wrong! --role reader", PASSWORD, 2),
        ("account t add king --role king", PASSWORD, 2),
        ("account t password jo", "another fine password", 0),
        ("account t password ghost", PASSWORD, 2),
        ("account t remove temp", "", 0),
        ("account t remove temp", "", 2),
    ] {
        let (ended, text) = told(&place, line, said);
        assert_eq!(ended, code, "cadans {line}\n{text}");
        assert!(!text.contains(PASSWORD), "{text}");
    }
    let list = place.expect("account t list --format json", 0).out;
    let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
    let rows = list.as_array().expect("a list");
    let names: Vec<_> = rows
        .iter()
        .map(|row| {
            (
                row["name"].as_str(),
                row["role"].as_str(),
                row["person"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        names,
        [
            (Some("anna"), Some("worker"), Some("anna")),
            (Some("jo"), Some("lead"), None)
        ]
    );
    let journal =
        std::fs::read_to_string(place.path().join("t/.cadans/journal")).expect("a journal");
    assert!(!journal.contains(PASSWORD) && journal.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
}

#[test]
fn feed_addresses_are_issued_rotated_revoked_and_listed() {
    let place = new_team();
    let json = |line: &str| -> serde_json::Value {
        let out = place
            .expect(
                &format!("feed-link t {line} --format json --today 2027-01-20"),
                0,
            )
            .out;
        serde_json::from_str(&out).expect("JSON")
    };
    let issued = json("issue anna --base-url https://calendar.example.org/");
    let address = issued["address"].as_str().expect("an address");
    let secret = address
        .strip_prefix("https://calendar.example.org/f/")
        .and_then(|rest| rest.strip_suffix(".ics"));
    let secret = secret.expect("an address").to_owned();
    let drawn = secret.strip_prefix("cadans_feed_");
    assert_eq!(drawn.map(str::len), Some(43), "256 bits");
    assert_eq!(issued["expires"], "2029-01-20");
    place.expect("feed-link t issue anna", 2);
    place.expect("feed-link t issue ghost", 2);
    place.expect("feed-link t issue case-ghost", 2);
    place.expect("feed-link t issue anna --purpose a/b", 2);
    place.expect(
        "feed-link t issue anna --purpose old --expires 2020-01-01",
        2,
    );
    json("issue anna --purpose work --detail busy --expires never");
    json("issue case-kemo3");
    json("issue team --expires 2027-06-30");
    let rotated = json("rotate anna");
    assert_ne!(rotated["address"], issued["address"]);
    assert_eq!(json("revoke case-kemo3")["revoked"], 1);
    place.expect("feed-link t revoke case-kemo3", 2);
    place.expect("feed-link t rotate bram", 2);
    let list = json("list");
    let rows = list.as_array().expect("a list");
    assert_eq!(rows.len(), 5);
    for row in rows {
        let keys: Vec<&str> = row
            .as_object()
            .expect("a row")
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(
            keys,
            [
                "created",
                "detail",
                "expires",
                "id",
                "last_fetched",
                "person",
                "purpose",
                "revoked"
            ]
        );
    }
    let revoked = rows.iter().filter(|row| !row["revoked"].is_null());
    assert_eq!(revoked.count(), 2);
    assert_eq!(json("list anna").as_array().map(Vec::len), Some(3));
    let journal =
        std::fs::read_to_string(place.path().join("t/.cadans/journal")).expect("a journal");
    assert!(!journal.contains(&secret) && !list.to_string().contains(&secret));
    // With its family goes its address.
    assert!(journal.contains("{\"case\":\"kemo3\"}"));
    place.expect("store purge t --case kemo3 --today 2027-01-20", 0);
    assert_eq!(json("list").as_array().map(Vec::len), Some(4));
}

#[test]
fn the_server_listens_to_strangers_only_when_told() {
    let place = new_team();
    place.expect("serve t --listen 0.0.0.0:0", 2);
    place.expect("serve t --listen [::]:0", 2);
    place.expect("serve t --base-url nonsense", 2);
    place.expect("serve t --trust-header X-User", 2);
    place.expect("serve t --tls-cert cert.pem", 2);
    place.expect("serve t t", 2);
    place.expect("serve nowhere", 3);
}

#[test]
fn a_role_changes_and_a_link_to_choose_a_password_is_shown_once() {
    let place = new_team();
    let (ended, text) = told(&place, "account t add jo --role lead --link", "");
    assert_eq!(ended, 0, "{text}");
    assert!(text.contains("/password/cadans_password_"), "{text}");
    let (_, again) = told(&place, "account t link jo --format json", "");
    assert!(again.contains("\"until\"") && !again.contains(text.lines().next().expect("a link")));
    assert_eq!(told(&place, "account t link nobody", "").0, 2);
    let (ended, text) = told(&place, "account t role jo planner", "");
    assert_eq!(ended, 2, "the only lead: {text}");
    assert_eq!(
        told(&place, "account t add anna --role worker --link", "").0,
        0
    );
    let (ended, text) = told(&place, "account t role anna lead", "");
    assert_eq!((ended, text.as_str()), (0, "klaar: anna (lead)\n"));
    assert_eq!(told(&place, "account t role jo planner", "").0, 0);
}

#[test]
fn a_whole_team_gets_its_addresses_with_the_text_of_a_mail_each() {
    let place = new_team();
    let (ended, text) = told(&place, "feed-link t issue --all", "");
    assert_eq!(ended, 0, "{text}");
    let people = text.matches("Beste ").count();
    assert!(people > 2, "{text}");
    assert_eq!(text.matches("/f/cadans_feed_").count(), people);
    let (_, again) = told(&place, "feed-link t issue --all", "");
    assert!(
        again.starts_with("iedereen heeft al een adres\n"),
        "{again}"
    );
    assert_eq!(told(&place, "feed-link t issue", "").0, 2);
}
