//! Diagnostics as text: each with file:line:column, its line, a caret and the way out.

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Level, Sources, dutch};

/// More faults than anybody reads at a time; the rest are counted.
const SHOWN: usize = 200;

impl Diagnostics {
    /// They as text for people, the first 200 in full; `colour` for a terminal that shows it.
    pub fn render(&self, sources: &Sources, colour: bool) -> String {
        self.written(sources, colour, false)
    }

    /// The same in Dutch; what the catalogue does not have stands in English.
    pub fn render_in_dutch(&self, sources: &Sources, colour: bool) -> String {
        self.written(sources, colour, true)
    }

    fn written(&self, sources: &Sources, colour: bool, dutch: bool) -> String {
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut text = String::new();
        for diagnostic in self.iter().take(SHOWN) {
            let said = Said::of(diagnostic, dutch);
            text.push_str(&renderer.render(&[group(diagnostic, &said, sources)]));
            text.push_str("\n\n");
        }
        if self.len() > SHOWN {
            let more = self.len() - SHOWN;
            text.push_str(&match dutch {
                true => format!("en nog {more}\n\n"),
                false => format!("and {more} more\n\n"),
            });
        }
        text
    }
}

/// A diagnostic in the words of a language.
struct Said {
    heading: Heading<'static>,
    message: String,
    way_out: Heading<'static>,
    help: String,
}

impl Said {
    fn of(diagnostic: &Diagnostic, in_dutch: bool) -> Self {
        let heading = match diagnostic.level {
            Level::Error => Heading::ERROR,
            Level::Warning => Heading::WARNING,
        };
        let name = match diagnostic.level {
            Level::Error => "fout",
            Level::Warning => "let op",
        };
        let said = |text: &String| {
            let known = dutch::said(text).filter(|_| in_dutch);
            known.unwrap_or_else(|| text.clone())
        };
        Self {
            heading: match in_dutch {
                true => heading.with_name(name),
                false => heading,
            },
            message: said(&diagnostic.message),
            way_out: match in_dutch {
                true => Heading::HELP.with_name("wat te doen"),
                false => Heading::HELP,
            },
            help: said(&diagnostic.help),
        }
    }
}

fn group<'a>(diagnostic: &'a Diagnostic, said: &'a Said, sources: &'a Sources) -> Group<'a> {
    let title = said.heading.clone().primary_title(&said.message);
    let mut group = Group::with_title(title.id(diagnostic.code));
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
        group = group.element(said.way_out.clone().message(&said.help));
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
