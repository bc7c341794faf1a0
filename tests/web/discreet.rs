//! What stands in the source of pages and in the bytes of feeds under a secret address: no more than its detail tells.

use axum::http::StatusCode;
use cadans::app::{self, NewLink};
use cadans::feed::Detail;
use cadans::ids::RuleId;
use cadans::plan::{Placement, Published};
use cadans::store::{Access as _, Store as _};

use super::scene::{eve, open, press};
use super::world::{World, clock, run};

/// What somebody wrote down about an appointment outside the rules: it may name anybody.
const NOTE: &str = "Overleg school over dilu7 (Jansen)";

const DETAILS: [Detail; 3] = [Detail::Busy, Detail::Type, Detail::Code];

/// Whether anna meets a family.
fn with_family(one: &Placement) -> bool {
    let comes = |id: &str| one.participants.iter().any(|person| person.id == id);
    comes("anna") && one.case.as_ref().is_some_and(|case| comes(case.as_str()))
}

/// A team with a change at short notice, on the eve of what changed, and with an appointment outside the rules.
fn changed() -> World {
    let world = World::planned();
    let next = eve(&world, with_family);
    world.moved(with_family, 24 * 14);
    let mut store = world.store();
    let (revision, before) = store.published().expect("read").expect("published");
    let mut plan = store.plan(revision).expect("read").expect("a plan");
    let rule = RuleId::new("agreed");
    let mut note = next.clone();
    note.id = rule.series("2027-02-01-1000").occurrence(1);
    note.series = note.id.series();
    note.programme = rule.programme().to_owned();
    (note.rule, note.case) = (rule, None);
    (note.title.nl, note.title.en) = (NOTE.to_owned(), NOTE.to_owned());
    plan.placements.push(note);
    let next = Published::next(Some(&before), &plan, before.team.clone(), clock());
    store.publish(revision, &next).expect("published");
    world
}

/// The path of an address of this detail.
fn address(world: &World, whose: &str, detail: Detail) -> String {
    let links = world.store().links().expect("read").len();
    let new = NewLink {
        whose: whose.into(),
        purpose: format!("calendar-{links}"),
        detail: Some(detail.name().to_owned()),
        expires: None,
    };
    let today = clock().date_naive();
    let made = app::issue_link(&world.team(), &mut world.store(), new, clock(), today);
    format!("/f/{}", made.expect("issued").1.text())
}

/// Everything that says which rule, series or meeting something is.
fn ids(world: &World) -> Vec<String> {
    let (_, published) = world.store().published().expect("read").expect("published");
    let meetings = published.entries.iter().map(|entry| &entry.placement);
    let meetings = meetings.flat_map(|one| [one.id.to_string(), one.rule.to_string()]);
    let duties = published.duties.iter().map(|entry| &entry.duty);
    let duties = duties.flat_map(|one| [one.id.to_string(), one.rule.to_string()]);
    let mut ids: Vec<String> = meetings.chain(duties).collect();
    ids.sort();
    ids.dedup();
    // A word of its own, that anything may have in it.
    ids.retain(|id| id != "agreed");
    ids
}

/// Which of these stand in an answer, headers and all, whether or not they are coded.
async fn found<'w>(world: &World, path: &str, words: &'w [String]) -> Vec<&'w String> {
    let got = world.get(path, &[]).await;
    assert_eq!(got.status, StatusCode::OK, "{path}");
    let text = format!("{:?}\n{}", got.headers, got.text());
    // A calendar folds its lines.
    let text = text.replace("\r\n ", "").replace("%2F", "/");
    let text = text.to_lowercase();
    let is_in = |word: &&String| text.contains(&word.to_lowercase());
    words.iter().filter(is_in).collect()
}

