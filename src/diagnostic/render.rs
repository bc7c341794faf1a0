//! Diagnostics as text: each with file:line:column, its line, a caret and the way out.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Level, Sources};

/// More faults than anybody reads at a time; the rest are counted.
const SHOWN: usize = 200;

impl Diagnostics {
    /// They as text for people, the first 200 in full; `colour` for a terminal that shows it.
    pub fn render(&self, sources: &Sources, colour: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut text = String::new();
        for diagnostic in self.iter().take(SHOWN) {
            text.push_str(&renderer.render(&[group(diagnostic, sources)]));
            text.push_str("\n\n");
        }
        if self.len() > SHOWN {
            text.push_str(&format!("and {} more\n\n", self.len() - SHOWN));
        }
        text
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let heading = match diagnostic.level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
    };
    let mut group = Group::with_title(
        heading
            .primary_title(&diagnostic.message)
            .id(diagnostic.code),
    );
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
                .path(&source.name)
                .annotation(AnnotationKind::Primary.span(start - from..end - from)),
        );
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Heading::HELP.message(&diagnostic.help));
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
