//! What is to be destroyed, on the board; and a team that lets addresses tell less.

use axum::http::StatusCode;

use super::scene::{open, press};
use super::world::{World, run, wait};

/// Two years, in seconds.
const TWO_YEARS: i64 = 2 * 366 * 24 * 3600;

#[test]
fn a_lead_keeps_the_dossiers_and_destroys_what_is_ready() {
    run(async {
        let world = World::planned();
        let lead = world.log_in("lead").await;
        assert!(
            open(&world, &lead, "/retention")
                .await
                .contains("niets te vernietigen")
        );
        wait(TWO_YEARS);
        let page = open(&world, &lead, "/retention").await;
        assert!(
            page.contains("gezin kemo3") && page.contains("exporteer eerst"),
            "{page}"
        );
        assert!(!page.contains("/retention/destroy"), "{page}");
        let path = world.at("/retention/dossier/kemo3");
        let dossier = world.get(&path, &[("cookie", &lead)]).await;
        assert_eq!(dossier.header("content-type"), "application/json");
        assert!(dossier.text().contains("\"kemo3\""));
        let unsure = press(&world, &lead, "/retention", "/retention/destroy", &[]).await;
        assert_eq!(unsure.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sure = [("sure", "yes")];
        let done = press(&world, &lead, "/retention", "/retention/destroy", &sure).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
        assert!(!open(&world, &lead, "/retention").await.contains("kemo3"));
        assert!(
            world
                .team()
                .cases
                .iter()
                .all(|case| case.code.as_str() != "kemo3")
        );
        let gone = world.get(&path, &[("cookie", &lead)]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn an_address_tells_no_more_than_the_team_lets_it() {
    run(async {
        let world = World::planned();
        let (_, secret) = world.issue("anna");
        let feed = async || {
            let path = format!("/f/{}.ics", secret.text());
            world.get(&path, &[]).await.text()
        };
        assert!(feed().await.contains("kemo3"));
        let settings = world.folder.join("team.toml");
        let text = std::fs::read_to_string(&settings).expect("text");
        let capped = text.replacen("lang = \"nl\"", "max_detail = \"busy\"\nlang = \"nl\"", 1);
        std::fs::write(&settings, capped).expect("written");
        let now = feed().await;
        assert!(
            !now.contains("kemo3") && now.contains("BEGIN:VEVENT"),
            "{now}"
        );
    });
}
