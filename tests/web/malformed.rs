//! Requests that are none, over a real connection: every one is refused or answered, nothing panics,
//! nothing is said to have gone wrong inside, and whoever sends slowly is not waited for.
//!
//! `CADANS_MALFORMED=10000` sends more of them.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use cadans::web::{self, House, Office, Settings};

use crate::world::{World, clock};

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// A request as it should be.
const FINE: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

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
        "/f/a.ics/known",
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
    for _ in 0..dice.below(6) {
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
    bytes.extend(dice.bytes(400));
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

/// What is answered; empty when the connection is closed without a word.
fn answer(server: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(server).expect("a connection");
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    // The server may have heard enough before all is said.
    let _ = stream.write_all(request);
    if !request.starts_with(FINE) {
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
    let office = Office::open(&world.folder, disk, clock, None).expect("an office");
    let house = House::new(
        Settings {
            listen: server,
            base_url: format!("http://{server}"),
            tls: None,
            proxy: None,
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

    let mut slow = TcpStream::connect(server).expect("a connection");
    slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ")
        .expect("sent");
    let since = Instant::now();

    let many = std::env::var("CADANS_MALFORMED")
        .ok()
        .and_then(|many| many.parse().ok())
        .unwrap_or(500);
    let team = world.team().id;
    let mut dice = Dice(0x1f2e_3d4c_5b6a_7988);
    let mut answered = 0;
    for number in 0..many {
        let bytes = request(&mut dice, secret.text(), &team);
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

    slow.set_read_timeout(Some(Duration::from_secs(20)))
        .expect("set");
    let mut said = Vec::new();
    let _ = slow.read_to_end(&mut said);
    assert!(
        since.elapsed() < Duration::from_secs(20),
        "half a head was waited for"
    );
    stop();
    serving.join().expect("no panic").expect("ended");
}
