//! From where and with what somebody asks: a request comes in; an address, past the proxies that are believed, and the
//! name of a browser go out.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;

use super::Settings;
use super::sessions::Caller;

/// What a proxy in front says of who asked it. Each adds the address it was asked from at the end.
const FORWARDED: &str = "x-forwarded-for";

/// Browsers by what they say of themselves, those that say they are others too first.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

/// Machines, alike.
const MACHINES: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
];

/// Who asks, as sessions and the audit trail have it.
pub(super) fn of(parts: &Parts, settings: &Settings) -> Caller {
    let agent = parts.headers.get(USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok()).unwrap_or("");
    let named = |names: &[(&str, &'static str)]| {
        let found = names.iter().find(|(mark, _)| agent.contains(mark));
        found.map(|(_, name)| *name)
    };
    let browser: Vec<&str> = [named(BROWSERS), named(MACHINES)]
        .into_iter()
        .flatten()
        .collect();
    Caller {
        from: address(parts, settings).map_or(String::new(), household),
        browser: browser.join(", "),
    }
}

/// The address a request comes from: of those that the proxies name, the last one that is no proxy's. What somebody
/// who is none says of itself is not believed.
pub(super) fn address(parts: &Parts, settings: &Settings) -> Option<IpAddr> {
    let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
    let peer = peer.ip().to_canonical();
    let believed = |address: &IpAddr| settings.believes(*address);
    if !believed(&peer) {
        return Some(peer);
    }
    let lines = parts.headers.get_all(FORWARDED).iter();
    let mut named: Vec<IpAddr> = Vec::new();
    for one in lines.flat_map(|line| line.to_str().unwrap_or_default().split(',')) {
        // What is no address may hide one: nothing before it is believed.
        match hop(one) {
            Some(address) => named.push(address.to_canonical()),
            None => named.clear(),
        }
    }
    named.into_iter().rfind(|one| !believed(one)).or(Some(peer))
}

/// An address as a proxy writes it: bare, in brackets, with a port, within quotes.
fn hop(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    if let Ok(address) = text.parse() {
        return Some(address);
    }
    if let Ok(with_port) = text.parse::<SocketAddr>() {
        return Some(with_port.ip());
    }
    let bare = text.strip_prefix('[')?.strip_suffix(']')?;
    bare.parse::<Ipv6Addr>().ok().map(IpAddr::V6)
}

/// How an address is told apart at the door: of IPv6 a whole network is one household's.
pub(super) fn household(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) if address.is_loopback() => address.to_string(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & (u128::MAX << 64);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
    }
}
