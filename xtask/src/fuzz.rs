// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Every fuzz target, for a bounded time.

use std::fs;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, program, run as run_program};
use crate::say;
use crate::tool::Tool;

const FOLDER: &str = "core/fuzz";
const SECONDS: u64 = 60;
const CARGO_FUZZ: Tool = Tool { name: "cargo-fuzz", version: "0.13.2", options: &[] };

/// Runs each target in turn. What a run finds worth keeping feeds the next one.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    let seconds = seconds(arguments)?;
    if !place.root.join(FOLDER).is_dir() {
        return Err(Failure::new(format!("there are no fuzz targets: {FOLDER} is missing")));
    }
    if answer(&mut program("rustup", &place.root, &["run", "nightly", "rustc", "--version"])).is_none() {
        return Err(Failure::new("fuzzing needs the nightly toolchain")
            .remedy("rustup toolchain install nightly --profile minimal"));
    }
    let tool = CARGO_FUZZ.ensure(place)?;
    // Through rustup, so that the tool's own calls of cargo are nightly's, too.
    let fuzz = |arguments: &[&str]| {
        let mut command = program("rustup", &place.root, &["run", "nightly"]);
        command.arg(&tool).args(arguments).args(["--fuzz-dir", FOLDER]);
        command
    };
    let list = answer(&mut fuzz(&["list"]))
        .ok_or_else(|| Failure::new(format!("cargo-fuzz cannot read {FOLDER}")))?;
    let targets: Vec<&str> = list.split_whitespace().collect();
    if targets.is_empty() {
        return Err(Failure::new(format!("{FOLDER} has no target")));
    }
    for (index, target) in targets.iter().enumerate() {
        say::line(&format!("\n==> {}/{} {target}, {seconds} s", index + 1, targets.len()));
        let corpus = place.cache.join("fuzz").join(target);
        fs::create_dir_all(&corpus)
            .map_err(|error| Failure::new(format!("{}: {error}", corpus.display())))?;
        let mut command = fuzz(&["run", target]);
        command.arg(&corpus);
        let seeds = place.root.join(FOLDER).join("seeds").join(target);
        if seeds.is_dir() {
            command.arg(seeds);
        }
        run_program(command.arg("--").arg(format!("-max_total_time={seconds}")))?;
    }
    Ok(())
}

fn seconds(arguments: &[String]) -> Result<u64, Failure> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let given = match arguments.as_slice() {
        [] => return Ok(SECONDS),
        ["--seconds", number] => *number,
        [one] => one.strip_prefix("--seconds=").unwrap_or(one),
        _ => "",
    };
    // libFuzzer reads 0 as "without end".
    match given.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(Failure::usage("fuzz takes `--seconds N`, N a whole number from 1")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Option<u64> {
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        seconds(&words).ok()
    }

    #[test]
    fn the_time_is_bounded() {
        assert_eq!(read(&[]), Some(60));
        assert_eq!(read(&["--seconds", "5"]), Some(5));
        assert_eq!(read(&["--seconds=5"]), Some(5));
        assert_eq!(read(&["--seconds", "0"]), None);
        assert_eq!(read(&["--seconds"]), None);
        assert_eq!(read(&["--minutes", "5"]), None);
    }
}
