//! The browser tests: their packages, the program they look at, the browser they look with.
//!
//! The tests stand in `tests/browser`. What they need from npm is installed under the target directory, so nothing
//! is written into the source tree; `tests/browser/lib.mjs` finds it through `HOLDFAST_BROWSER_MODULES`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{error::Error, install, shell, workshop::Workshop};

const SOURCES: &str = "tests/browser";
const PACKAGE_FILES: [&str; 3] = ["package.json", "package-lock.json", ".npmrc"];
const CHROMIUM: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Builds the program and runs the browser tests whose file name contains one of the words, or all of them.
pub fn run(workshop: &Workshop, names: &[String]) -> Result<String, Error> {
    let node = needed("Node.js 20 or newer with npm", "node")?;
    let chromium = install::ensure("Chromium", &["chromium", "fonts-liberation"], chromium)?;
    let home = workshop.target.join("browser");
    install_packages(&workshop.root.join(SOURCES), &home)?;
    let program = workshop.build("bin", "holdfast")?;
    let mut tests = Command::new(node);
    tests.current_dir(&workshop.root).arg(format!("{SOURCES}/run.mjs")).args(names);
    tests
        .env("HOLDFAST_BROWSER_MODULES", &home)
        .env("HOLDFAST_CHROMIUM", chromium)
        .env("HOLDFAST_PROGRAM", program);
    shell::run(&mut tests)?;
    Ok(format!("screenshots in {}", home.join("shots").display()))
}

/// Copies the package files and has npm install what the lock names, if it has not done so before.
fn install_packages(sources: &Path, home: &Path) -> Result<(), Error> {
    fs::create_dir_all(home).map_err(Error::file(home))?;
    let lock = fs::read(sources.join("package-lock.json")).map_err(Error::file(sources))?;
    let stamp = home.join("installed.lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    for name in PACKAGE_FILES {
        fs::copy(sources.join(name), home.join(name)).map_err(Error::file(sources.join(name)))?;
    }
    let npm = needed("Node.js 20 or newer with npm", "npm")?;
    let arguments = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    shell::run(Command::new(npm).current_dir(home).args(arguments))?;
    fs::write(&stamp, lock).map_err(Error::file(stamp))
}

fn needed(what: &'static str, program: &'static str) -> Result<&'static str, Error> {
    let remedy =
        || "install it with your system's packages or from its own site, then run this again".to_owned();
    if shell::on_path(program) { Ok(program) } else { Err(Error::Missing { what, remedy: remedy() }) }
}

fn chromium() -> Option<PathBuf> {
    let told = env::var_os("HOLDFAST_CHROMIUM").map(PathBuf::from);
    let directories = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
    let usual = directories
        .iter()
        .flat_map(|directory| CHROMIUM.iter().map(move |name| Path::new(directory).join(name)));
    told.into_iter().chain(usual).find(|path| path.is_file())
}
