//! From where somebody asks: a request comes in; an address goes out, past the proxies that are believed.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::request::Parts;

use super::Settings;

/// What a proxy in front says of who asked it. Each adds the address it was asked from at the end.
const FORWARDED: &str = "x-forwarded-for";

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
        match one.trim().parse::<IpAddr>() {
            Ok(address) => named.push(address.to_canonical()),
            Err(_) => named.clear(),
        }
    }
    named.into_iter().rfind(|one| !believed(one)).or(Some(peer))
}

/// How an address is told apart at the door: of IPv6 a whole network is one household's.
pub(super) fn household(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & (u128::MAX << 64);
            format!("{}/64", Ipv6Addr::from_bits(network))
        }
    }
}
