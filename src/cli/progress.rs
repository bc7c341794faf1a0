//! One line on stderr while a plan is made: how good it is, how good it can be at most. Silent
//! without a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::solver::Progress;

/// The line.
pub(super) struct Line(ProgressBar);

impl Line {
    /// Shows the line.
    pub fn start() -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Self(bar)
    }

    /// Shows what is known now.
    pub fn show(&self, progress: &Progress) {
        let [hard, _, soft, late, moves, _, rhythm, preferences] = progress.value;
        let [.., rhythm_bound, preference_bound] = progress.bound;
        self.0.set_message(format!(
            "left out {hard}+{soft} · late {late} d · moves {moves} · rhythm {rhythm} (≥ {rhythm_bound}) · preferences \
             {preferences} (≥ {preference_bound})"
        ));
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
