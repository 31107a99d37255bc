//! A room of its own for each test, the program in it, and what is so before.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Output, Stdio};

use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;

/// A directory of its own, in which the program runs.
pub struct Room(TempDir);

/// Every file below a directory, with its mode and its bytes.
pub type Tree = BTreeMap<PathBuf, (u32, Vec<u8>)>;

impl Room {
    pub fn empty() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// With a new store in `data`.
    pub fn with_store() -> Self {
        let room = Self::empty();
        assert!(room.run(&["init", "--data", "data"]).status.success());
        room
    }

    /// With so many fictional cases in `data`.
    pub fn with_cases(count: u8) -> Self {
        let room = Self::empty();
        let arguments = ["demo", "--data", "data", "--listen", "127.0.0.1:0", "--format", "json"];
        let served = Served::start(&room, &[&arguments[..], &["--cases", &count.to_string()]].concat());
        served.stop();
        room
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
        let is_heard =
            |name: &str| name.starts_with("HOLDFAST_") || name.starts_with("PG") || name == "RUST_LOG";
        for (name, _) in std::env::vars().filter(|(name, _)| is_heard(name)) {
            command.env_remove(name);
        }
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Changes the database behind the program's back.
    pub fn tamper(&self, statement: &'static str) {
        sqlx::any::install_default_drivers();
        let address = format!("sqlite://{}?mode=rw", self.path("data/holdfast.db").display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut connection = AnyConnection::connect(&address).await.unwrap();
            let done = sqlx::query(statement).execute(&mut connection).await.unwrap();
            assert!(done.rows_affected() > 0, "nothing was changed by {statement}");
            connection.close().await.unwrap();
        });
    }

    /// The first column of every row, read behind the program's back.
    pub fn asks(&self, query: &'static str) -> Vec<String> {
        sqlx::any::install_default_drivers();
        let address = format!("sqlite://{}?mode=ro", self.path("data/holdfast.db").display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut connection = AnyConnection::connect(&address).await.unwrap();
            let rows = sqlx::query(query).fetch_all(&mut connection).await.unwrap();
            connection.close().await.unwrap();
            rows.iter().map(|row| sqlx::Row::get(row, 0)).collect()
        })
    }

    pub fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        let mut open = vec![self.0.path().to_owned()];
        while let Some(directory) = open.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let (path, mode) =
                    { entry.map(|entry| (entry.path(), entry.metadata().unwrap().mode())).unwrap() };
                let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
                if path.is_dir() {
                    open.push(path.clone());
                }
                tree.insert(path, (mode, bytes));
            }
        }
        tree
    }

    /// Runs what is to be refused: exit 2, one line, nothing made, nothing changed. Gives the line.
    pub fn refused(&self, arguments: &[&str]) -> String {
        self.refused_as(self.command(arguments))
    }

    pub fn refused_as(&self, mut command: Command) -> String {
        let before = self.tree();
        let output = command.output().unwrap();
        let (said, complaint) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(2), "{command:?}: {said}{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
        assert_eq!(said, "", "{complaint}");
        assert_eq!(changed(&before, &self.tree()), Vec::<PathBuf>::new(), "made or changed: {complaint}");
        complaint.trim_end().strip_prefix("holdfast: ").expect("who complains").to_owned()
    }
}

/// A program that serves.
pub struct Served {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// What it said until it listened.
    pub said: String,
    /// `127.0.0.1:port`.
    pub address: String,
}

impl Served {
    /// Starts it and waits until it says where it listens.
    pub fn start(room: &Room, arguments: &[&str]) -> Self {
        Self::start_as(room.command(arguments))
    }

    pub fn start_as(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let (mut said, mut address) = (String::new(), None);
        while address.is_none() {
            let from = said.len();
            if lines.read_line(&mut said).unwrap() == 0 {
                let output = child.wait_with_output().unwrap();
                panic!("it ended before it listened: {said}{}", text(&output.stderr));
            }
            let line = &said[from..];
            let last = line.contains("istening") || line.starts_with("Open ");
            address = line.split("http://").nth(1).filter(|_| last).map(|rest| {
                rest.chars().take_while(|c| c.is_ascii_digit() || ".:".contains(*c)).collect::<String>()
            });
        }
        Self { child, lines, said, address: address.unwrap() }
    }

    /// The status line and the rest of an answer.
    pub fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1"), "")
    }

    /// Sends a form as a browser does from one of our pages.
    pub fn post(&self, path: &str, form: &str) -> String {
        let (kind, length) = ("Content-Type: application/x-www-form-urlencoded", form.len());
        let from = format!("Origin: http://{}", self.address);
        self.ask(&format!("POST {path} HTTP/1.1\r\n{kind}\r\nContent-Length: {length}\r\n{from}"), form)
    }

    fn ask(&self, head: &str, body: &str) -> String {
        self.sends(&format!("{head}\r\nHost: {}\r\nConnection: close\r\n\r\n{body}", self.address))
    }

    /// Sends these bytes as they stand, and gives everything that comes back until the program closes.
    pub fn sends(&self, bytes: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(bytes.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // Whoever is refused may be cut off before everything was read.
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks it to stop and gives what it said on standard error.
    pub fn stop(mut self) -> String {
        let asked =
            Command::new("sh").args(["-c", "kill -TERM \"$0\"", &self.child.id().to_string()]).status();
        assert!(asked.unwrap().success());
        let mut rest = String::new();
        self.lines.read_to_string(&mut rest).unwrap();
        let mut complaint = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
        let status = self.child.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{complaint}");
        complaint
    }
}

/// A test that fails leaves nothing running.
impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is not the same in two trees. How readers of a database share memory is nothing that is kept.
pub fn changed(before: &Tree, after: &Tree) -> Vec<PathBuf> {
    let paths = before.keys().chain(after.keys()).filter(|path| before.get(*path) != after.get(*path));
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| !path.display().to_string().ends_with("-shm")).cloned().collect();
    paths.dedup();
    paths
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Whether these tests run as root, for whom a file is never read-only.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A file of this project.
pub fn of_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
