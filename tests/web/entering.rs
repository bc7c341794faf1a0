//! From an empty folder to a published quarter, in the browser alone; and what is entered wrongly and taken back.

use axum::http::StatusCode;
use cadans::app;
use cadans::ids::{PersonId, RuleId};
use cadans::language::Lang;
use cadans::records::Act;
use cadans::store::{Access as _, AuditEvent, Audited, EntryForm, Role, Store as _};
use cadans::web;

use super::scene::{open, press, tried};
use super::world::{Answer, PASSWORD, World, clock, run};

/// Sends a form of the board.
async fn enter(world: &World, cookie: &str, kind: &str, fields: &[(&str, &str)]) -> Answer {
    press(world, cookie, "/enter", &format!("/enter/{kind}"), fields).await
}

pub(super) async fn entered(world: &World, cookie: &str, kind: &str, fields: &[(&str, &str)]) {
    let answer = enter(world, cookie, kind, fields).await;
    let text = answer.text();
    assert_eq!(answer.status, StatusCode::OK, "{kind}: {text}");
    assert!(
        !text.contains("role=\"alert\""),
        "{kind} {fields:?}: {text}"
    );
}

async fn refused(world: &World, cookie: &str, kind: &str, fields: &[(&str, &str)], why: &str) {
    let text = enter(world, cookie, kind, fields).await.text();
    assert!(text.contains("role=\"alert\""), "{kind} {fields:?}: {text}");
    assert!(text.contains(why), "{kind} {fields:?}: {text}");
}

/// A folder of `init --empty`, with the account of its lead.
fn empty() -> World {
    let world = World::new();
    for (name, text) in cadans::team::blank(Lang::Nl, "oost") {
        std::fs::write(world.folder.join(name), text.as_bytes()).expect("written");
    }
    std::fs::remove_dir_all(world.folder.join(".cadans")).expect("an empty store");
    let lead = web::hashed("lead", Role::Lead, None, PASSWORD, clock()).expect("an account");
    world.store().keep_account(&lead).expect("kept");
    world
}

#[test]
fn an_empty_folder_becomes_a_published_quarter_on_the_board() {
    run(async {
        let world = empty();
        let cookie = world.log_in("lead").await;
        let cookie = cookie.as_str();
        let get = async |path: &str| open(&world, cookie, path).await;
        let send = async |path: &str, fields: &[(&str, &str)]| {
            let answer = press(&world, cookie, "/enter", path, fields).await;
            let text = answer.text();
            assert!(
                !text.contains("role=\"alert\""),
                "{path} {fields:?}: {text}"
            );
            answer
        };
        // Lets a plan that is tried out end; what is proposed.
        let proposed = async |term: &str| {
            send("/plan", &[("term", term)]).await;
            tried(&world, cookie).await
        };
        let home = get("/").await;
        assert!(
            home.contains("/team") && home.contains("Zo begint u"),
            "{home}"
        );
        send(
            "/enter/settings",
            &[
                ("name", "IAG Oost"),
                ("programme iag", "on"),
                ("employer", "cao-jeugdzorg"),
                ("region", "noord"),
                ("zones", "kantoor, oost"),
                ("within", "10m"),
                ("between", "kantoor-oost 20m"),
                ("lang", "nl"),
            ],
        )
        .await;
        for (name, role, hours) in [
            ("Jo Vermeer", "lead", "di-do 08:30-12:30 13:00-17:00"),
            ("Eva Mulder", "scientist", "ma-do 08:30-12:30 13:00-17:00"),
            ("Anna Bos", "worker", "ma-do 08:30-12:30 13:00-17:00"),
            ("Anna Kok", "worker", ""),
        ] {
            send(
                "/enter/person",
                &[
                    ("name", name),
                    (&format!("role {role}"), "on"),
                    ("hours", hours),
                    ("contract", "28h"),
                ],
            )
            .await;
        }
        send(
            "/enter/person",
            &[
                ("name", "Wijkteam"),
                ("role referrer", "on"),
                ("external", "true"),
                ("hours", "di m; do o m"),
            ],
        )
        .await;
        send(
            "/enter/case",
            &[
                ("code", "K7QX"),
                ("programme", "iag"),
                ("start", "2027-02-01"),
                ("zone", "oost"),
                ("hours", "ma-vr o m"),
                ("role worker", "anna2"),
                ("role scientist", "eva"),
            ],
        )
        .await;
        send(
            "/enter/past",
            &[
                ("on iag.supervision anna", "2027-01-11"),
                ("on iag.team_meeting team", "2027-01-12"),
                ("on iag.genogram K7QX", ""),
            ],
        )
        .await;
        let team = world.team();
        assert_eq!(
            (
                team.name.as_str(),
                team.people.len(),
                team.cases.len(),
                team.held.len()
            ),
            ("IAG Oost", 5, 1, 2)
        );
        proposed("2027Q1").await;
        let accepted = send("/plan/accept", &[]).await;
        let to = accepted.header("location").to_owned();
        let page = world.get(&to, &[("cookie", cookie)]).await.text();
        assert!(page.contains("K7QX") && page.contains("/feeds"), "{page}");
        let (_, published) = world.store().published().expect("read").expect("published");
        assert!(published.entries.len() > 5);
        // The next quarter counts its own meetings only, not those that stand before it.
        let proposal = proposed("2027Q2").await;
        send("/plan/accept", &[]).await;
        let plan = super::scene::snapshot(&world).plan.clone().expect("a plan");
        let second =
            |one: &&cadans::plan::Placement| one.start.date() >= super::scene::day("2027-04-01");
        let (all, own) = (
            plan.placements.len(),
            plan.placements.iter().filter(second).count(),
        );
        assert!(own < all, "{own} of {all}");
        // What everybody comes to is new once, not once for each of them.
        let new = proposal.split("<h2>Nieuw").nth(1).expect("what is new");
        let new = new.split("</section>").next().unwrap_or_default();
        let lines = new.split("<li>").skip(1);
        let counted = lines.map(|line| match line.split_once(" × ") {
            Some((count, _)) => count.parse().expect("a count"),
            None => 1,
        });
        let listed: usize = counted.sum();
        assert_eq!(listed, own, "{new}");
        assert!(!proposal.contains("<li>nieuw: "), "{proposal}");
        assert!(
            proposal.contains(&format!(">{own} afspraken")),
            "{own} of {all}: {proposal}"
        );
    });
}

