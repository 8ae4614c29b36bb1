// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Does one operation on the flagship so many times, for a tool that counts instructions:
//! `instructions OPERATION TIMES`.
#![expect(clippy::print_stderr, reason = "a program for the terminal")]

use std::hint::black_box;
use std::process::ExitCode;

use digirights_tests::work::{OPERATIONS, Work};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let name = arguments.next().unwrap_or_default();
    let times: u32 = arguments.next().and_then(|times| times.parse().ok()).unwrap_or_default();
    let Some((_, operation)) = OPERATIONS.iter().find(|(other, _)| *other == name) else {
        let names: Vec<&str> = OPERATIONS.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: instructions OPERATION TIMES, where OPERATION is one of {}", names.join(", "));
        return ExitCode::from(2);
    };
    let work = Work::new();
    for _ in 0..times {
        operation(black_box(&work));
    }
    ExitCode::SUCCESS
}
