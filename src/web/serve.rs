//! Listening: a app comes in; requests are answered until the program is told to stop.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use hyper_util::rt::TokioTimer;
use rustls::ServerConfig;

use super::{AppState, Tls, router};
use crate::error::Error;

/// How long the head of a request may take to arrive.
const HEAD: Duration = Duration::from_secs(10);

/// Bytes of a connection that are in memory at most before they are read: the head of a request must fit.
const LARGEST_HEAD: usize = 32 * 1024;

/// Threads that may wait for files, or write feeds, at a time. Each keeps some memory of what it once read, so
/// that a hundred feeds asked for at once must not be a hundred threads.
const ASIDE: usize = 8;

/// How often a renewed certificate is looked for.
const RENEWED: Duration = Duration::from_secs(3600);

/// How often the times of fetches are written down.
const NOTES: Duration = Duration::from_secs(60);

/// How long answers that were begun may still take when the server stops.
const LAST: Duration = Duration::from_secs(5);

/// Serves until `stop` says so.
///
/// # Errors
/// When the address is taken, the certificate cannot be read, or the machine has no threads.
pub fn serve(
    app: &Arc<AppState>,
    listener: TcpListener,
    stop: impl FnOnce(Box<dyn Fn() + Send>),
) -> Result<(), Error> {
    spare().map_err(Error::NoThread)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .max_blocking_threads(ASIDE)
        .enable_all()
        .build()
        .map_err(|cause| cannot(app.settings.listen, &cause))?;
    let handle = Handle::new();
    let stopping = handle.clone();
    stop(Box::new(move || stopping.graceful_shutdown(Some(LAST))));
    let served = runtime.block_on(async {
        tokio::spawn(keep_notes(app.clone()));
        let served = listen(app, listener, handle).await;
        // Of the minute that is not over, too.
        note(app, chrono::Duration::minutes(1)).await;
        served
    });
    served.map_err(|cause| cannot(app.settings.listen, &cause))
}

/// Makes sure that the machine has the threads that answer: one a core, one for files and one for the store. The runtime
/// itself would end in a panic.
fn spare() -> io::Result<()> {
    let count = std::thread::available_parallelism().map_or(1, NonZero::get) + 2;
    let mut held = Vec::new();
    for _ in 0..count {
        let (hold, until) = channel::<()>();
        std::thread::Builder::new().spawn(move || until.recv().is_ok())?;
        held.push(hold);
    }
    Ok(())
}

/// Writes down once a minute which feeds were fetched, and who is logged in.
async fn keep_notes(app: Arc<AppState>) {
    loop {
        tokio::time::sleep(NOTES).await;
        note(&app, chrono::Duration::zero()).await;
    }
}

async fn note(app: &AppState, ahead: chrono::Duration) {
    let now = (app.settings.clock)() + ahead;
    for office in app.offices() {
        // A store that cannot be written is tried again; no answer depends on it.
        let _ = office.keep_fetches().await;
        office.keep_sessions().await;
        office.note_rest(now).await;
    }
}

async fn listen(
    app: &Arc<AppState>,
    listener: TcpListener,
    handle: Handle<SocketAddr>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let service = router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    match &app.settings.tls {
        Some(tls) => {
            // Already chosen by an earlier server of this process: just as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
            let config = RustlsConfig::from_config(certified(tls).await?);
            tokio::spawn(renew(config.clone(), tls.clone()));
            let server = axum_server::from_tcp_rustls(listener, config)?.handle(handle);
            let mut server = server.http1_only();
            patience(server.http_builder());
            server.serve(service).await
        }
        None => {
            let server = axum_server::from_tcp(listener)?.handle(handle);
            let mut server = server.http1_only();
            patience(server.http_builder());
            server.serve(service).await
        }
    }
}

/// The certificate, for HTTP/1.1 alone: while it is found out which version a client speaks, nothing stops
/// one that is silent, and all that is served here is one small answer at a time.
async fn certified(tls: &Tls) -> io::Result<Arc<ServerConfig>> {
    let read = RustlsConfig::from_pem_file(&tls.cert, &tls.key).await?;
    let mut config = ServerConfig::clone(&read.get_inner());
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Takes a renewed certificate over. One that cannot be read leaves the old one in its place.
async fn renew(config: RustlsConfig, tls: Tls) {
    loop {
        tokio::time::sleep(RENEWED).await;
        if let Ok(new) = certified(&tls).await {
            config.reload_from_config(new);
        }
    }
}

/// Who sends a head slowly, or nothing, is not waited for.
fn patience<E>(builder: &mut hyper_util::server::conn::auto::Builder<E>) {
    let mut http1 = builder.http1();
    http1
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD);
}

fn cannot(listen: SocketAddr, cause: &io::Error) -> Error {
    Error::usage(
        format!("de server kan niet luisteren op {listen}: {cause}"),
        format!("the server cannot listen on {listen}: {cause}"),
    )
}
