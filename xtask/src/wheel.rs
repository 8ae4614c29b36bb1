// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The Python package: built as a wheel, installed where nothing else is, and tested there.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::place::Place;
use crate::process::{answer, cargo, program, run};
use crate::python;
use crate::say;
use crate::step::Report;
use crate::system;
use crate::test::counted;

const FOLDER: &str = "bindings/python";
/// What the tests need beside the package.
const REQUIREMENTS: &str = "bindings/python/tests/requirements.txt";
const MATURIN: &str = "1.16.0";

/// Builds the package, installs it in a fresh environment and runs its tests there, the results of
/// the command line at hand.
pub(crate) fn test(place: &Place, report: &mut Report) -> Result<(), Failure> {
    python::ensure_environments(place)?;
    // Spark runs on Java.
    system::ensure(place, "java", "default-jre-headless")?;
    let wheel = build(place)?;
    let libraries = libraries(place)?;
    run(&mut cargo(place, &["build", "--package", "digirights-cli"]))?;
    let environment = place.target().join("python").join("environment");
    let python = python::environment(place, &environment)?;
    let mut install = pip(place, &python, &["install", "--quiet", "--no-index", "--find-links"]);
    run(install.arg(&libraries).arg("--requirement").arg(place.root.join(REQUIREMENTS)).arg(&wheel))?;
    let mut tests = program(&python, &place.root.join(FOLDER), &["-m", "pytest", "-p", "no:cacheprovider"]);
    tests
        .arg("--quiet")
        // A test run leaves no files behind in the checkout.
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("DIGIRIGHTS_COMMAND_LINE", place.target().join(format!("debug/digirights{EXE_SUFFIX}")));
    counted(&mut tests, report)
}

/// The wheel of this checkout. It is built without optimisation: building an optimised one takes
/// longer than all tests.
fn build(place: &Place) -> Result<PathBuf, Failure> {
    let maturin = maturin(place)?;
    let wheels = place.target().join("python").join("wheels");
    empty(&wheels)?;
    let folder = place.root.join(FOLDER);
    let mut command = program(maturin, &folder, &["build", "--locked", "--profile", "dev", "--strip"]);
    command.args(["--auditwheel", "skip", "--interpreter", "python3", "--out"]).arg(&wheels);
    if let Some(target) = Place::shared_target() {
        command.env("CARGO_TARGET_DIR", target);
    }
    run(&mut command)?;
    let built = fs::read_dir(&wheels).ok().and_then(|mut entries| entries.next()?.ok());
    built.map(|entry| entry.path()).ok_or_else(|| Failure::new("maturin built no wheel"))
}

/// The tool that builds wheels, installed once into the cache folder.
fn maturin(place: &Place) -> Result<PathBuf, Failure> {
    let folder = place.cache.join("tools").join(format!("maturin-{MATURIN}"));
    let tool = python::programs(&folder).join(format!("maturin{EXE_SUFFIX}"));
    if answer(&mut program(&tool, &place.root, &["--version"])).is_none() {
        let package = format!("maturin=={MATURIN}");
        say::aside(&format!("{package} is not installed: installing it once, into {}", folder.display()));
        let python = python::environment(place, &folder)?;
        run(&mut pip(place, &python, &["install", "--quiet", &package]))
            .map_err(|failure| failure.remedy(format!("pip install {package}")))?;
    }
    Ok(tool)
}

/// A folder with the packages that the tests need, fetched once into the cache folder, so that an
/// environment is made from it in seconds and without the network.
fn libraries(place: &Place) -> Result<PathBuf, Failure> {
    let requirements = place.root.join(REQUIREMENTS);
    let listed = fs::read_to_string(&requirements)
        .map_err(|error| Failure::new(format!("{REQUIREMENTS}: {error}")))?;
    let mut hasher = DefaultHasher::new();
    (listed, answer(&mut program("python3", &place.root, &["--version"]))).hash(&mut hasher);
    let folder = place.cache.join("python").join(format!("libraries-{:016x}", hasher.finish()));
    if !folder.is_dir() {
        say::aside(&format!("fetching what the Python tests need, once, into {}", folder.display()));
        // Fetched aside, so that what is there is whole.
        let aside = folder.with_extension("part");
        empty(&aside)?;
        // What comes as source is built here, and not again for every environment.
        let mut fetch = pip(place, Path::new("python3"), &["wheel", "--quiet", "--wheel-dir"]);
        run(fetch.arg(&aside).arg("--requirement").arg(&requirements))?;
        fs::rename(&aside, &folder)
            .map_err(|error| Failure::new(format!("{}: {error}", folder.display())))?;
    }
    Ok(folder)
}

fn pip(place: &Place, python: &Path, arguments: &[&str]) -> Command {
    let mut command = program(python, &place.root, &["-m", "pip"]);
    command.args(arguments).env("PIP_DISABLE_PIP_VERSION_CHECK", "1").env("PIP_NO_INPUT", "1");
    command
}

/// The folder, with nothing in it.
fn empty(folder: &Path) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)
}
