//! The bytes of feeds: what is published and who reads it come in; bytes with their tags go out, written
//! once for each publication, day, reader and detail, and served from memory.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock};

use axum::body::Bytes;
use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};

use crate::feed::{self, Audience, Detail, UidKey};
use crate::language::Lang;
use crate::plan::Published;

/// A feed as it goes over the wire.
#[derive(Debug)]
pub struct Body {
    /// The bytes.
    pub plain: Bytes,
    /// The same, compressed.
    pub gzip: Bytes,
    /// A hash of the bytes, between quotation marks: the strong tag of the plain form.
    pub tag: String,
    /// The strong tag of the compressed form.
    pub gzip_tag: String,
}

/// One place in the cache: empty until somebody asks; `None` in it is a feed that cannot be written.
type Place = Arc<OnceLock<Option<Arc<Body>>>>;

/// The bodies of one publication on one day.
#[derive(Default)]
struct Kept {
    of: Option<(Arc<Published>, NaiveDate)>,
    bodies: HashMap<(Audience, Detail), Place>,
}

/// The bodies of a team's feeds.
#[derive(Default)]
pub struct Bodies(Mutex<Kept>);

impl Bodies {
    /// The feed of a reader; `None` when it cannot be written (a zone that no calendar can express).
    pub async fn get(
        &self,
        published: &Arc<Published>,
        uid_key: &[u8; 32],
        today: NaiveDate,
        (who, detail): (&Audience, Detail),
    ) -> Option<Arc<Body>> {
        let place = self.place(published, today, (who, detail))?;
        if let Some(body) = place.get() {
            return body.clone();
        }
        // Not on a thread that answers others; and of many who ask at once one writes.
        let (published, who) = (published.clone(), who.clone());
        let key = UidKey::new(*uid_key);
        let written = tokio::task::spawn_blocking(move || {
            let body = place.get_or_init(|| write(&published, &who, detail, today, &key));
            body.clone()
        });
        written.await.ok().flatten()
    }

    fn place(
        &self,
        published: &Arc<Published>,
        today: NaiveDate,
        (who, detail): (&Audience, Detail),
    ) -> Option<Place> {
        let mut kept = self.0.lock().ok()?;
        let same = kept
            .of
            .as_ref()
            .is_some_and(|(of, day)| Arc::ptr_eq(of, published) && *day == today);
        if !same {
            *kept = Kept {
                of: Some((published.clone(), today)),
                bodies: HashMap::new(),
            };
        }
        let place = kept.bodies.entry((who.clone(), detail)).or_default();
        Some(place.clone())
    }
}

fn write(
    published: &Published,
    who: &Audience,
    detail: Detail,
    today: NaiveDate,
    key: &UidKey,
) -> Option<Arc<Body>> {
    let lang = published.team.lang.parse().unwrap_or(Lang::Nl);
    let text = feed::export(published, who, detail, lang, today, key).ok()?;
    let plain = Bytes::from(text);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&plain).ok()?;
    let gzip = Bytes::from(encoder.finish().ok()?);
    Some(Arc::new(Body {
        tag: tag(&plain),
        gzip_tag: tag(&gzip),
        plain,
        gzip,
    }))
}

/// 128 bits of a hash of the bytes that go out, between quotation marks.
fn tag(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hash: String = hash
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{hash}\"")
}
