//! How the server is set up: what the command line said comes in, one value goes out.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use crate::time::zone::{Tz, local_day};

/// How the server is set up.
#[derive(Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// How people reach it, without a slash at the end: `https://calendar.example.org`.
    pub base_url: String,
    /// Certificate and key; `None` for plain HTTP.
    pub tls: Option<Tls>,
    /// A proxy that says who somebody is.
    pub proxy: Option<Proxy>,
    /// What time it is.
    pub clock: fn() -> DateTime<Utc>,
    /// The day that counts as today, when not the clock's.
    pub today: Option<NaiveDate>,
    /// Takes a line of the access log, if one is kept. No line has anything secret in it.
    pub log: Option<fn(&str)>,
}

/// Certificate and key, each a PEM file.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The certificate and those above it.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// A proxy that has asked people who they are.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// The header it says it in: the name of an account.
    pub header: String,
    /// The only addresses it is believed from.
    pub from: Vec<IpAddr>,
}

impl Settings {
    /// Whether people reach it by HTTPS, so that cookies need never go by plain HTTP.
    pub fn is_secure(&self) -> bool {
        self.tls.is_some() || self.base_url.starts_with("https://")
    }

    /// What day it is in a zone.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        self.today
            .unwrap_or_else(|| local_day(zone, (self.clock)()))
    }
}
