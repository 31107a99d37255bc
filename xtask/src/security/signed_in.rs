//! The demo, and somebody who is signed in to it.

use std::io::{BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde::Deserialize;

use crate::error::Error;

/// Somebody who is signed in to a demo of their own. It ends when they are dropped.
pub struct SignedIn {
    demo: Child,
    origin: String,
    /// The header by which the browser says who it is.
    pub cookie: String,
}

#[derive(Deserialize)]
struct Announcement {
    listening: String,
    sign_in: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    role: String,
    name: String,
    password: String,
}

impl SignedIn {
    /// Starts a small demo and signs in as the first person with this role.
    pub fn of(program: &Path, role: &str) -> Result<Self, Error> {
        let arguments =
            ["demo", "--cases", "3", "--no-limits", "--listen", "127.0.0.1:0", "--format", "json"];
        let mut command = Command::new(program);
        let mut demo = command
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|source| Error::Start { program: "holdfast demo".to_owned(), source })?;
        let told = demo.stdout.take().map(announced).transpose()?.flatten();
        let mut them = Self { demo, origin: String::new(), cookie: String::new() };
        let told = told.ok_or_else(|| Error::Found("the demo did not say where it listens".to_owned()))?;
        them.origin = told.listening;
        let person = told.sign_in.iter().find(|one| one.role == role);
        let person = person.ok_or_else(|| Error::Found(format!("nobody in the demo is {role}")))?;
        let body = format!("login={}&password={}", person.name, person.password.replace(' ', "+"));
        let reply = them.ask("POST", "/sign-in", &body)?;
        let cookie = reply.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next());
        them.cookie = cookie
            .map(str::to_owned)
            .ok_or_else(|| Error::Found(format!("nobody could sign in as {role}")))?;
        Ok(them)
    }

    /// The whole address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// What a browser says of where a form stands.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The addresses whose parts reach a query, for a look of their own.
    pub fn targets(&self) -> Vec<String> {
        ["/work?whose=everybody", "/work?whose=mine&page=1", "/sign-in?kept=yes"]
            .iter()
            .map(|path| self.address(path))
            .collect()
    }

    /// Whether the session still holds: a scan of the sign-in page alone shows nothing.
    pub fn is_still_signed_in(&self) -> Result<bool, Error> {
        let reply = self.ask("GET", "/", "")?;
        Ok(!reply.contains("/sign-in"))
    }

    fn ask(&self, method: &str, path: &str, body: &str) -> Result<String, Error> {
        let host = self.origin.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host).map_err(Error::socket)?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\ncookie: {}\r\nconnection: close\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{body}",
            self.origin,
            self.cookie,
            body.len()
        )
        .map_err(Error::socket)?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply).map_err(Error::socket)?;
        Ok(String::from_utf8_lossy(&reply).into_owned())
    }
}

impl Drop for SignedIn {
    fn drop(&mut self) {
        // It is thrown away with its store; that it has ended already is no matter.
        drop(self.demo.kill());
        drop(self.demo.wait());
    }
}

/// What the demo prints once it listens.
fn announced(output: impl std::io::Read) -> Result<Option<Announcement>, Error> {
    let mut told = serde_json::Deserializer::from_reader(BufReader::new(output)).into_iter();
    told.next().transpose().map_err(Error::shape("what the demo printed"))
}
