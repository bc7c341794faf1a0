//! A team folder with a store and accounts comes in; a server to ask goes out.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http;
use axum::http::{HeaderMap, StatusCode};
use cadans::app::{self, NewLink};
use cadans::ids::PersonId;
use cadans::language::Lang;
use cadans::plan::{Placement, Published};
use cadans::solver::Limits;
use cadans::store::{Access as _, Disk, Link, Role, Secret, Store as _, Turn};
use cadans::team::Team;
use cadans::web::{self, AppState, Settings, TeamService};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::calendar::publish_quarter;

/// A password that fits.
pub const PASSWORD: &str = "correct horse battery";

/// The instant the tests begin, in the zone's afternoon.
const BEGIN: &str = "2027-01-20T13:00:00Z";

thread_local! {
    /// Seconds since then, for each test: all its requests are answered on its own thread.
    static LATER: Cell<i64> = const { Cell::new(0) };
}

/// What the access log took.
pub static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// A test's clock.
pub fn clock() -> DateTime<Utc> {
    let begin: DateTime<Utc> = BEGIN.parse().expect("an instant");
    begin + Duration::seconds(LATER.get())
}

/// Moves the clock on.
pub fn wait(seconds: i64) {
    LATER.set(LATER.get() + seconds);
}

/// A team with a server.
pub struct World {
    _kept: TempDir,
    pub folder: PathBuf,
    pub router: Router,
    pub settings: Settings,
    /// What comes before every path: the name the team's office was opened under.
    base: String,
}

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).expect("text")
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(|value| value.to_str());
        value.map_or("", |value| value.expect("a text"))
    }

    /// The session's cookie, as it is sent back.
    pub fn cookie(&self) -> String {
        self.cookie_of("cadans=")
    }

    /// The cookie whose text begins so, as it is sent back.
    pub fn cookie_of(&self, begin: &str) -> String {
        let set = self.headers.get_all("set-cookie").iter();
        let mut set = set.map(|cookie| cookie.to_str().expect("a text"));
        let cookie = set.find(|cookie| cookie.starts_with(begin));
        let cookie = cookie.unwrap_or_default().split(';').next();
        cookie.unwrap_or_default().to_owned()
    }
}

impl World {
    /// The folder that `init` writes, with an account of each role.
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same, planned and published a month ago.
    pub fn planned() -> Self {
        Self::planned_with(|_| {})
    }

    /// The same, with other settings.
    pub fn planned_with(change: impl Fn(&mut Settings)) -> Self {
        let world = Self::with(change);
        copy(&PLANNED.path().join("team"), &world.folder);
        world
    }

    /// The same as `new`, with other settings.
    pub fn with(change: impl Fn(&mut Settings)) -> Self {
        let kept = TempDir::new().expect("a folder");
        let folder = kept.path().join("team");
        fill(&folder);
        let disk = disk(&folder);
        accounts(&mut disk.turn().expect("a turn"));
        let mut settings = Settings {
            listen: "127.0.0.1:8080".parse().expect("an address"),
            base_url: "https://calendar.example.org".to_owned(),
            tls: None,
            proxy: None,
            second_factor: false,
            clock,
            today: None,
            log: Some(|line| LOG.lock().expect("the log").push(line.to_owned())),
        };
        change(&mut settings);
        let office = TeamService::open(&folder, disk, clock, None).expect("an office");
        Self {
            base: format!("/t/{}", office.id()),
            router: web::router(AppState::new(settings.clone(), vec![office])),
            settings,
            _kept: kept,
            folder,
        }
    }

    /// The same team with a server that was started anew.
    pub fn started_anew(mut self) -> Self {
        let office = TeamService::open(&self.folder, self.disk(), clock, None).expect("an office");
        let app = AppState::new(self.settings.clone(), vec![office]);
        self.router = web::router(app);
        self
    }

    /// The store, as a command has it.
    pub fn disk(&self) -> Disk {
        disk(&self.folder)
    }

    /// A turn at the store, as a command has it.
    pub fn store(&self) -> Turn {
        disk(&self.folder).turn().expect("a turn")
    }

