// SPDX-License-Identifier: EUPL-1.2 OR Apache-2.0
//! The engine for browsers and Node: built small, with its glue and its types, as an npm package.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::command::no_arguments;
use crate::failure::Failure;
use crate::node;
use crate::place::Place;
use crate::process::{answer, cargo, program, run, succeeds_within};
use crate::say;
use crate::step::Report;
use crate::system;
use crate::test::counted;

pub(crate) const FOLDER: &str = "bindings/wasm";
const TARGET: &str = "wasm32-unknown-unknown";
const PATIENCE: Duration = Duration::from_secs(180);
/// The standard library is built along, for size: as it is shipped it costs a tenth more.
const FLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none \
    --cfg sha2_backend=\"soft\" --cfg sha2_backend_soft=\"compact\"";
/// Name, and features of the crate.
type Module = (&'static str, &'static str);
const SCORER: Module = ("digirights_scorer", "");
const ENGINE: Module = ("digirights", "plan");
const CHARTS: Module = ("digirights_charts", "charts");
const REPORTS: Module = ("digirights_reports", "reports");
const BATCH: Module = ("digirights_batch", "plan,batch");
/// Extensions of WebAssembly that every browser of the last years has, and the compiler uses.
const OPTIMISE: [&str; 12] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds the package.
pub(crate) fn build_command(place: &Place, arguments: &[String]) -> Result<(), Failure> {
    no_arguments(arguments)?;
    build(place)
}

/// Builds the package and runs its tests.
pub(crate) fn test(place: &Place, report: &mut Report) -> Result<(), Failure> {
    system::ensure(place, "chromium", "chromium")?;
    build(place)?;
    let native = ["build", "--package", "digirights-tests", "--bin", "scorecards", "--bin", "reports"];
    run(&mut cargo(place, &native))?;
    let mut tests = node::tests(place, FOLDER);
    tests.env("DIGIRIGHTS_SCORECARDS", place.target().join("debug/scorecards"));
    tests.env("DIGIRIGHTS_REPORTS", place.target().join("debug/reports"));
    counted(&mut tests, report)
}

/// Builds what is not there or not fresh.
pub(crate) fn build(place: &Place) -> Result<(), Failure> {
    modules(place, &[SCORER, ENGINE, CHARTS, REPORTS, BATCH])
}

/// The same for what the widget needs alone.
pub(crate) fn build_engine(place: &Place) -> Result<(), Failure> {
    modules(place, &[SCORER, ENGINE, CHARTS, REPORTS])
}

fn modules(place: &Place, modules: &[Module]) -> Result<(), Failure> {
    node::install(place, FOLDER)?;
    run(&mut cargo(place, &["build", "--package", "digirights-wasm-glue"]))?;
    let compiler = compiler(place)?;
    let package = place.root.join(FOLDER).join("pkg");
    for (name, features) in modules {
        run(compiler(&mut cargo(
            place,
            &["build", "--package", "digirights-wasm", "--target", TARGET, "--profile", "wasm"],
        ))
        .args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"])
        .args(["--no-default-features", "--features", features])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", FLAGS))?;
        make(place, name, &place.target().join(TARGET).join("wasm/digirights_wasm.wasm"), &package)?;
    }
    let style = place.root.join("reporting/src/chart/style.css");
    fs::copy(&style, package.join("charts.css"))
        .map_err(|error| Failure::new(format!("{}: {error}", style.display())))?;
    run(&mut program("node", &place.root.join(FOLDER), &["scripts/documents.js"]))
}

/// Glue, types and the small module of what the compiler made; nothing if they are of the same.
fn make(place: &Place, name: &str, built: &Path, package: &Path) -> Result<(), Failure> {
    let failed = |path: &Path, error: &std::io::Error| Failure::new(format!("{}: {error}", path.display()));
    let mut hasher = DefaultHasher::new();
    fs::read(built).map_err(|error| failed(built, &error))?.hash(&mut hasher);
    let mark = package.join(format!("{name}.made"));
    let made = format!("{:016x}", hasher.finish());
    if fs::read_to_string(&mark).is_ok_and(|of| of == made) {
        return Ok(());
    }
    fs::create_dir_all(package).map_err(|error| failed(package, &error))?;
    let glue = place.target().join(format!("debug/digirights-wasm-glue{}", std::env::consts::EXE_SUFFIX));
    run(program(glue, &place.root, &[]).args([built.as_os_str(), name.as_ref(), package.as_os_str()]))?;
    let module = package.join(format!("{name}_bg.wasm"));
    let optimiser = place.root.join(FOLDER).join("node_modules/binaryen/bin/wasm-opt");
    run(program("node", &place.root, &[]).arg(optimiser).args(OPTIMISE).arg(&module).arg("-o").arg(&module))?;
    fs::write(&mark, made).map_err(|error| failed(&mark, &error))
}

type Compiler = Box<dyn for<'c> Fn(&'c mut Command) -> &'c mut Command>;

/// A compiler that can build the standard library: ours, once rustup has its sources, or Debian's.
fn compiler(place: &Place) -> Result<Compiler, Failure> {
    let add = ["component", "add", "rust-src"];
    let has_sources = || {
        answer(&mut program("rustc", &place.root, &["--print", "sysroot"]))
            .is_some_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library").is_dir())
    };
    if has_sources() || succeeds_within(&mut program("rustup", &place.root, &add), PATIENCE) && has_sources()
    {
        return Ok(Box::new(|command| command));
    }
    say::aside("rustup has no sources of the standard library: Debian's compiler builds it");
    let debian = Path::new("/usr/bin/rustc");
    system::ensure_that(place, || debian.is_file(), "`/usr/bin/rustc`", "rustc-web")?;
    let sources = || {
        answer(&mut program(debian, &place.root, &["--print", "sysroot"]))
            .is_some_and(|root| Path::new(root.trim()).join("lib/rustlib/src/rust/library").is_dir())
    };
    system::ensure_that(place, sources, "the standard library's sources", "rust-web-src")?;
    let linker = linker(place)?;
    Ok(Box::new(move |command| {
        command.env("RUSTC", debian).env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", &linker)
    }))
}

/// The linker that comes with our compiler; Debian's has none for WebAssembly.
fn linker(place: &Place) -> Result<PathBuf, Failure> {
    let root = answer(&mut program("rustc", &place.root, &["--print", "target-libdir"]))
        .ok_or_else(|| Failure::new("`rustc` does not say where it keeps its tools"))?;
    Ok(Path::new(root.trim()).with_file_name("bin").join("rust-lld"))
}

/// The engine and the reports without the binding must build for the target, whoever uses them.
pub(crate) fn check(place: &Place, report: &mut Report) -> Result<(), Failure> {
    let add = ["target", "add", TARGET];
    let is_there = || {
        let ask = ["--print", "target-libdir", "--target", TARGET];
        answer(&mut program("rustc", &place.root, &ask)).is_some_and(|at| Path::new(at.trim()).is_dir())
    };
    if !is_there() && !succeeds_within(&mut program("rustup", &place.root, &add), PATIENCE) {
        report.verdict = Some("LEFT OUT");
        report.notes.push(format!("{TARGET} is not installed: rustup {}", add.join(" ")));
        return Ok(());
    }
    let packages = ["--package", "digirights", "--package", "digirights-reporting"];
    run(cargo(place, &["check", "--no-default-features", "--target", TARGET]).args(packages))
}
