//! Requests that are none, over a real connection: every one is refused or answered, nothing panics,
//! nothing is said to have gone wrong inside, and whoever sends slowly is not waited for. The same for somebody
//! who logged in and asks the board for what is not.
//!
//! `CADANS_MALFORMED=10000` sends more of them.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use cadans::web::{self, AppState, Settings, TeamService};

use super::world::{PASSWORD, World, clock};

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// A request as it should be.
const FINE: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// What such a request says of its connection.
const END: &[u8] = b"\r\nConnection: close\r\n";

/// The same, after which more may follow.
const NEXT: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

/// Connections that begin to say something and then wait.
const SLOW: usize = 40;

/// A dice with a fixed seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let count = self.below(most);
        (0..count).map(|_| self.below(256) as u8).collect()
    }
}

fn request(dice: &mut Dice, secret: &str, team: &str) -> Vec<u8> {
    let method = dice.one(&[
        "GET", "HEAD", "POST", "PUT", "PROPFIND", "OPTIONS", "", "G\0T", "get", "CONNECT", "é",
        "GET GET",
    ]);
    let feed = format!("/f/{secret}.ics");
    let page = format!("/t/{team}/");
    let odd = format!("/t/{team}/login?next=%ff%00&lang=\u{7f}");
    let absolute = format!("http://elsewhere.example/f/{secret}.ics");
    let long = format!("/f/{}", "a".repeat(dice.below(100_000)));
    let path = dice.one(&[
        &feed,
        &page,
        &odd,
        &long,
        "/",
        "",
        "*",
        "//",
        "/%",
        "/%zz",
        "/f/%2e%2e%2f.ics",
        "/f/..",
        "/f/.ics",
        "/f/%00.ics",
        "/t/%ff/login",
        "http://[::1",
        &absolute,
        "ftp://x:99999/",
        "x:80",
        "/f/%C0%AE%C0%AE/.ics",
        "/t/%2e%2e/login",
        "/f/a.ics/",
        "/t/../../etc/passwd",
        "\\",
        "/f/\u{202e}",
        "/healthz?\r\nX: y",
        "/style-.css",
        "/audit",
    ]);
    let version = dice.one(&[
        "HTTP/1.1",
        "HTTP/1.0",
        "HTTP/9.9",
        "HTTP/2",
        "",
        "HTP",
        "HTTP/1.1 ",
    ]);
    let mut bytes = format!("{method} {path} {version}\r\n").into_bytes();
    // Now and then far more headers than anybody sends.
    let count = match dice.below(20) {
        0 => 300,
        _ => dice.below(6),
    };
    for _ in 0..count {
        let many = "a, ".repeat(dice.below(2_000));
        let name = dice.one(&[
            "Host",
            "Accept-Encoding",
            "If-None-Match",
            "If-Modified-Since",
            "Cookie",
            "Content-Length",
            "Transfer-Encoding",
            "Origin",
            "Content-Type",
            "Expect",
            "Upgrade",
            "Range",
            "X Y",
            "",
            "Connection",
        ]);
        let value = dice.one(&[
            "x",
            "",
            "gzip;q=nan",
            "gzip;q=",
            ";;;",
            "W/",
            "\"",
            "*",
            "cadans=%00",
            "cadans==;=;",
            "cadans=AAAAAAAAAAAAAAAAAAAAAA; cadans=x",
            "-1",
            "99999999999999999999",
            "5",
            "chunked",
            "chunked, chunked",
            "null",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "100-continue",
            "h2c",
            "bytes=9-1",
            "close",
            "Sun, 99 Foo 0000 99:99:99 GMT",
            &many,
        ]);
        bytes.extend(format!("{name}: {value}\r\n").into_bytes());
    }
    if dice.below(8) > 0 {
        bytes.extend(b"\r\n");
    }
    // Now and then a body far larger than any form, or more requests on the same connection.
    match dice.below(20) {
        0 => bytes.extend(vec![b'a'; 400_000]),
        1 => (0..50).for_each(|_| bytes.extend(NEXT)),
        _ => bytes.extend(dice.bytes(400)),
    }
    // Sometimes a bit of it is something else, or missing.
    for _ in 0..dice.below(3) {
        let at = dice.below(bytes.len());
        bytes[at] = dice.below(256) as u8;
    }
    if dice.below(5) == 0 {
        let end = dice.below(bytes.len());
        bytes.truncate(end);
    }
    bytes
}

