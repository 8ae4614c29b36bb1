// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! `LibreOffice`, without a window.

use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Opens files and writes each in another format (`xlsx`, or `txt:` and the name of a filter). Each call
/// has a folder and a profile of its own, so that tests can run side by side.
pub(crate) fn convert(call: &str, files: &[(&str, Vec<u8>)], extension: &str, to: &str) -> Vec<Vec<u8>> {
    let folder: PathBuf = [env!("CARGO_TARGET_TMPDIR"), "office", call].iter().collect();
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let output = folder.join("out");
    let inputs = files.iter().map(|(name, bytes)| {
        let input = folder.join(format!("{name}.{extension}"));
        std::fs::write(&input, bytes).unwrap();
        input
    });
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(&output)
        .args(inputs)
        .stdin(Stdio::null())
        .output()
        .expect("LibreOffice is installed (`apt-get install libreoffice-writer libreoffice-calc`)");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    let kind = to.split(':').next().unwrap();
    let read = |(name, _): &(&str, Vec<u8>)| {
        std::fs::read(output.join(format!("{name}.{kind}"))).unwrap_or_else(|_| panic!("{name}: {said}"))
    };
    files.iter().map(read).collect()
}
