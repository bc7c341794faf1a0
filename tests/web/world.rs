//! A team folder with a store and accounts comes in; a server to ask goes out.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use cadans::ids::PersonId;
use cadans::language::Lang;
use cadans::store::{Access as _, Disk, Role, Turn};
use cadans::web::{self, House, Office, Settings};
use chrono::{DateTime, Duration, Utc};
use http_body_util::BodyExt as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A password that fits.
pub const PASSWORD: &str = "correct horse battery";

/// The instant the tests begin, in the zone's afternoon.
const BEGIN: &str = "2027-01-20T13:00:00Z";

/// Seconds since then.
static LATER: AtomicI64 = AtomicI64::new(0);

/// What the access log took.
pub static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The tests' clock. It is shared: a test may only move it on, and none may count on it to stand still.
pub fn clock() -> DateTime<Utc> {
    let begin: DateTime<Utc> = BEGIN.parse().expect("an instant");
    begin + Duration::seconds(LATER.load(Ordering::SeqCst))
}

/// Moves the clock on.
pub fn wait(seconds: i64) {
    LATER.fetch_add(seconds, Ordering::SeqCst);
}

/// A team with a server.
pub struct World {
    _kept: TempDir,
    pub folder: PathBuf,
    pub router: Router,
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

    /// The cookie it sets, as it is sent back.
    pub fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        set.split(';').next().unwrap_or_default().to_owned()
    }
}

impl World {
    /// The folder that `init` writes, with an account of each role.
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// The same, with other settings.
    pub fn with(change: impl Fn(&mut Settings)) -> Self {
        let kept = TempDir::new().expect("a folder");
        let folder = kept.path().join("team");
        std::fs::create_dir_all(&folder).expect("a folder");
        for (name, text) in cadans::team::template(Lang::Nl) {
            std::fs::write(folder.join(name), text.as_bytes()).expect("written");
        }
        let disk = disk(&folder);
        let mut store = disk.turn().expect("a turn");
        for role in Role::ALL {
            let person = (role == Role::Worker).then(|| PersonId::new("anna"));
            let account = web::hashed(role.name(), role, person, PASSWORD, clock());
            store
                .keep_account(&account.expect("an account"))
                .expect("kept");
        }
        drop(store);
        let mut settings = Settings {
            listen: "127.0.0.1:8080".parse().expect("an address"),
            base_url: "https://calendar.example.org".to_owned(),
            tls: None,
            proxy: None,
            clock,
            today: None,
            log: |line| LOG.lock().expect("the log").push(line.to_owned()),
        };
        change(&mut settings);
        let office = Office::open(&folder, disk, clock, None).expect("an office");
        Self {
            router: web::router(House::new(settings, vec![office])),
            _kept: kept,
            folder,
        }
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
    pub async fn ask(&self, request: Request<Body>) -> Answer {
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
        let mut request = Request::builder().method(method).uri(path);
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
        let team = cadans::pipeline::load(&self.folder, false).unwrap_or_else(|_| panic!("a team"));
        format!("/t/{}{path}", team.team.id)
    }
}

fn disk(folder: &Path) -> Disk {
    Disk::at(&folder.join(".cadans")).signed(Some("test".to_owned()), clock)
}

/// Runs a test's requests.
pub fn run<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(test)
}

/// The hidden token of a page's forms.
pub fn token(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"token\" value=\"").expect("a token");
    rest.split('"').next().unwrap_or_default().to_owned()
}
