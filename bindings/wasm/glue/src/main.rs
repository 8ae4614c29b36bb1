// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Makes the JavaScript and the types beside a WASM module: `digirights-wasm-glue MODULE NAME FOLDER`.
//!
//! This is what the program `wasm-bindgen` does; as a dependency its version is locked with that of the
//! crate, to which it must be equal.
#![expect(clippy::print_stderr, reason = "a program for the terminal")]

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, name, folder] = arguments.as_slice() else {
        eprintln!("usage: digirights-wasm-glue MODULE NAME FOLDER");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let made = bindgen
        .input_path(module)
        .out_name(name)
        .typescript(true)
        .omit_default_module_path(false)
        .remove_producers_section(true)
        .remove_name_section(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}