#[test]
fn where_nothing_can_be_chosen_yet_it_is_said_what_to_add_first() {
    run(async {
        let world = empty();
        let cookie = world.log_in("lead").await;
        let blank = |page: &str| {
            let selects = page.split("<select").skip(1);
            let selects = selects.map(|rest| rest.split("</select>").next().unwrap_or_default());
            selects.filter(|select| !select.contains("<option")).count()
        };
        let forms = async || {
            let page = open(&world, &cookie, "/enter").await;
            assert_eq!(blank(&page), 0, "{page}");
            let first = |path: &str| page.matches(&format!("{path}\">")).count();
            (first("/team#person"), first("/enter#case"))
        };
        let team = open(&world, &cookie, "/team").await;
        assert_eq!(blank(&team), 0, "{team}");
        let (colleague, family) = forms().await;
        assert!(colleague >= 4 && family == 3, "{colleague} {family}");
        for (name, role) in [
            ("Anna", "worker"),
            ("Eva", "scientist"),
            ("Wijk", "referrer"),
        ] {
            let fields = [("name", name), (&*format!("role {role}"), "on")];
            entered(&world, &cookie, "person", &fields).await;
        }
        assert_eq!(forms().await, (0, 3));
        let fields = [
            ("code", "K7QX"),
            ("programme", "iag"),
            ("start", "2027-02-01"),
            ("role worker", "anna"),
            ("role scientist", "eva"),
            ("role referrer", "wijk"),
        ];
        entered(&world, &cookie, "case", &fields).await;
        assert_eq!(forms().await, (0, 0));
    });
}

#[test]
fn somebody_of_the_team_changes_and_comments_stay() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("lead").await;
        let file = world.folder.join("team.toml");
        let before = std::fs::read_to_string(&file).expect("read");
        let page = open(&world, &cookie, "/team/anna").await;
        assert!(
            page.contains("value=\"Anna Voorbeeld\"") && page.contains("value=\"28 uur\""),
            "{page}"
        );
        let hours = "ma-wo 08:30-12:30 13:00-17:00; do o";
        assert!(page.contains(&format!("value=\"{hours}\"")), "{page}");
        let fields = [
            ("key", "anna"),
            ("name", "Anna Voorbeeld"),
            ("role worker", "on"),
            ("contract", "30 uur"),
            ("since", "2023-05-01"),
            ("hours", hours),
        ];
        entered(&world, &cookie, "person", &fields).await;
        let after = std::fs::read_to_string(&file).expect("read");
        assert_eq!(after, before.replacen("\"28h\"", "\"30h\"", 1));
        refused(&world, &cookie, "person", &[("name", "Bea")], "rol").await;
        refused(
            &world,
            &cookie,
            "person",
            &[
                ("name", "Bea"),
                ("role worker", "on"),
                ("hours", "maandag 9 tot 5"),
            ],
            "value=\"maandag 9 tot 5\"",
        )
        .await;
        refused(
            &world,
            &cookie,
            "settings",
            &[("name", "x"), ("programme iag", "on"), ("zones", "a, b")],
            "a-b",
        )
        .await;
        assert_eq!(after, std::fs::read_to_string(&file).expect("read"));
    });
}

