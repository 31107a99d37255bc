//! A PostgreSQL of the tests' own: in a temporary directory, on a socket only, gone when dropped.
//!
//! It is started as a direct child and without durability: an interrupted test run takes it along, and nothing in
//! it is worth keeping. The durable settings are the operator's, and the power-cut harness looks after those.

use std::{
    fs::{self, File},
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::Duration,
};

use tempfile::TempDir;

use crate::{error::Error, install, shell};

const OLDEST: u32 = 15;
const DATABASE: &str = "holdfast_test";
const OURSELVES: &str = "holdfast-xtask";
const DEBIAN: &str = "/usr/lib/postgresql";
const PATIENCE: u32 = 150;

/// A running server with one empty database.
pub struct Cluster {
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    server: Child,
    // Dropped last: the server still writes here while it stops.
    home: TempDir,
}

impl Cluster {
    /// Installs PostgreSQL if need be and allowed, and starts a server that no other program knows of.
    pub fn start() -> Result<Self, Error> {
        let programs = install::ensure("PostgreSQL 15 or newer", &["postgresql"], programs)?;
        let owner = unprivileged_owner()?;
        let home = home(owner)?;
        shell::read(program(&programs, "initdb", &home, owner).args([
            "--pgdata=data",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--data-checksums",
            "--no-sync",
        ]))?;
        let server = serve(&programs, &home, owner)?;
        let cluster = Self { programs, owner, server, home };
        cluster.wait_until_ready()?;
        shell::read(cluster.client("createdb").arg(DATABASE))?;
        Ok(cluster)
    }

    /// What the tests are given in `HOLDFAST_TEST_POSTGRES`.
    pub fn url(&self) -> String {
        let socket = self.home.path().to_string_lossy().replace('/', "%2F");
        format!("postgres://postgres@localhost/{DATABASE}?host={socket}")
    }

    /// How many connections others than this module made: none means that no test came near the server.
    pub fn visits(&self) -> Result<usize, Error> {
        let log = self.home.path().join("log");
        let text = fs::read_to_string(&log).map_err(Error::file(log))?;
        let visits = text.lines().filter(|line| line.contains("connection authorized: "));
        Ok(visits.filter(|line| !line.contains(OURSELVES)).count())
    }

    fn wait_until_ready(&self) -> Result<(), Error> {
        for _ in 0..PATIENCE {
            if shell::read(self.client("pg_isready").arg("--quiet")).is_ok() {
                return Ok(());
            }
            sleep(Duration::from_millis(100));
        }
        let log = fs::read_to_string(self.home.path().join("log")).unwrap_or_default();
        Err(Error::Found(format!("the test's PostgreSQL does not answer; its log says:\n{log}")))
    }

    fn client(&self, name: &str) -> Command {
        let mut command = program(&self.programs, name, &self.home, self.owner);
        command.arg("--host").arg(self.home.path()).arg("--username=postgres");
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let mut stop = program(&self.programs, "pg_ctl", &self.home, self.owner);
        let stopped = shell::read(stop.args(["stop", "--pgdata=data", "--mode=fast", "--wait"]));
        if stopped.is_err() {
            drop(self.server.kill());
        }
        drop(self.server.wait());
    }
}

fn serve(programs: &Path, home: &TempDir, owner: Option<(u32, u32)>) -> Result<Child, Error> {
    let log = home.path().join("log");
    let file = File::create(&log).map_err(Error::file(log))?;
    let mut command = program(programs, "postgres", home, owner);
    command.args([
        "-D",
        "data",
        "-c",
        "listen_addresses=",
        "-c",
        "log_connections=on",
        "-c",
        "max_connections=200",
    ]);
    command.args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
    command.arg("-c").arg(format!("unix_socket_directories={}", home.path().display()));
    command.stdout(Stdio::null()).stderr(file);
    command.spawn().map_err(|source| Error::Start { program: "postgres".into(), source })
}

/// One of PostgreSQL's programs, as the user who owns the cluster: as root it refuses to run.
fn program(programs: &Path, name: &str, home: &TempDir, owner: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(programs.join(name));
    command.current_dir(home.path()).env("PGAPPNAME", OURSELVES);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

fn home(owner: Option<(u32, u32)>) -> Result<TempDir, Error> {
    let home = tempfile::Builder::new()
        .prefix("holdfast-pg-")
        .tempdir()
        .map_err(Error::file("the temporary directory"))?;
    if let Some((user, group)) = owner {
        chown(home.path(), Some(user), Some(group)).map_err(Error::file(home.path()))?;
    }
    Ok(home)
}

fn unprivileged_owner() -> Result<Option<(u32, u32)>, Error> {
    if !install::is_root() {
        return Ok(None);
    }
    Ok(Some((identity("-u")?, identity("-g")?)))
}

fn identity(which: &str) -> Result<u32, Error> {
    let text = shell::read(Command::new("id").args([which, "postgres"]))?;
    text.trim().parse().map_err(Error::shape("`id`"))
}

/// The directory of the newest server programs that are new enough.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let newest = versions.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()).max();
    newest
        .filter(|version| *version >= OLDEST)
        .map(|version| Path::new(DEBIAN).join(version.to_string()).join("bin"))
        .or_else(elsewhere)
}

fn elsewhere() -> Option<PathBuf> {
    let told = shell::read(Command::new("pg_config").args(["--version", "--bindir"])).ok()?;
    let (bin, version) = told.split_once('\n')?;
    let (bin, version) = if bin.starts_with('/') { (bin, version) } else { (version, bin) };
    let directory = PathBuf::from(bin.trim());
    (major(version)? >= OLDEST && directory.join("postgres").is_file()).then_some(directory)
}

fn major(version: &str) -> Option<u32> {
    let digits: String =
        version.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn given_what_pg_config_prints_when_read_then_the_major_version_is_found() {
        assert_eq!(major("PostgreSQL 16.3 (Ubuntu 16.3-1)"), Some(16));
        assert_eq!(major("nothing of the kind"), None);
    }
}
