//! The two scanners: where they come from, and how they are asked.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::signed_in::SignedIn;
use crate::{error::Error, install, shell};

/// The packages, of the versions that were tried.
const PACKAGES: [&str; 2] = ["wapiti3==3.2.3", "sqlmap==1.10.10"];
/// What is tried on each page. What needs a server on the internet is left out.
const MODULES: &str = "csp,cookieflags,http_headers,sql,xss,file,exec,crlf,redirect";
/// Bounds, in seconds and in pages of one kind: the whole takes some minutes.
const BOUNDS: [&str; 14] = [
    "-d",
    "3",
    "--max-files-per-dir",
    "8",
    "--max-links-per-page",
    "60",
    "--max-scan-time",
    "60",
    "--max-attack-time",
    "60",
    "--max-parameters",
    "12",
    "--tasks",
    "4",
];

/// Both, installed under a directory of ours.
pub struct Scanners {
    home: PathBuf,
}

#[derive(Deserialize)]
struct Report {
    vulnerabilities: BTreeMap<String, Vec<Finding>>,
    anomalies: BTreeMap<String, Vec<Finding>>,
    infos: Infos,
}

#[derive(Deserialize)]
struct Finding {
    method: String,
    path: String,
    info: String,
}

#[derive(Deserialize)]
struct Infos {
    crawled_pages_nbr: usize,
}

impl Scanners {
    /// Brings them here, once.
    pub fn installed(home: &Path) -> Result<Self, Error> {
        fs::create_dir_all(home).map_err(Error::file(home))?;
        let python = || ["python3"].into_iter().find(|program| shell::on_path(program));
        let python = install::ensure("Python 3 with venv", &["python3", "python3-venv"], python)?;
        let it = Self { home: home.to_owned() };
        if !it.program("sqlmap").is_file() {
            shell::run(Command::new(python).args(["-m", "venv"]).arg(home.join("python")))?;
            shell::run(Command::new(it.program("pip")).args(["install", "--quiet"]).args(PACKAGES))?;
        }
        Ok(it)
    }

    fn program(&self, name: &str) -> PathBuf {
        self.home.join("python/bin").join(name)
    }

    fn report(&self) -> PathBuf {
        self.home.join("wapiti.json")
    }

    /// Crawls from an address and attacks what it meets. Gives what it found, a line each.
    pub fn crawl(&self, address: &str, who: Option<&SignedIn>) -> Result<Vec<String>, Error> {
        let mut wapiti = Command::new(self.program("wapiti"));
        wapiti.args([
            "--url",
            address,
            "--scope",
            "domain",
            "-m",
            MODULES,
            "--no-bugreport",
            "--flush-session",
        ]);
        wapiti.args(BOUNDS).args(["-f", "json", "-v", "0", "--store-session"]).arg(self.home.join("session"));
        wapiti.arg("-o").arg(self.report());
        if let Some(who) = who {
            wapiti.args([
                "-H",
                &format!("Origin: {}", who.origin()),
                "-H",
                &format!("Cookie: {}", who.cookie),
            ]);
            for out in ["/sign-out", "/exit*"] {
                wapiti.args(["-x", &who.address(out)]);
            }
        }
        shell::read(&mut wapiti)?;
        let report = self.read()?;
        let kinds = report.vulnerabilities.into_iter().chain(report.anomalies);
        let told = |(kind, found): (String, Vec<Finding>)| {
            found.into_iter().map(move |one| format!("{kind}: {} {}: {}", one.method, one.path, one.info))
        };
        Ok(kinds.flat_map(told).collect())
    }

    /// How many pages and forms the last crawl met.
    pub fn pages(&self) -> Result<usize, Error> {
        Ok(self.read()?.infos.crawled_pages_nbr)
    }

    fn read(&self) -> Result<Report, Error> {
        let text = fs::read_to_string(self.report()).map_err(Error::file(self.report()))?;
        serde_json::from_str(&text).map_err(Error::shape("wapiti's report"))
    }

    /// Whether a part of this address reaches a query as it is.
    pub fn injects(&self, address: &str, who: Option<&SignedIn>) -> Result<bool, Error> {
        let output = self.home.join("sqlmap");
        let mut sqlmap = Command::new(self.program("sqlmap"));
        sqlmap.args(["-u", address, "--batch", "--flush-session", "--technique=BEU", "--disable-coloring"]);
        sqlmap
            .args(["--dbms=SQLite", "--level=1", "--risk=1", "--threads=4", "--drop-set-cookie"])
            .arg("--output-dir")
            .arg(output);
        if let Some(who) = who {
            sqlmap.args(["--cookie", &who.cookie, "--headers", &format!("Origin: {}", who.origin())]);
        }
        let said = shell::read(&mut sqlmap)?;
        Ok(said.contains("identified the following injection point"))
    }
}