#[test]
fn a_contract_is_a_number_of_hours_as_people_write_it() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("lead").await;
        let contract = || {
            let team = world.team();
            team.person(&PersonId::new("anna")).expect("anna").contract
        };
        for (said, minutes) in [
            ("24", 24 * 60),
            ("24 uur", 24 * 60),
            ("24 u", 24 * 60),
            ("24u", 24 * 60),
            ("24 h", 24 * 60),
            ("24,5", 24 * 60 + 30),
            ("24.5 hours", 24 * 60 + 30),
            ("24:20", 24 * 60 + 20),
            ("28h", 28 * 60),
        ] {
            let fields = [
                ("key", "anna"),
                ("name", "Anna Voorbeeld"),
                ("role worker", "on"),
                ("contract", said),
            ];
            entered(&world, &cookie, "person", &fields).await;
            assert_eq!(contract(), Some(minutes), "{said}");
            // What the page then says of it is taken again, and means the same.
            let at = world.at("/team/anna");
            let page = world.get(&at, &[("cookie", &cookie)]).await.text();
            let shown = page
                .split("name=\"contract\" value=\"")
                .nth(1)
                .expect("a contract");
            let shown = shown.split('"').next().expect("a value");
            let fields = [fields[0], fields[1], fields[2], ("contract", shown)];
            entered(&world, &cookie, "person", &fields).await;
            assert_eq!(contract(), Some(minutes), "{said}: {shown}");
        }
        for said in ["200", "-4", "24 dagen", "1e1", "0", ","] {
            let fields = [
                ("key", "anna"),
                ("name", "Anna Voorbeeld"),
                ("role worker", "on"),
                ("contract", said),
            ];
            refused(&world, &cookie, "person", &fields, "geen aantal uren").await;
        }
    });
}

#[test]
fn the_teams_page_speaks_the_readers_language_of_hours_and_programmes() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("lead").await;
        let shown = async |lang: &str| {
            let at = world.at(&format!("/team?lang={lang}"));
            world.get(&at, &[("cookie", &cookie)]).await.text()
        };
        let office = "value=\"mon-fri 08:30-12:30 13:00-17:00\"";
        let (dutch, english) = (shown("nl").await, shown("en").await);
        assert!(!dutch.contains(office), "{dutch}");
        assert!(
            dutch.contains("value=\"ma-vr 08:30-12:30 13:00-17:00\""),
            "{dutch}"
        );
        assert!(english.contains(office), "{english}");
        for (page, title) in [
            (
                &dutch,
                "Intensieve ambulante gezinsbehandeling, korte variant",
            ),
            (
                &english,
                "Intensive home-based family treatment, short variant",
            ),
        ] {
            assert!(page.contains(title), "{page}");
            assert!(!page.contains("> iag<") && !page.contains("iag manual short"));
        }
    });
}

#[test]
fn what_was_entered_wrongly_is_taken_back() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("planner").await;
        let read = |name: &str| std::fs::read_to_string(world.folder.join(name)).expect("read");
        let (absences, assignments) = (read("absences.csv"), read("assignments.csv"));
        let away = [
            ("who", "eva"),
            ("from", "2027-02-01"),
            ("to", "2027-02-05"),
            ("kind", "away"),
        ];
        entered(&world, &cookie, "absence", &away).await;
        assert_ne!(absences, read("absences.csv"));
        entered(&world, &cookie, "absence-gone", &away).await;
        assert_eq!(absences, read("absences.csv"));
        refused(&world, &cookie, "absence-gone", &away, "afwezig").await;
        let work = [
            ("subject", "dilu7"),
            ("role", "scientist"),
            ("person", "eva"),
            ("kind", "lead"),
        ];
        entered(&world, &cookie, "assignment", &work).await;
        entered(
            &world,
            &cookie,
            "assignment-end",
            &[("which", "dilu7 scientist eva "), ("to", "2027-03-01")],
        )
        .await;
        assert!(read("assignments.csv").contains("dilu7,scientist,eva,,2027-03-01,lead"));
        entered(
            &world,
            &cookie,
            "assignment-end",
            &[("which", "dilu7 scientist eva "), ("to", "")],
        )
        .await;
        assert_eq!(assignments, read("assignments.csv"));
        entered(
            &world,
            &cookie,
            "case-change",
            &[("case", "dilu7"), ("decision_end", "2027-12-31")],
        )
        .await;
        assert!(
            read("cases.csv")
                .contains("dilu7,iag,2026-11-02,Voorbeelddam,2026-11-02,2027-12-31,zuid")
        );
        refused(
            &world,
            &cookie,
            "case-change",
            &[("case", "dilu7")],
            "verandert",
        )
        .await;
    });
}

