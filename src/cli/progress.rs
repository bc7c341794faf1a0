//! One line on stderr while a plan is made: how good it is, how good it can be at most. Silent
//! without a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::language::Lang;
use crate::solver::Progress;

/// The line.
pub(super) struct Line(ProgressBar, Lang);

impl Line {
    /// Shows the line.
    pub fn start(lang: Lang) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar, lang)
    }

    /// Shows what is known now.
    pub fn show(&self, progress: &Progress) {
        self.0.set_message(told(progress, self.1));
    }
}

/// The layers people ask about with what is proven of them, and how far the first that is not proven can still
/// be from the best.
fn told(progress: &Progress, lang: Lang) -> String {
    let [hard, _, soft, late, moves, _, quality] = progress.value;
    let [.., least] = progress.bound;
    let gap = 100.0 * gap(progress);
    match lang {
        Lang::Nl => format!(
            "niet ingepland {hard}+{soft} · te laat {late} d · verzet {moves} · kwaliteit {quality} (≥ {least}) · \
             hooguit {gap:.1} % beter mogelijk"
        ),
        Lang::En => format!(
            "left out {hard}+{soft} · late {late} d · moves {moves} · quality {quality} (≥ {least}) · \
             at most {gap:.1} % above the best"
        ),
    }
}

/// As a plan tells it: of the first layer that is not proven.
fn gap(progress: &Progress) -> f64 {
    let mut layers = progress.value.into_iter().zip(progress.bound);
    let open = layers.find(|(value, bound)| bound < value);
    open.map_or(0.0, |(value, bound)| {
        (value - bound) as f64 / value.abs().max(1) as f64
    })
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
