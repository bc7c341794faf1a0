//! `serve`: feeds and the board, until it is stopped.

use std::io::Write as _;
use std::net::{IpAddr, TcpListener};
use std::path::Path;

use chrono::Utc;

use super::args::ServeArguments;
use crate::app;
use crate::cli::{Context, FINE};
use crate::error::Error;
use crate::language::Lang;
use crate::store::{Access as _, Store as _};
use crate::web::{self, AppState, Played, Proxy, Settings, TeamService, Tls};

/// Serves.
pub(crate) fn run(context: &Context, request: &ServeArguments) -> Result<u8, Error> {
    if request.teams.len() > 1 && context.global.store.is_some() {
        return Err(Error::usage(
            "--store gaat over één team; elk team heeft een eigen .cadans",
            "--store is about one team; each team has its own .cadans",
        ));
    }
    let mut settings = settings(context, request)?;
    // Taken first: what cannot listen should change nothing.
    let listener = TcpListener::bind(request.listen);
    let bound = listener.and_then(|listener| Ok((listener.local_addr()?, listener)));
    let (listen, listener) = bound.map_err(|cause| {
        let listen = request.listen;
        Error::usage(
            format!("de server kan niet luisteren op {listen}: {cause}"),
            format!("the server cannot listen on {listen}: {cause}"),
        )
    })?;
    settings.listen = listen;
    if request.base_url.is_none() {
        let scheme = if settings.tls.is_some() {
            "https"
        } else {
            "http"
        };
        settings.base_url = format!("{scheme}://{listen}");
    }
    settings.second_factor = reached_by_others(&settings);
    let mut offices = Vec::new();
    for folder in &request.teams {
        let office = open(context, folder, &settings)?;
        if offices
            .iter()
            .any(|other: &TeamService| other.id() == office.id())
        {
            return Err(Error::usage(
                format!(
                    "twee teams heten {}; geef een van de twee een `id` in team.toml",
                    office.id()
                ),
                format!(
                    "two teams are called {}; give one of them an `id` in team.toml",
                    office.id()
                ),
            ));
        }
        offices.push(office);
    }
    let lang = offices.first().map_or(Lang::Nl, TeamService::lang);
    context.warn(&format!(
        "{} {}",
        lang.pick("Bereikbaar op", "Serving on"),
        settings.base_url
    ));
    let house = AppState::new(settings, offices);
    web::serve(&house, listener, |stop| {
        // Without a handler Ctrl-C ends the program at once, which loses nothing.
        let _ = ctrlc::set_handler(stop);
    })?;
    Ok(FINE)
}

fn settings(context: &Context, request: &ServeArguments) -> Result<Settings, Error> {
    let tls = request.tls_cert.as_ref().zip(request.tls_key.as_ref());
    let tls = tls.map(|(cert, key)| Tls {
        cert: cert.clone(),
        key: key.clone(),
    });
    if tls.is_none() && !request.listen.ip().is_loopback() && !request.insecure_http {
        let listen = request.listen;
        return Err(Error::usage(
            format!(
                "op {listen} kan iedereen onderweg meelezen; geef --tls-cert en --tls-key, luister op 127.0.0.1 achter een proxy, of zeg --insecure-http"
            ),
            format!(
                "on {listen} everybody on the way can read along; give --tls-cert and --tls-key, listen on 127.0.0.1 behind a proxy, or say --insecure-http"
            ),
        ));
    }
    let base_url = request.base_url.as_deref().map(address).transpose()?;
    Ok(Settings {
        listen: request.listen,
        base_url: base_url.unwrap_or_default(),
        tls,
        proxy: (!request.trust_from.is_empty()).then(|| Proxy {
            header: request.trust_header.clone(),
            from: request.trust_from.clone(),
        }),
        second_factor: false,
        clock: Utc::now,
        today: played(context),
        log: (!request.no_log).then_some(log),
    })
}

/// Whether others than this machine's own users reach it, and no identity provider says who they are.
fn reached_by_others(settings: &Settings) -> bool {
    let named = settings
        .proxy
        .as_ref()
        .is_some_and(|proxy| proxy.header.is_some());
    let host = settings
        .base_url
        .split_once("://")
        .map_or("", |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let here = host == "localhost" || host.parse().is_ok_and(|host: IpAddr| host.is_loopback());
    !(named || here && settings.listen.ip().is_loopback())
}

/// What time is played, when it is not the clock's.
fn played(context: &Context) -> Option<Played> {
    let (now, today) = (context.global.now, context.global.today);
    Some(Played {
        day: now.map(|now| now.date()).or(today)?,
        time: now.map(|now| now.time()),
        since: Utc::now(),
    })
}

fn address(url: &str) -> Result<String, Error> {
    let url = url.trim_end_matches('/');
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._:/[]~".contains(c);
    match rest {
        Some(rest) if !rest.is_empty() && rest.chars().all(plain) => Ok(url.to_owned()),
        _ => Err(Error::usage(
            format!("`{url}` is geen adres; schrijf https://agenda.voorbeeld.nl"),
            format!("`{url}` is no address; write https://calendar.example.org"),
        )),
    }
}

/// Opens the office of a team, and tells its store where people will reach it.
fn open(context: &Context, folder: &Path, settings: &Settings) -> Result<TeamService, Error> {
    let team = app::load(folder)?.team;
    let disk = context.disk(folder, &team);
    let mut store = disk.turn()?;
    store.check_team(&team.id)?;
    if store.base_url()?.as_deref() != Some(settings.base_url.as_str()) {
        store.keep_base_url(&settings.base_url)?;
    }
    if store.accounts()?.is_empty() {
        let command = context.command("account", folder);
        context.warn(&match context.lang(&team) {
            Lang::Nl => format!("{}: nog niemand kan inloggen; maak een account met `{command} add NAAM --role lead`", team.name),
            Lang::En => format!("{}: nobody can log in yet; make an account with `{command} add NAME --role lead`", team.name),
        });
    }
    drop(store);
    TeamService::open(folder, disk, settings.clock, Some(context.lang(&team)))
}

fn log(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