/// What somebody who logged in may ask of the board, with parts that fit nowhere.
fn of_board(dice: &mut Dice, team: &str, cookie: &str, token: &str) -> Vec<u8> {
    const ODD: [&str; 24] = [
        "",
        "%00",
        "%ff",
        "kemo3",
        "anna",
        "2027Q1",
        "2027Q9",
        "0000Q1",
        "9999Q4",
        "-1Q1",
        "2027-W04",
        "2027-W99",
        "262142-W52",
        "-262143-W01",
        "2027-02-30",
        "0001-01-01..9999-12-31",
        "9999-12-31T23:59",
        "99999999999999999999",
        "..%2f..%2fteam",
        "%27%22%3E%3Cscript%3E",
        "%F0%9F%91%A9%E2%80%8D",
        "held",
        "a%0d%0ab",
        "%3D1%2B1",
    ];
    const GET: [&str; 14] = [
        "/",
        "/quarter/",
        "/week/",
        "/person/",
        "/case/",
        "/card/",
        "/meeting/",
        "/why/",
        "/move/",
        "/add/",
        "/record/",
        "/changes",
        "/overdue",
        "/audit",
    ];
    const ASKED: [&str; 9] = [
        "person", "case", "term", "from", "to", "who", "rule", "by", "lang",
    ];
    const POST: [&str; 17] = [
        "/act",
        "/correct",
        "/move",
        "/add",
        "/called",
        "/plan/accept",
        "/plan/discard",
        "/plan/stop",
        "/feeds/new",
        "/feeds/rotate",
        "/feeds/revoke",
        "/enter/absence",
        "/enter/hours",
        "/enter/assignment",
        "/enter/case",
        "/enter/pause",
        "/enter/end",
    ];
    const SENT: [&str; 24] = [
        "id",
        "deed",
        "press",
        "reason",
        "entry",
        "at",
        "sure",
        "rule",
        "case",
        "whose",
        "purpose",
        "who",
        "from",
        "to",
        "hours",
        "kind",
        "week",
        "subject",
        "role",
        "person",
        "code",
        "programme",
        "start",
        "on",
    ];
    let pairs = |dice: &mut Dice, names: &[&str]| {
        let some = 0..dice.below(names.len());
        let some = some.map(|_| format!("&{}={}", dice.one(names), dice.one(&ODD)));
        some.collect::<String>()
    };
    if dice.below(2) == 0 {
        let path = format!("{}{}", dice.one(&GET), dice.one(&ODD));
        let query = pairs(dice, &ASKED);
        return format!("GET /t/{team}{path}?{query} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n")
            .into_bytes();
    }
    let form = format!("token={token}{}", pairs(dice, &SENT));
    let week = format!("/record/{}", dice.one(&ODD));
    let path = match dice.below(9) {
        0 => week.as_str(),
        _ => dice.one(&POST),
    };
    let head = format!(
        "POST /t/{team}{path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    head.into_bytes()
}

/// Logs in as the lead: the cookie, and the token of its forms.
fn lead(server: SocketAddr, team: &str) -> (String, String) {
    let form = format!("name=lead&password={}", PASSWORD.replace(' ', "+"));
    let request = format!(
        "POST /t/{team}/login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
        form.len()
    );
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from).expect("it is there");
        rest.split(to).next().unwrap_or_default().to_owned()
    };
    let said = answer(server, request.as_bytes());
    let cookie = between(&String::from_utf8_lossy(&said), "set-cookie: cadans=", ";");
    let cookie = format!("cadans={cookie}");
    let page = format!(
        "GET /t/{team}/ HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    );
    let page = answer(server, page.as_bytes());
    let token = between(
        &String::from_utf8_lossy(&page),
        "name=\"token\" value=\"",
        "\"",
    );
    (cookie, token)
}

