// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The main job, shown: the assessment in a browser, with sample cities to load.

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{program, run as run_program};
use crate::{wasm, widget};

const PORT: &str = "8000";

/// Builds what is missing and serves it to this machine until it is interrupted.
pub(crate) fn run(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    let port = match arguments {
        [] => PORT,
        [option, port] if option == "--port" && port.parse::<u16>().is_ok() => port,
        _ => return Err(Failure::usage("`--port` and a number from 0 to 65535 is all that can be said")),
    };
    wasm::build_engine(place)?;
    widget::build(place)?;
    run_program(&mut program("node", &place.root, &["widget/scripts/serve.js", port]))
}
