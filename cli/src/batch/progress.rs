// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How far the work is: on a terminal, while it lasts.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal::Terminal;

/// A bar on standard error. It is not drawn where that is no terminal.
pub struct Progress {
    bar: ProgressBar,
    rows: u64,
}

impl Progress {
    /// Of so much, if that is known.
    pub fn new(total: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        let (template, signs) = match (total, Terminal::of_errors().unicode) {
            (Some(_), true) => ("{bar:32} {percent:>3} %  {msg}  {elapsed}", "█▓·"),
            (Some(_), false) => ("{bar:32} {percent:>3} %  {msg}  {elapsed}", "#+."),
            (None, _) => ("{msg}  {elapsed}", "#+."),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars(signs));
        }
        bar.enable_steady_tick(Duration::from_millis(500));
        Self { bar, rows: 0 }
    }

    /// So far, and so many rows more.
    pub fn advance(&mut self, done: u64, rows: usize) {
        self.rows += rows as u64;
        self.bar.set_position(done);
        self.bar.set_message(format!("{} rows", self.rows));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
