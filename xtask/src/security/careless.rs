//! A page that does everything wrong, for the scanners to find.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use crate::error::Error;

/// It serves until the process ends.
pub struct Careless {
    /// Where it is.
    pub address: String,
}

impl Careless {
    /// Begins to serve.
    pub fn serves() -> Result<Self, Error> {
        let listener = TcpListener::bind("127.0.0.1:0").map_err(Error::socket)?;
        let address = format!("http://{}/", listener.local_addr().map_err(Error::socket)?);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Each on its own: a scanner opens connections in advance and asks through another first. That it
                // hangs up early is no matter.
                thread::spawn(move || drop(answer(stream)));
            }
        });
        Ok(Self { address })
    }
}

/// Says back what stands in the address as it came, and lets a part of it decide what a query would.
fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut first = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    reader.read_line(&mut first)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = decoded(first.split(' ').nth(1).unwrap_or_default());
    let value =
        |name: &str| path.split(['?', '&']).find_map(|part| part.strip_prefix(name).map(str::to_owned));
    let said = value("q=").unwrap_or_default();
    let rows = value("id=").map_or("", |id| if holds(&id) { "<p>one row</p>" } else { "<p>none</p>" });
    let body = format!("<html><body><a href=\"/?q=a\">again</a><p>{said}</p>{rows}</body></html>");
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// Whether a query `… WHERE id = <id>` would give a row, as far as a scanner asks: `AND` and two numbers.
fn holds(id: &str) -> bool {
    let Some((_, condition)) = id.split_once(" AND ") else { return id.trim() == "1" };
    let condition = condition.split("--").next().unwrap_or_default();
    condition.split_once('=').is_some_and(|(one, other)| one.trim() == other.trim())
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut plain = Vec::new();
    while let Some(byte) = bytes.next() {
        let code: String =
            if byte == b'%' { bytes.by_ref().take(2).map(char::from).collect() } else { String::new() };
        match (byte, u8::from_str_radix(&code, 16)) {
            (b'%', Ok(code)) => plain.push(code),
            (b'+', _) => plain.push(b' '),
            (byte, _) => plain.push(byte),
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{decoded, holds};

    #[test]
    fn a_condition_that_was_slipped_in_decides() {
        assert!(holds("1"));
        assert!(!holds("2"));
        assert!(holds("1 AND 7=7"));
        assert!(!holds("1 AND 7=8-- x"));
        assert_eq!(decoded("/?q=%3Cb%3E+x"), "/?q=<b> x");
    }
}
