//! Diagnostics as text: each with file:line:column, its line, a caret and the way out.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Level, Sources};

impl Diagnostics {
    /// All of them as text for people; `colour` for a terminal that shows it.
    pub fn render(&self, sources: &Sources, colour: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut text = String::new();
        for diagnostic in self.iter() {
            text.push_str(&renderer.render(&[group(diagnostic, sources)]));
            text.push_str("\n\n");
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
        let start = span.start.min(length);
        let end = span.end.clamp(start, length);
        group = group.element(
            Snippet::source(&source.text)
                .path(&source.name)
                .annotation(AnnotationKind::Primary.span(start..end)),
        );
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Heading::HELP.message(&diagnostic.help));
    }
    group
}
