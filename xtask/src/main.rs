// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Set-up and checks of digirights as one program. `cargo xtask help` lists the commands.

mod cargo_deny;
mod ci;
mod command;
mod counts;
mod demo;
mod failure;
mod features;
mod fuzz;
mod instructions;
mod node;
mod pdf;
mod place;
mod process;
mod python;
mod say;
mod step;
mod system;
mod test;
mod tool;
mod wasm;
mod wheel;
mod widget;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match command::dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if !failure.is_told() {
                say::aside(&format!("xtask: {failure}"));
            }
            ExitCode::from(failure.exit_code())
        }
    }
}
