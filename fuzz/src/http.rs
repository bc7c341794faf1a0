//! A request comes in as text: method and path, headers, an empty line, a body. A server with a planned quarter answers
//! it, and never with 500.
//!
//! `@lead` and `@worker` stand for the cookie of somebody who logged in, `@token` for the token of the lead's forms,
//! `@secret` for the secret of a feed address.

use std::cell::RefCell;
use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use cadans::app::{self, NewLink};
use cadans::ids::PersonId;
use cadans::language::Lang;
use cadans::solver::Limits;
use cadans::store::{Access as _, Disk, Role};
use cadans::web::{self, AppState, Settings, TeamService};
use chrono::{DateTime, Utc};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const PASSWORD: &str = "correct horse battery";

/// Bytes a journal may have grown by before all is made anew.
const GROWN: u64 = 1 << 20;

thread_local! {
    static WORLD: RefCell<Option<World>> = const { RefCell::new(None) };
}

/// A server, and who is logged in.
struct World {
    runtime: Runtime,
    router: Router,
    kept: TempDir,
    /// Bytes of its journal at first.
    journal: u64,
    words: [(&'static str, String); 4],
}

/// One request.
pub fn run(data: &[u8]) {
    WORLD.with_borrow_mut(|world| {
        let grown = |world: &World| world.grown() > GROWN;
        if world.as_ref().is_none_or(grown) {
            *world = Some(World::new());
        }
        if let Some(world) = world {
            world.asks(data);
        }
    });
}

impl World {
    fn new() -> Self {
        let kept = TempDir::new().expect("a folder");
        let folder = kept.path().join("team");
        let secret = fill(&folder);
        let settings = Settings {
            listen: "127.0.0.1:8080".parse().expect("an address"),
            base_url: "https://calendar.example.org".to_owned(),
            tls: None,
            proxy: None,
            second_factor: false,
            clock,
            today: None,
            log: None,
        };
        let office = TeamService::open(&folder, disk(&folder), clock, None).expect("an office");
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let mut world = Self {
            runtime,
            router: web::router(AppState::new(settings, vec![office])),
            journal: 0,
            words: [
                ("@lead", String::new()),
                ("@worker", String::new()),
                ("@token", String::new()),
                ("@secret", secret),
            ],
            kept,
        };
        for at in 0..2 {
            world.words[at].1 = world.log_in(&world.words[at].0[1..]);
        }
        let page = format!("GET /t/voorbeeld/me\ncookie: {}\n\n", world.words[0].1);
        let (_, page) = world.answer(page.as_bytes()).expect("a page");
        let (_, rest) = page.split_once("name=\"token\" value=\"").expect("a token");
        world.words[2].1 = rest.split('"').next().unwrap_or_default().to_owned();
        world.journal = world.length();
        world
    }

    fn length(&self) -> u64 {
        let journal = self.kept.path().join("team/.cadans/journal");
        std::fs::metadata(journal).map_or(0, |about| about.len())
    }

    fn grown(&self) -> u64 {
        self.length().saturating_sub(self.journal)
    }

    fn log_in(&self, name: &str) -> String {
        let form = format!(
            "POST /t/voorbeeld/login\ncontent-type: application/x-www-form-urlencoded\n\n\
             name={name}&password={}",
            PASSWORD.replace(' ', "+")
        );
        let request = request(form.as_bytes()).expect("a request");
        let answer = self.runtime.block_on(self.router.clone().oneshot(request));
        let answer = answer.expect("an answer");
        let cookies = answer.headers().get_all("set-cookie").iter();
        let mut cookies = cookies.filter_map(|cookie| cookie.to_str().ok());
        let own = cookies.find(|cookie| cookie.starts_with("cadans="));
        own.and_then(|own| own.split(';').next())
            .expect("a session")
            .to_owned()
    }

    fn asks(&self, data: &[u8]) {
        let mut text = String::from_utf8_lossy(data).into_owned();
        for (word, stands_for) in &self.words {
            text = text.replace(word, stands_for);
        }
        if let Some((status, page)) = self.answer(text.as_bytes()) {
            assert_ne!(status, StatusCode::INTERNAL_SERVER_ERROR, "{page}");
        }
    }

    /// What is answered; `None` to what is no request at all.
    fn answer(&self, text: &[u8]) -> Option<(StatusCode, String)> {
        let request = request(text)?;
        self.runtime.block_on(async {
            let answer = self
                .router
                .clone()
                .oneshot(request)
                .await
                .expect("an answer");
            let (head, body) = answer.into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            Some((head.status, String::from_utf8_lossy(&body).into_owned()))
        })
    }
}

/// Method and path, headers, an empty line, a body.
fn request(text: &[u8]) -> Option<Request<Body>> {
    let end = text.windows(2).position(|two| two == b"\n\n");
    let (head, body) = text.split_at(end.unwrap_or(text.len()));
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut first = lines.next()?.splitn(2, |byte| *byte == b' ');
    let mut request = Request::builder().method(first.next()?).uri(first.next()?);
    let mut named = false;
    for line in lines {
        let at = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = (&line[..at], line[at + 1..].trim_ascii());
        named |= name.eq_ignore_ascii_case(b"host");
        request = request.header(name, value);
    }
    if !named {
        request = request.header("host", "calendar.example.org");
    }
    let body = body.get(2..).unwrap_or_default().to_vec();
    request.body(Body::from(body)).ok()
}

fn clock() -> DateTime<Utc> {
    "2027-01-20T13:00:00Z".parse().expect("an instant")
}

fn disk(folder: &Path) -> Disk {
    Disk::at(&folder.join(".cadans")).signed(Some("fuzz".to_owned()), clock)
}

/// A team with accounts, a published quarter and a feed address, whose secret goes out.
fn fill(folder: &Path) -> String {
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, text) in cadans::team::template(Lang::Nl) {
        std::fs::write(folder.join(name), text.as_bytes()).expect("written");
    }
    let team = app::load(folder).unwrap_or_else(|_| panic!("a team")).team;
    let mut disk = disk(folder);
    let request = app::Request {
        term: "2027Q1".parse().expect("a term"),
        now: "2026-12-15T00:00:00".parse().expect("a moment"),
        without: Vec::new(),
        afresh: false,
    };
    let limits = Limits {
        time: Duration::from_secs(1),
        ..Limits::default()
    };
    let plan = app::plan(&team, &mut disk, &request, &limits).expect("a plan");
    let mut turn = disk.turn().expect("a turn");
    for role in [Role::Lead, Role::Worker] {
        let person = (role == Role::Worker).then(|| PersonId::new("anna"));
        let account = web::hashed(role.name(), role, person, PASSWORD, clock());
        turn.keep_account(&account.expect("an account"))
            .expect("kept");
    }
    app::publish(&team, &mut turn, Some(plan.revision), clock()).expect("published");
    let today = clock().date_naive();
    let new = NewLink {
        whose: "anna".into(),
        purpose: "calendar".to_owned(),
        detail: None,
        expires: app::usual_expiry(today),
    };
    let (_, secret) = app::issue_link(&team, &mut turn, new, clock(), today).expect("issued");
    secret.text().to_owned()
}