#[test]
fn a_pause_and_an_end_stand_in_the_record_book() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("lead").await;
        let files = std::fs::read_to_string(world.folder.join("cases.csv")).expect("read");
        let days = [
            ("case", "dilu7"),
            ("from", "2027-02-22"),
            ("to", "2027-03-05"),
            ("reason", "reis"),
        ];
        entered(&world, &cookie, "pause", &days).await;
        entered(
            &world,
            &cookie,
            "end",
            &[("case", "kemo3"), ("on", "2027-03-19")],
        )
        .await;
        let team = world.team();
        let entries = world.store().entries().expect("read");
        let acts: Vec<&Act> = entries.iter().map(|entry| &entry.act).collect();
        assert!(matches!(acts[..], [Act::Pause(_), Act::End(_)]), "{acts:?}");
        let snapshot = app::Snapshot::read(&team, &world.store(), clock().date_naive().into())
            .expect("a snapshot");
        let paused = snapshot
            .team
            .cases
            .iter()
            .find(|case| case.code.as_str() == "dilu7")
            .expect("it");
        assert_ne!(paused.pauses, Default::default());
        // A pause is no absence that could be taken away.
        let page = open(&world, &cookie, "/enter").await;
        assert!(!page.contains("value=\"2027-03-05\""), "{page}");
        assert_eq!(
            files,
            std::fs::read_to_string(world.folder.join("cases.csv")).expect("read")
        );
    });
}

#[test]
fn an_appointment_made_elsewhere_is_written_down() {
    run(async {
        let world = World::planned();
        let cookie = world.log_in("planner").await;
        let fields = [
            ("what", "iag.supervision dirk"),
            ("start", "2027-02-08T09:00"),
            ("minutes", "60"),
        ];
        entered(&world, &cookie, "agreed", &fields).await;
        let rows = std::fs::read_to_string(world.folder.join("agreed.csv")).expect("read");
        assert!(
            rows.ends_with("iag.supervision,dirk,2027-02-08 09:00,60,,\n"),
            "{rows}"
        );
        refused(
            &world,
            &cookie,
            "agreed",
            &[("what", "iag.supervision dirk"), ("start", "")],
            "tijd",
        )
        .await;
    });
}

#[test]
fn a_refusal_says_why_in_dutch_and_nothing_else() {
    run(async {
        let world = World::new();
        let cookie = world.log_in("lead").await;
        // A code like initials is only to be minded; that nobody is the family's worker is why it is refused.
        let fields = [
            ("code", "A1"),
            ("programme", "iag"),
            ("start", "2027-02-01"),
        ];
        let text = enter(&world, &cookie, "case", &fields).await.text();
        assert!(
            text.contains("role=\"alert\"") && text.contains("data-fault=\"nobody-in-role\""),
            "{text}"
        );
        assert!(!text.contains("data-fault=\"code-like-name\""), "{text}");
        let fields = [
            ("name", "Eva"),
            ("role worker", "on"),
            ("contract", "28 fte"),
        ];
        let why = "`28 fte` is geen aantal uren per week: schrijf 28 of 24,5.";
        refused(&world, &cookie, "person", &fields, why).await;
    });
}