/// What is answered; empty when the connection is closed without a word.
fn answer(server: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(server).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    // The server may have heard enough before all is said.
    let _ = stream.write_all(request);
    // Who says that it ends the connection waits for its answer; of others the rest would be waited for.
    if !request.windows(END.len()).any(|part| part == END) {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

#[test]
fn nothing_breaks_it() {
    let world = World::planned();
    let (_, secret) = world.issue("anna");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let server = listener.local_addr().expect("an address");
    let disk = cadans::store::Disk::at(&world.folder.join(".cadans"));
    let office = TeamService::open(&world.folder, disk, clock, None).expect("an office");
    let house = AppState::new(
        Settings {
            listen: server,
            base_url: format!("http://{server}"),
            tls: None,
            proxy: None,
            second_factor: false,
            clock,
            today: None,
            log: None,
        },
        vec![office],
    );
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // Other tests run in this process too.
        if std::thread::current()
            .name()
            .is_none_or(|name| name.starts_with("tokio"))
        {
            PANICS.fetch_add(1, Ordering::SeqCst);
        }
        before(panic);
    }));
    let (give, take) = mpsc::channel();
    let serving = std::thread::spawn(move || {
        web::serve(&house, listener, move |stop| give.send(stop).expect("sent"))
    });
    let stop = take.recv().expect("a way to stop it");

    let many = std::env::var("CADANS_MALFORMED")
        .ok()
        .and_then(|many| many.parse().ok())
        .unwrap_or(500);
    // Half a head, nothing after a whole one, nothing at all, what another version begins with, and half a body.
    let begun: [&[u8]; 5] = [
        b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        NEXT,
        b"",
        b"PRI",
        b"POST /t/voorbeeld/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\nid=",
    ];
    // A body is waited for longer than a quick test may take.
    let kinds = if many > 1000 { 5 } else { 4 };
    let since = Instant::now();
    let mut slow: Vec<TcpStream> = (0..SLOW)
        .map(|number| {
            let mut stream = TcpStream::connect(server).expect("a connection");
            stream.write_all(begun[number % kinds]).expect("sent");
            stream
        })
        .collect();

    let team = world.team().id;
    let mut dice = Dice(0x1f2e_3d4c_5b6a_7988);
    let mut answered = 0;
    let (cookie, token) = lead(server, &team);
    for number in 0..many {
        let bytes = match number % 4 {
            3 => of_board(&mut dice, &team, &cookie, &token),
            _ => request(&mut dice, secret.text(), &team),
        };
        let said = answer(server, &bytes);
        let text = String::from_utf8_lossy(&said);
        assert!(
            said.is_empty() || text.starts_with("HTTP/1."),
            "{number}: {text}"
        );
        let status = text.split(' ').nth(1).unwrap_or_default();
        assert!(
            !status.starts_with('5'),
            "{number}: {text}\n{}",
            String::from_utf8_lossy(&bytes)
        );
        answered += usize::from(!said.is_empty());
    }
    assert!(
        answered > many / 4,
        "{answered} of {many} were answered at all"
    );
    let fine = answer(server, FINE);
    assert!(fine.starts_with(b"HTTP/1.1 200"));
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);

    let longest = Duration::from_secs(if many > 1000 { 75 } else { 25 });
    for stream in &mut slow {
        stream.set_read_timeout(Some(longest)).expect("set");
        let mut said = Vec::new();
        let _ = stream.read_to_end(&mut said);
        let text = String::from_utf8_lossy(&said);
        assert!(!text.contains(" 50"), "{text}");
    }
    assert!(since.elapsed() < longest, "the slow are waited for");
    stop();
    serving.join().expect("no panic").expect("ended");
}
