//! The head of `team.toml`: its keys outside any table come in, settings with their places go out.

use super::week;
use super::words;
use crate::diagnostic::{Add, TeamFault};
use crate::document::{Reader, Word};
use crate::time::Slots;
use crate::time::zone::{self, Tz};

/// The team's own settings.
pub(super) struct Settings {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) lang: String,
    pub(super) zone: Tz,
    pub(super) region: String,
    pub(super) employer: Option<Word>,
    pub(super) programmes: Vec<Word>,
    /// Whether `programmes` had faults.
    pub(super) unread: bool,
    pub(super) office: [Slots; 7],
    pub(super) max_detail: Option<&'static str>,
}

const DEFAULT_ZONE: &str = "Europe/Amsterdam";
const DEFAULT_OFFICE: &str = "mon-fri 08:30-12:30 13:00-17:00";

/// Reads the settings; `folder` is the folder's name, the id of a team that gives none.
pub(super) fn read(reader: &mut Reader<'_, '_>, folder: &str) -> Settings {
    let id = id(reader, folder);
    let name = reader.required_text("name").unwrap_or(&id).to_owned();
    let employer = reader.word("employer");
    reader.required(
        "employer",
        employer.as_ref(),
        Add::Line("employer = \"…\"".to_owned()),
    );
    let before = reader.faults.len();
    let programmes = programmes(reader);
    let unread = reader.faults.len() > before;
    Settings {
        domain: domain(reader, &id),
        lang: reader
            .one_of("lang", &[("nl", "nl"), ("en", "en")])
            .unwrap_or("nl")
            .to_owned(),
        zone: zone(reader),
        max_detail: reader.one_of(
            "max_detail",
            &[("busy", "busy"), ("type", "type"), ("code", "code")],
        ),
        region: reader.text("region").unwrap_or_default().to_owned(),
        programmes,
        unread,
        office: office(reader),
        employer,
        name,
        id,
    }
}

fn id(reader: &mut Reader<'_, '_>, folder: &str) -> String {
    let (id, span) = match reader.word("id") {
        Some(word) => (word.text, word.span),
        None => (folder.to_lowercase(), reader.span()),
    };
    if !words::is_key(&id) {
        let read = id.clone();
        reader.faults.report(span, TeamFault::BadTeam { read });
    }
    id
}

/// The domain for feed identities; `.invalid` belongs to nobody (RFC 2606).
fn domain(reader: &mut Reader<'_, '_>, id: &str) -> String {
    let Some(word) = reader.word("domain") else {
        return format!("{id}.invalid");
    };
    let label = |part: &str| !part.is_empty() && words::is_key(part) && part.len() <= 63;
    if !word.text.split('.').all(label) || word.text.len() > 200 {
        let read = word.text.clone();
        reader
            .faults
            .report(word.span, TeamFault::BadDomain { read });
    }
    word.text
}

fn zone(reader: &mut Reader<'_, '_>) -> Tz {
    let name = reader.word("zone");
    let found = zone::named(name.as_ref().map_or(DEFAULT_ZONE, |word| &word.text));
    if let (Err(_), Some(word)) = (&found, name) {
        let read = word.text;
        reader.faults.report(word.span, TeamFault::BadZone { read });
    }
    found.unwrap_or(Tz::UTC)
}

fn programmes(reader: &mut Reader<'_, '_>) -> Vec<Word> {
    let mut programmes: Vec<Word> = Vec::new();
    for word in reader.list_of_text("programmes") {
        if !words::is_key(&word.text) {
            let read = word.text;
            reader
                .faults
                .report(word.span, TeamFault::BadProgramme { read });
        } else if programmes.iter().any(|known| known.text == word.text) {
            let read = word.text;
            reader
                .faults
                .report(word.span, TeamFault::DuplicateProgramme { read });
        } else {
            programmes.push(word);
        }
    }
    if !reader.has("programmes") {
        let add = Add::Line("programmes = [\"…\"]".to_owned());
        reader.required("programmes", None::<()>, add);
    }
    programmes
}

fn office(reader: &mut Reader<'_, '_>) -> [Slots; 7] {
    let given = reader.word("office");
    let week = given.and_then(|word| week::read(&word, reader.faults));
    week.or_else(|| week::parse_week(DEFAULT_OFFICE).ok())
        .unwrap_or([Slots::EMPTY; 7])
}