#[test]
fn the_teams_own_reading_of_the_method_is_entered_and_its_file_stays_as_it_was_written() {
    run(async {
        let world = World::new();
        let cookie = world.log_in("planner").await;
        let file = world.folder.join("team.toml");
        let read = || std::fs::read_to_string(&file).expect("the team's file");
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<String>>();
        // What stands there and did not before, and the other way about.
        let differ = |before: &str, after: &str| {
            let (before, after) = (lines(before), lines(after));
            let gone: Vec<_> = before
                .iter()
                .filter(|line| !after.contains(line))
                .cloned()
                .collect();
            let new: Vec<_> = after
                .iter()
                .filter(|line| !before.contains(line))
                .cloned()
                .collect();
            (gone, new)
        };
        let page = open(&world, &cookie, "/team").await;
        assert!(
            page.contains("di 09:00") && page.contains("11 maart 2027"),
            "{page}"
        );

        let before = read();
        let day = [("day", "2027-05-20"), ("why", "studiedag \"samen\"")];
        entered(&world, &cookie, "closure", &day).await;
        let (gone, new) = differ(&before, &read());
        assert_eq!(
            (gone.len(), new),
            (0, vec![r#"2027-05-20 = 'studiedag "samen"'"#.to_owned()])
        );
        let on = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
        assert_eq!(
            world.team().closures[&on("2027-05-20")],
            "studiedag \"samen\""
        );
        entered(&world, &cookie, "closure-gone", &[("day", "2027-05-20")]).await;
        assert_eq!(read(), before);

        let fixed = [
            ("rule", "iag.team_meeting"),
            ("day", "thu"),
            ("start", "13:00"),
            ("weeks", "4"),
        ];
        entered(&world, &cookie, "fixed", &fixed).await;
        let (gone, new) = differ(&before, &read());
        assert_eq!(gone.len(), 2, "{gone:?}");
        assert_eq!(new.len(), 2, "{new:?}");
        assert!(
            new[0].contains(r#"min = "3w", target = "4w", max = "4w", limit = "5w""#),
            "{new:?}"
        );
        let team = world.team();
        let rule = team
            .rule(&RuleId::of("iag", "team_meeting"))
            .expect("a rule");
        assert_eq!(rule.when.fixed_start, Some(13 * 60));
        let days: Vec<bool> = rule
            .when
            .allowed
            .iter()
            .map(|slots| !slots.is_empty())
            .collect();
        assert_eq!(days, [false, false, false, true, false, false, false]);
        // Without a time the plan chooses it; then there is nothing to take away.
        let free = [
            ("rule", "iag.team_meeting"),
            ("day", ""),
            ("start", ""),
            ("weeks", ""),
        ];
        for _ in 0..2 {
            entered(&world, &cookie, "fixed", &free).await;
            assert_eq!(
                world
                    .team()
                    .rule(&RuleId::of("iag", "team_meeting"))
                    .expect("a rule")
                    .when
                    .fixed_start,
                None
            );
        }

        let before = read();
        let name = "reading iag.visit_duration";
        let chosen = |world: &World| {
            let team = world.team();
            let mut all = team.programmes.iter().flat_map(|one| one.choices.clone());
            all.find(|one| one.id == "visit_duration")
                .expect("a choice")
                .chosen
        };
        assert_ne!(chosen(&world), "as_sessions_say");
        entered(&world, &cookie, "readings", &[(name, "as_sessions_say")]).await;
        assert_eq!(chosen(&world), "as_sessions_say");
        let (gone, new) = differ(&before, &read());
        assert!(gone.is_empty() && new.len() <= 3, "{new:?}");
        refused(
            &world,
            &cookie,
            "readings",
            &[(name, "as_sessions_say")],
            "anders gekozen",
        )
        .await;
        refused(
            &world,
            &cookie,
            "readings",
            &[(name, "nothing")],
            "anders gekozen",
        )
        .await;
        refused(
            &world,
            &cookie,
            "closure",
            &[("day", "2027-05-20"), ("why", "")],
            "waarvoor",
        )
        .await;
        refused(
            &world,
            &cookie,
            "closure",
            &[("day", "x"), ("why", "y")],
            "dag",
        )
        .await;
        let wrong = [("rule", "iag.visit"), ("day", "thu"), ("start", "13:00")];
        refused(&world, &cookie, "fixed", &wrong, "overleg").await;
        let wrong = [
            ("rule", "iag.team_meeting"),
            ("day", "thu"),
            ("start", "laat"),
        ];
        refused(&world, &cookie, "fixed", &wrong, "geen tijd").await;
        let wrong = [
            ("rule", "iag.team_meeting"),
            ("day", "pudding"),
            ("start", "13:00"),
        ];
        let before = read();
        refused(&world, &cookie, "fixed", &wrong, "team.toml").await;
        assert_eq!(read(), before);

        let trail = world
            .disk()
            .trail(|note| note.by.as_deref() == Some("planner"))
            .expect("read");
        for form in [
            EntryForm::Closure,
            EntryForm::ClosureGone,
            EntryForm::Fixed,
            EntryForm::Readings,
        ] {
            let is_it = |what: &Audited| matches!(what, Audited::Event(AuditEvent::Entered { form: own, .. }) if *own == form);
            assert!(trail.iter().any(|note| is_it(&note.what)), "{form:?}");
        }
        let worker = world.log_in("worker").await;
        let page = world.get(&world.at("/team"), &[("cookie", &worker)]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    });
}
