//! How the server is set up: what the command line said comes in, one value goes out.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::store::Role;
use crate::time::on_the_minute;
use crate::time::zone::{Tz, instant, local, local_day};

/// How the server is set up.
#[derive(Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// How people reach it, without a slash at the end: `https://calendar.example.org`.
    pub base_url: String,
    /// Certificate and key; `None` for plain HTTP.
    pub tls: Option<Tls>,
    /// A proxy in front.
    pub proxy: Option<Proxy>,
    /// Whether more than a password is asked of those who may see or change much: where others than this machine's own
    /// users reach the server, and no identity provider says who they are.
    pub second_factor: bool,
    /// What time it is outside: what the audit trail and the log name.
    pub clock: fn() -> DateTime<Utc>,
    /// The day, and perhaps the hour, that counts as now, when not the clock's.
    pub today: Option<Played>,
    /// Takes a line of the access log, if one is kept. No line has anything secret in it.
    pub log: Option<fn(&str)>,
}

/// Another day than the clock's, to try things out: from then on time passes as the clock's does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Played {
    /// The day that counted as today.
    pub day: NaiveDate,
    /// What time it was then; `None`: the clock's.
    pub time: Option<NaiveTime>,
    /// The instant at which it did.
    pub since: DateTime<Utc>,
}

/// Certificate and key, each a PEM file.
#[derive(Clone, Debug)]
pub struct Tls {
    /// The certificate and those above it.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// A proxy that says from where people ask, and may have asked them who they are.
#[derive(Clone, Debug)]
pub struct Proxy {
    /// The header in which it names an account; `None` when it names nobody.
    pub header: Option<String>,
    /// The only addresses it is believed from.
    pub from: Vec<IpAddr>,
}

impl Settings {
    /// Whether people reach it by HTTPS, so that cookies need never go by plain HTTP.
    pub fn is_secure(&self) -> bool {
        self.tls.is_some() || self.base_url.starts_with("https://")
    }

    /// Whether somebody of this role must have a second factor.
    pub fn asks_second(&self, role: Role) -> bool {
        self.second_factor && [Role::Lead, Role::Planner, Role::Auditor].contains(&role)
    }

    /// Whether a proxy asks from this address.
    pub fn believes(&self, address: IpAddr) -> bool {
        let proxy = self.proxy.as_ref();
        proxy.is_some_and(|proxy| proxy.from.contains(&address.to_canonical()))
    }

    /// The instant it is for a team in a zone: the clock's, moved as far as what is played.
    pub fn now(&self, zone: Tz) -> DateTime<Utc> {
        let now = (self.clock)();
        let Some(played) = self.today else {
            return now;
        };
        let since = local(zone, played.since);
        let began = played.day.and_time(played.time.unwrap_or(since.time()));
        let later = began - since;
        instant(zone, local(zone, now) + later).to_utc()
    }

    /// What time it is in a zone, on the minute.
    pub fn moment(&self, zone: Tz) -> NaiveDateTime {
        on_the_minute(local(zone, self.now(zone)))
    }

    /// What day it is in a zone.
    pub fn today(&self, zone: Tz) -> NaiveDate {
        local_day(zone, self.now(zone))
    }
}