    /// What is answered to any request.
    pub async fn ask(&self, request: http::Request<Body>) -> Answer {
        let mut request = request;
        let host = http::HeaderValue::from_static("calendar.example.org");
        let headers = request.headers_mut();
        if !headers.contains_key("host") {
            headers.insert("host", host);
        }
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = answer.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.expect("a body").to_bytes(),
        }
    }

    /// A page, with headers.
    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send("GET", path, headers, "").await
    }

    /// A form that is sent.
    pub async fn post(&self, path: &str, cookie: &str, form: &str) -> Answer {
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send("POST", path, &[kind, ("cookie", cookie)], form)
            .await
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = http::Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Body::from(body.to_owned());
        self.ask(request.body(body).expect("a request")).await
    }

    /// Logs in and returns the cookie.
    pub async fn log_in(&self, name: &str) -> String {
        let path = self.at("/login");
        let form = format!("name={name}&password={}", PASSWORD.replace(' ', "+"));
        let answer = self.post(&path, "", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        answer.cookie()
    }

    /// A path below the team's.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The team as its files have it.
    pub fn team(&self) -> Team {
        let loaded = app::load(&self.folder);
        loaded.unwrap_or_else(|_| panic!("a team")).team
    }

    /// Moves the next meeting that fits, of those in the team's feed, to `hours` after its planned time,
    /// and publishes; which it is, and when.
    pub fn moved(&self, fits: impl Fn(&Placement) -> bool, hours: i64) -> (String, NaiveDateTime) {
        let mut store = self.store();
        let (revision, before) = store.published().expect("read").expect("published");
        let mut plan = store.plan(revision).expect("read").expect("a plan");
        let local = cadans::time::zone::local(self.team().zone, clock());
        let meeting = plan
            .placements
            .iter_mut()
            .filter(|one| one.start > local && fits(one))
            .find(|one| !before.team.too_frequent.contains(&one.rule))
            .expect("a meeting to come");
        meeting.start += Duration::hours(hours);
        let found = (meeting.id.to_string(), meeting.start);
        let next = Published::next(Some(&before), &plan, before.team.clone(), clock());
        store.publish(revision, &next).expect("published");
        found
    }

    /// A secret address for a reader's feed.
    pub fn issue(&self, whose: &str) -> (Link, Secret) {
        self.issue_for(whose, "calendar")
    }

    /// The same, for a purpose.
    pub fn issue_for(&self, whose: &str, purpose: &str) -> (Link, Secret) {
        let new = NewLink {
            whose: whose.into(),
            purpose: purpose.to_owned(),
            detail: None,
            expires: app::usual_expiry(clock().date_naive()),
        };
        let today = clock().date_naive();
        app::issue_link(&self.team(), &mut self.store(), new, clock(), today).expect("issued")
    }
}

/// A folder as `init` writes it.
fn fill(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, text) in cadans::team::template(Lang::Nl) {
        std::fs::write(folder.join(name), text.as_bytes()).expect("written");
    }
}

/// A team with accounts and a published quarter, made once.
static PLANNED: LazyLock<TempDir> = LazyLock::new(|| {
    let kept = TempDir::new().expect("a folder");
    let folder = kept.path().join("team");
    fill(&folder);
    let mut disk = disk(&folder);
    accounts(&mut disk.turn().expect("a turn"));
    let loaded = cadans::app::load(&folder);
    let team = loaded.unwrap_or_else(|_| panic!("a team")).team;
    let limits = Limits {
        time: std::time::Duration::from_secs(1),
        ..Limits::default()
    };
    let today = "2026-12-15".parse().expect("a day");
    let at = "2026-12-15T12:00:00Z".parse().expect("an instant");
    publish_quarter(&team, &mut disk, &limits, today, at);
    kept
});

fn accounts(store: &mut Turn) {
    for role in Role::ALL {
        let person = (role == Role::Worker).then(|| PersonId::new("anna"));
        let account = web::hashed(role.name(), role, person, PASSWORD, clock());
        store
            .keep_account(&account.expect("an account"))
            .expect("kept");
    }
}

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let (path, name) = entry
            .map(|entry| (entry.path(), entry.file_name()))
            .expect("an entry");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            std::fs::copy(path, to.join(name)).expect("copied");
        }
    }
}

fn disk(folder: &Path) -> Disk {
    Disk::at(&folder.join(".cadans")).signed(Some("test".to_owned()), clock)
}

/// Runs a test's requests.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(test)
}

/// The hidden token of a page's forms.
pub fn token(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"token\" value=\"").expect("a token");
    rest.split('"').next().unwrap_or_default().to_owned()
}
