// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! Draws a chart: `cargo run -p digirights-reporting --example chart < chart.json > chart.svg`.

use std::error::Error;
use std::io::{Read, Write, stdin, stdout};

use digirights_reporting::chart::Chart;

fn main() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    stdout().write_all(Chart::from_json(&text)?.svg().as_bytes())?;
    Ok(())
}
