//! Accounts and addresses managed on the board: each link works once and for a short while, each secret is shown once.

use axum::http::StatusCode;
use cadans::store::{Access as _, Account, Resets as _, Role, Secret};

use super::scene::{done, open, press};
use super::world::{LOG, PASSWORD, World, run, wait};

fn account(world: &World, name: &str) -> Option<Account> {
    let accounts = world.store().accounts().expect("read");
    accounts.into_iter().find(|one| one.name == name)
}

/// The path of a link that a page shows.
fn link(page: &str) -> String {
    let (_, rest) = page
        .split_once("https://calendar.example.org")
        .expect("a link");
    rest.split(['<', '"']).next().expect("a path").to_owned()
}

/// Chooses a password by a link.
async fn choose(world: &World, path: &str, password: &str) -> StatusCode {
    let coded = password.replace(' ', "+");
    let form = format!("password={coded}&again={coded}");
    world.post(path, "", &form).await.status
}

#[test]
fn a_lead_makes_an_account_and_its_owner_chooses_the_password_once() {
    run(async {
        let world = World::new();
        let lead = world.log_in("lead").await;
        let given = [("name", "Bram"), ("role", "worker"), ("person", "bram")];
        let made = press(&world, &lead, "/accounts", "/accounts/new", &given).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text());
        let path = link(&made.text());
        assert!(path.contains("/password/cadans_password_"), "{path}");
        assert!(!open(&world, &lead, "/accounts").await.contains(&path));
        // Nobody logs in before it is chosen.
        for password in ["", PASSWORD] {
            let form = format!("name=bram&password={}", password.replace(' ', "+"));
            let answer = world.post(&world.at("/login"), "", &form).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        }
        // A look does not use it up; a password that does not fit neither.
        assert_eq!(world.get(&path, &[]).await.status, StatusCode::OK);
        assert_eq!(
            choose(&world, &path, "short").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(choose(&world, &path, PASSWORD).await, StatusCode::SEE_OTHER);
        let bram = world.log_in("bram").await;
        assert!(open(&world, &bram, "/person/bram").await.contains("Bram"));
        assert_eq!(
            choose(&world, &path, "another horse").await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(
            world.get(&path, &[]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        world.log_in("bram").await;
        // No log has the secret.
        let secret = path.rsplit('/').next().expect("a secret");
        assert!(
            LOG.lock()
                .expect("the log")
                .iter()
                .all(|line| !line.contains(secret))
        );
    });
}

#[test]
fn a_password_link_ends_after_a_day_and_with_the_next_one() {
    run(async {
        let world = World::new();
        let lead = world.log_in("lead").await;
        let ask = async || {
            let given = [("name", "worker")];
            link(
                &press(&world, &lead, "/accounts", "/accounts/link", &given)
                    .await
                    .text(),
            )
        };
        let (first, second) = (ask().await, ask().await);
        assert_eq!(
            choose(&world, &first, PASSWORD).await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        wait(24 * 3600 + 1);
        assert_eq!(
            choose(&world, &second, PASSWORD).await,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert_eq!(world.store().resets().expect("read").len(), 1);
    });
}

#[test]
fn roles_change_and_accounts_end_but_somebody_leads() {
    run(async {
        let world = World::new();
        let lead = world.log_in("lead").await;
        let reader = world.log_in("reader").await;
        let role = [("name", "reader"), ("role", "planner")];
        done(&world, &lead, "/accounts", "/accounts/role", &role).await;
        assert_eq!(account(&world, "reader").expect("kept").role, Role::Planner);
        assert!(open(&world, &reader, "/plan").await.contains("Plannen"));
        done(
            &world,
            &lead,
            "/accounts",
            "/accounts/end",
            &[("name", "reader")],
        )
        .await;
        assert!(account(&world, "reader").is_none());
        let gone = world.get(&world.at("/plan"), &[("cookie", &reader)]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        for (to, fields) in [
            ("/accounts/end", vec![("name", "lead")]),
            (
                "/accounts/role",
                vec![("name", "lead"), ("role", "planner")],
            ),
        ] {
            let refused = press(&world, &lead, "/accounts", to, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!(account(&world, "lead").is_some());
    });
}

#[test]
fn a_whole_team_gets_its_addresses_on_one_page() {
    run(async {
        let world = World::planned();
        let (_, old) = world.issue("anna");
        let planner = world.log_in("planner").await;
        let asked = [
            ("whose anna", "on"),
            ("whose bram", "on"),
            ("whose case-kemo3", "on"),
        ];
        let page = press(&world, &planner, "/feeds/all", "/feeds/all", &asked).await;
        let text = page.text();
        assert_eq!(page.status, StatusCode::OK, "{text}");
        assert_eq!(text.matches("class=\"slip\"").count(), 3, "{text}");
        assert_eq!(text.matches("<svg").count(), 3);
        let secrets: Vec<String> = text
            .split("<code class=\"address\">https://calendar.example.org/f/")
            .skip(1)
            .map(|rest| rest.split('<').next().expect("a secret").to_owned())
            .collect();
        assert_eq!(secrets.len(), 3);
        for secret in &secrets {
            let own = secret.strip_prefix(Secret::OF_FEED).expect("its beginning");
            assert_eq!(own.len(), Secret::LENGTH);
            let feed = world.get(&format!("/f/{secret}.ics"), &[]).await;
            assert_eq!(feed.status, StatusCode::OK);
            assert!(text.contains(&format!(
                "%2Ff%2F{}",
                secret.replace('_', "%5F").replace('-', "%2D")
            )));
        }
        // The old one of anna is dead, and the page is gone for good.
        let dead = world.get(&format!("/f/{}.ics", old.text()), &[]).await;
        assert_eq!(dead.status, StatusCode::NOT_FOUND);
        assert!(!open(&world, &planner, "/feeds").await.contains(&secrets[0]));
    });
}