#[test]
fn an_address_shows_no_more_than_its_detail() {
    let world = changed();
    let team = world.team();
    let codes: Vec<String> = team
        .cases
        .iter()
        .map(|case| case.code.to_string())
        .collect();
    let names: Vec<String> = team.people.iter().map(|one| one.name.clone()).collect();
    let (ids, note) = (ids(&world), vec![NOTE.to_owned(), "Jansen".to_owned()]);
    let readers = ["anna", "eva", "ref-voorbeeld", "case-kemo3", "team"];
    let none: Vec<&String> = Vec::new();
    run(async {
        for (whose, detail) in readers
            .into_iter()
            .flat_map(|one| DETAILS.map(|of| (one, of)))
        {
            let path = address(&world, whose, detail);
            for path in [
                path.clone(),
                format!("{path}?lang=en"),
                format!("{path}.ics"),
            ] {
                let at = format!("{whose} {}", detail.name());
                assert_eq!(found(&world, &path, &ids).await, none, "{at}");
                if detail < Detail::Code {
                    assert_eq!(found(&world, &path, &codes).await, none, "{at}");
                    assert_eq!(found(&world, &path, &names).await, none, "{at}");
                }
                if detail < Detail::Code || ["ref-voorbeeld", "case-kemo3"].contains(&whose) {
                    assert_eq!(found(&world, &path, &note).await, none, "{at}");
                }
                if detail == Detail::Busy {
                    let titles: Vec<String> =
                        ["Gezinsbezoek", "gezin:", "Bel gezin", "Call family"]
                            .map(str::to_owned)
                            .into();
                    assert_eq!(found(&world, &path, &titles).await, none, "{at}");
                }
                if whose == "case-kemo3" {
                    let others: Vec<String> = codes
                        .iter()
                        .filter(|code| *code != "kemo3")
                        .cloned()
                        .collect();
                    assert_eq!(found(&world, &path, &others).await, none, "{at}");
                }
            }
        }
        // What is told of at all is told where the detail allows it.
        let path = format!("{}.ics", address(&world, "bram", Detail::Code));
        assert!(world.get(&path, &[]).await.text().contains("dilu7"));
        let path = format!("{}.ics", address(&world, "anna", Detail::Type));
        assert!(
            world
                .get(&path, &[])
                .await
                .text()
                .contains("SUMMARY:Afspraak\r")
        );
    });
}

#[test]
fn nothing_is_done_at_an_address() {
    let world = changed();
    run(async {
        for detail in DETAILS {
            let path = address(&world, "anna", detail);
            let page = world.get(&path, &[]).await.text();
            assert!(page.contains("class=\"card call\""), "{page}");
            assert!(
                !page.contains("<form") && !page.contains("<input"),
                "{page}"
            );
            let (_, published) = world.store().published().expect("read").expect("published");
            let one = &published.urgent[0];
            let form = format!("id={}&participant={}", one.id, one.participant);
            for to in [path.clone(), format!("{path}/known"), format!("{path}.ics")] {
                let got = world.post(&to, "", &form).await;
                assert!(got.status.is_client_error(), "{to}: {}", got.status);
            }
        }
        assert!(world.store().told().expect("read").is_empty());
    });
}

#[test]
fn why_somebody_is_away_is_told_to_nobody() {
    let world = World::planned();
    let path = world.folder.join("absences.csv");
    let before = std::fs::read_to_string(&path).expect("a file");
    let more = "bram,2027-02-08,2027-02-19,,ziek\ncarla,2027-02-09,2027-02-09,,zwemles\n\
                anna,2027-02-09,2027-02-09,,sick\ndirk,2027-02-10,2027-02-10,,vakantie\n";
    std::fs::write(&path, before + more).expect("written");
    let loaded = app::load(&world.folder).unwrap_or_else(|_| panic!("a team"));
    let said = loaded.warnings.render(cadans::language::Lang::En, false);
    assert_eq!(said.matches("absence-reason").count(), 1, "{said}");
    assert!(
        !said.contains("ziek") && !said.contains("zwemles"),
        "{said}"
    );
    run(async {
        let (lead, worker) = (world.log_in("lead").await, world.log_in("worker").await);
        let sent = [
            ("who", "eva"),
            ("from", "2027-03-01"),
            ("to", "2027-03-02"),
            ("kind", "ziek"),
        ];
        let got = press(&world, &lead, "/enter", "/enter/absence", &sent).await;
        assert_eq!(got.status, StatusCode::OK);
        let filed = std::fs::read_to_string(&path).expect("a file");
        assert!(filed.contains("eva,2027-03-01,2027-03-02,,away"), "{filed}");
        for page in [
            "/",
            "/week/2027-W06",
            "/quarter/2027Q1",
            "/overdue",
            "/person/anna",
            "/enter",
            "/team",
        ] {
            let asked = async |cookie: &str| {
                world
                    .get(&world.at(page), &[("cookie", cookie)])
                    .await
                    .text()
            };
            let (all, own) = (asked(&lead).await, asked(&worker).await);
            for word in ["ziek", "sick", "zwemles"] {
                assert!(!all.contains(word) && !own.contains(word), "{page}: {word}");
            }
            assert!(
                !own.contains("verlof") && !own.contains("scholing"),
                "{page}: {own}"
            );
        }
        assert!(open(&world, &lead, "/enter").await.contains("verlof"));
    });
}
