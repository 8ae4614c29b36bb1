// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! How many tests passed and failed, read from what the test runners print.

use std::fmt;
use std::ops::AddAssign;

/// Tests that ran. Ignored and skipped ones are in neither number.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tests that passed.
    pub(crate) passed: u64,
    /// Tests that failed.
    pub(crate) failed: u64,
}

impl Counts {
    /// Whether no test ran at all.
    pub(crate) fn is_empty(self) -> bool {
        self.passed + self.failed == 0
    }

    /// Sums the summaries of `cargo test`, of nextest, of Python's unittest, of pytest and of Node (TAP).
    pub(crate) fn read(output: &str) -> Self {
        let (mut total, mut by_nextest) = (Self::default(), None);
        let mut unittests = None;
        for line in output.lines().map(without_colours) {
            let line = line.trim();
            if let Some(rest) = line.strip_prefix("test result:") {
                total += libtest(rest);
            } else if line.starts_with("Summary [") {
                by_nextest = Some(nextest(line));
            } else if let Some(rest) = line.strip_prefix("Ran ") {
                unittests = rest.split(' ').next().and_then(|word| word.parse().ok());
            } else if (line.starts_with("OK") || line.starts_with("FAILED"))
                && let Some(ran) = unittests.take()
            {
                total += unittest(ran, line);
            } else if let Some(result) = line.strip_prefix("# ") {
                total += node(result);
            } else if let Some(results) = pytest_results(line) {
                total += pytest(results);
            }
        }
        // nextest also shows what each failed test printed, with a summary of that one test.
        by_nextest.unwrap_or(total)
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// `ok. 5 passed; 0 failed; 1 ignored; …`
fn libtest(rest: &str) -> Counts {
    let mut counts = Counts::default();
    for part in rest.trim_start_matches(" ok.").trim_start_matches(" FAILED.").split(';') {
        match number_and_name(part) {
            Some((number, "passed")) => counts.passed += number,
            Some((number, "failed")) => counts.failed += number,
            _ => {}
        }
    }
    counts
}

/// `Summary [ 0.1s] 4 tests run: 2 passed (1 slow, 1 flaky), 1 failed, 1 timed out, 3 skipped`
fn nextest(line: &str) -> Counts {
    let mut counts = Counts::default();
    let Some((_, results)) = line.split_once("run:") else {
        return counts;
    };
    for part in without_brackets(results).split(',') {
        match number_and_name(part) {
            Some((number, "passed")) => counts.passed += number,
            Some((_, "skipped")) | None => {}
            // Failed, timed out, could not start.
            Some((number, _)) => counts.failed += number,
        }
    }
    counts
}

/// `OK (skipped=3, expected failures=1)` or `FAILED (failures=1, errors=2)`
fn unittest(ran: u64, line: &str) -> Counts {
    let (mut failed, mut skipped) = (0, 0);
    let details = line.split_once('(').map_or("", |(_, details)| details);
    for part in details.trim_end_matches(')').split(',') {
        let Some((name, number)) = part.trim().split_once('=') else {
            continue;
        };
        let number: u64 = number.parse().unwrap_or_default();
        match name {
            "failures" | "errors" | "unexpected successes" => failed += number,
            "skipped" => skipped += number,
            _ => {}
        }
    }
    Counts { passed: ran.saturating_sub(failed + skipped), failed }
}

/// `pass 12`, `fail 1`, `cancelled 0`: one a line.
fn node(result: &str) -> Counts {
    let Some((name, number)) =
        result.split_once(' ').and_then(|(name, number)| Some((name, number.parse().ok()?)))
    else {
        return Counts::default();
    };
    match name {
        "pass" => Counts { passed: number, failed: 0 },
        "fail" | "cancelled" => Counts { passed: 0, failed: number },
        _ => Counts::default(),
    }
}

/// What stands before the time in `== 1 failed, 4 passed, 2 skipped in 0.12s (0:00:00) ==`; bars only
/// where pytest is not told to be quiet.
fn pytest_results(line: &str) -> Option<&str> {
    let (results, time) = line.trim_matches(['=', ' ']).rsplit_once(" in ")?;
    let seconds = time.split(' ').next()?.strip_suffix('s')?;
    seconds.parse::<f64>().is_ok().then_some(results)
}

fn pytest(results: &str) -> Counts {
    let mut counts = Counts::default();
    for part in results.split(',') {
        match number_and_name(part) {
            Some((number, "passed" | "xfailed")) => counts.passed += number,
            Some((number, "failed" | "error" | "errors" | "xpassed")) => counts.failed += number,
            _ => {}
        }
    }
    counts
}

fn number_and_name(part: &str) -> Option<(u64, &str)> {
    let (number, name) = part.trim().split_once(' ')?;
    Some((number.parse().ok()?, name.trim()))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|&c| {
            match c {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// Drops the escape sequences that colour a line.
fn without_colours(line: &str) -> String {
    let mut inside = false;
    line.chars()
        .filter(|&c| {
            if c == '\u{1b}' {
                inside = true;
                return false;
            }
            if inside {
                inside = !c.is_ascii_alphabetic();
                return false;
            }
            true
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64) -> Counts {
        Counts { passed, failed }
    }

    #[test]
    fn cargo_test_is_summed_over_its_binaries() {
        let output =
            "test result: ok. 5 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.01s
noise
test result: FAILED. 1 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out
";
        assert_eq!(Counts::read(output), counts(6, 3));
    }

    #[test]
    fn nextest_is_read_with_its_colours_and_brackets() {
        let plain = "     Summary [   0.005s] 1 test run: 1 passed, 0 skipped";
        assert_eq!(Counts::read(plain), counts(1, 0));
        let coloured = "\u{1b}[31;1m     Summary\u{1b}[0m [   9.1s] \u{1b}[1m8\u{1b}[0m tests run:             \u{1b}[1m5\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m (1 slow, 2 leaky), 2 failed, 1 timed out, 4 skipped";
        assert_eq!(Counts::read(coloured), counts(5, 3));
    }

    #[test]
    fn node_says_one_number_a_line() {
        let output = "# a test that prints\n1..4\n# tests 5\n# suites 1\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0";
        assert_eq!(Counts::read(output), counts(3, 2));
    }

    #[test]
    fn unittest_takes_its_total_from_the_line_before() {
        assert_eq!(Counts::read("Ran 12 tests in 0.003s\n\nOK (skipped=2)\n"), counts(10, 0));
        assert_eq!(Counts::read("Ran 4 tests in 0.1s\n\nFAILED (failures=1, errors=1)\n"), counts(2, 2));
        assert_eq!(Counts::read("OK\n"), counts(0, 0));
    }

    #[test]
    fn pytest_is_read_quiet_and_not() {
        assert_eq!(Counts::read("770 passed in 69.93s (0:01:09)\n"), counts(770, 0));
        let loud = "===== 1 failed, 4 passed, 2 skipped, 1 xfailed, 2 errors in 0.12s =====";
        assert_eq!(Counts::read(loud), counts(5, 3));
        assert_eq!(Counts::read("2 files in 3 folders\n1 error found in 2s of work\n"), counts(0, 0));
        assert_eq!(Counts::read("no tests ran in 0.01s\n"), counts(0, 0));
    }

    #[test]
    fn the_line_that_ends_a_run_is_plain() {
        assert_eq!(counts(7, 0).to_string(), "7 passed, 0 failed");
    }
}
