//! A calendar program that keeps its connection and what it fetched: an address comes in; how each poll was
//! answered goes out.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use flate2::read::GzDecoder;

/// A client with its copy of a calendar.
pub struct Caller {
    server: SocketAddr,
    line: BufReader<TcpStream>,
    path: String,
    packed: bool,
    tag: String,
    /// Its copy, when it has one.
    pub copy: Vec<u8>,
}

/// A server to call and a path; whether it takes gzip.
pub fn call(server: SocketAddr, path: String, packed: bool) -> Caller {
    Caller {
        server,
        line: connected(server),
        path,
        packed,
        tag: String::new(),
        copy: Vec::new(),
    }
}

fn connected(server: SocketAddr) -> BufReader<TcpStream> {
    BufReader::new(TcpStream::connect(server).expect("a connection"))
}

impl Caller {
    /// Polls: keeps what is new, and returns the status. A connection that was idle for long has been closed.
    pub fn poll(&mut self) -> u16 {
        self.ask().unwrap_or_else(|| {
            self.line = connected(self.server);
            self.ask().expect("an answer")
        })
    }

    /// Asks once; `None` when the connection is no more.
    fn ask(&mut self) -> Option<u16> {
        let Self {
            path, packed, tag, ..
        } = &self;
        let takes = if *packed { "gzip" } else { "identity" };
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: {takes}\r\n");
        if !tag.is_empty() {
            request += &format!("If-None-Match: {tag}\r\n");
        }
        request += "\r\n";
        self.line.get_mut().write_all(request.as_bytes()).ok()?;
        let (mut status, mut length, mut zipped) = (0, 0, false);
        loop {
            let mut line = String::new();
            if self.line.read_line(&mut line).ok()? == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("etag", value)) => self.tag = value.to_owned(),
                Some(("content-length", value)) => length = value.parse().expect("a length"),
                Some(("content-encoding", "gzip")) => zipped = true,
                None if line.starts_with("HTTP/1.1 ") => {
                    status = line[9..12].parse().expect("a status");
                }
                None => break,
                Some(_) => {}
            }
        }
        if status != 304 {
            let mut body = vec![0; length];
            self.line.read_exact(&mut body).expect("a body");
            self.copy.clear();
            let mut plain = GzDecoder::new(&body[..]);
            match zipped {
                true => drop(plain.read_to_end(&mut self.copy).expect("packed")),
                false => self.copy = body,
            }
        }
        Some(status)
    }
}
