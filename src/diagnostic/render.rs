//! Faults as a terminal shows them: each with file:line:column, its line, a caret and the way out.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer, Snippet};

use super::argument::Reader;
use super::fault::Said;
use super::{Diagnostic, Diagnostics, Faulty, Level, Sources};
use crate::language::Lang;

/// More faults than anybody reads at a time; the rest are counted.
pub(super) const SHOWN: usize = 200;

impl Faulty {
    /// They as text for people, the first 200 in full; `colour` for a terminal that shows it.
    pub fn render(&self, lang: Lang, colour: bool) -> String {
        self.faults.render(&self.sources, lang, colour)
    }
}

impl Diagnostics {
    /// They as text for people, the first 200 in full; `colour` for a terminal that shows it.
    pub fn render(&self, sources: &Sources, lang: Lang, colour: bool) -> String {
        let renderer = match colour {
            true => Renderer::styled(),
            false => Renderer::plain(),
        };
        let mut text = String::new();
        for diagnostic in self.iter().take(SHOWN) {
            let said = diagnostic.fault.said(&Reader {
                lang,
                sources,
                file: diagnostic.span.map(|span| span.file),
                on_page: false,
            });
            text.push_str(&renderer.render(&[group(diagnostic, &said, sources, lang)]));
            text.push_str("\n\n");
        }
        if self.len() > SHOWN {
            let more = self.len() - SHOWN;
            text.push_str(&match lang {
                Lang::Nl => format!("en nog {more}\n\n"),
                Lang::En => format!("and {more} more\n\n"),
            });
        }
        text
    }
}

/// What stands before the message and before the way out.
fn headings(level: Level, lang: Lang) -> [Heading<'static>; 2] {
    match (level, lang) {
        (Level::Error, Lang::En) => [Heading::ERROR, Heading::HELP],
        (Level::Warning, Lang::En) => [Heading::WARNING, Heading::HELP],
        (Level::Error, Lang::Nl) => [
            Heading::ERROR.with_name("fout"),
            Heading::HELP.with_name("wat te doen"),
        ],
        (Level::Warning, Lang::Nl) => [
            Heading::WARNING.with_name("let op"),
            Heading::HELP.with_name("wat te doen"),
        ],
    }
}

fn group<'a>(
    diagnostic: &'a Diagnostic,
    said: &'a Said,
    sources: &'a Sources,
    lang: Lang,
) -> Group<'a> {
    let [heading, way_out] = headings(diagnostic.level(), lang);
    let title = heading.primary_title(&said.message);
    let mut group = Group::with_title(title.id(diagnostic.code()));
    if let Some(span) = diagnostic.span {
        let source = sources.get(span.file);
        let length = source.text.len();
        let start = boundary(&source.text, span.start);
        let end = boundary(&source.text, span.end).max(start);
        // Only the lines meant: the renderer walks all it is given, once for each fault.
        let from = source.text[..start].rfind('\n').map_or(0, |line| line + 1);
        let to = source.text[end..]
            .find('\n')
            .map_or(length, |line| end + line);
        let (line, _) = sources.position(span);
        group = group.element(
            Snippet::source(&source.text[from..to])
                .line_start(line)
                .path(source.name.path(lang))
                .annotation(AnnotationKind::Primary.span(start - from..end - from)),
        );
    }
    if !said.help.is_empty() {
        group = group.element(way_out.message(&said.help));
    }
    group
}

/// The last place not behind `at` where a character begins.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
