//! The rows of `tests/bad-input.toml` that are about the command line, the configuration and the store.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;

use serde::Deserialize;

use crate::kit::{Room, Served, is_root, of_project};

/// What the catalogue has and this version has not: there are no passphrases and no TLS. A clock that is
/// behind cannot be given to a program from outside; `given_a_clock_before_the_build…` asks the check itself.
const NOT_HERE: [&str; 4] = [
    "wrong-passphrase",
    "tls-key-of-another-certificate",
    "tls-certificate-expired",
    "clock-before-the-build",
];
const SERVE: [&str; 5] = ["serve", "--data", "data", "--listen", "127.0.0.1:0"];
const NOBODY: u32 = 65534;

#[derive(Deserialize)]
struct Catalogue {
    input: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    part: String,
    r#where: String,
    kind: String,
    input: Option<toml::Value>,
    given: Option<String>,
    expect: String,
    exit: Option<i32>,
    message: Option<String>,
}

fn rows(of: &str) -> Vec<Row> {
    let text = fs::read_to_string(of_project("tests/bad-input.toml")).unwrap();
    let rows: Catalogue = toml::from_str(&text).unwrap();
    rows.input.into_iter().filter(|row| row.r#where == of).collect()
}

/// Whether a line is as the catalogue says, where `{name}` stands for anything.
fn is_like(line: &str, pattern: &str) -> bool {
    let (line, pattern) = (line.to_lowercase(), pattern.to_lowercase());
    let mut pieces = pattern.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after));
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

#[test]
fn given_each_bad_configuration_then_one_line_names_the_place_and_nothing_is_made() {
    let rows = rows("config");
    assert_eq!(rows.len(), 7);
    for row in rows {
        let room = Room::empty();
        room.write(&row.kind, row.input.as_ref().and_then(toml::Value::as_str).unwrap());
        assert_eq!((row.expect.as_str(), row.exit), ("refused", Some(2)));
        let line = room.refused(&["serve", "--config", &row.kind]);
        assert!(is_like(&line, &row.message.unwrap()), "{} {}: {line}", row.id, row.part);
    }
}

#[test]
fn given_each_bad_store_key_or_port_then_one_line_says_so_and_nothing_is_changed() {
    let mut tried = 0;
    for row in rows("cli").iter().filter(|row| row.expect == "refused") {
        let given = row.given.as_deref().unwrap();
        if NOT_HERE.contains(&given) {
            continue;
        }
        let line = refusal(given);
        eprintln!("{given}: {line}");
        let message = row.message.as_deref().unwrap();
        assert!(is_like(&line, message), "{} {}: {line}\nis not like {message}", row.id, row.part);
        tried += 1;
    }
    assert_eq!(tried, 11);
}

fn refusal(given: &str) -> String {
    let room = Room::with_store();
    match given {
        "key-file-mode-0644" => room.set_mode("data/keys/master.key", 0o644),
        "key-of-another-store" => {
            let other = Room::with_store();
            fs::copy(other.path("data/keys/master.key"), room.path("data/keys/master.key")).unwrap();
        }
        "key-of-31-bytes" => {
            room.write("data/keys/master.key", format!("master-key 1 ab12cd34\n{}\n", "5a".repeat(31)));
        }
        "store-of-a-newer-version" => room.tamper("UPDATE meta SET value = x'32' WHERE name = 'schema'"),
        "half-finished-migration" => room.tamper("DELETE FROM meta WHERE name = 'schema'"),
        "store-is-a-text-file" => {
            room.write("data/holdfast.db", "Dear all, the minutes of Tuesday.\n".repeat(99));
        }
        "store-is-empty" => room.write("data/holdfast.db", ""),
        "store-is-missing" => fs::remove_file(room.path("data/holdfast.db")).unwrap(),
        "store-is-read-only" => return read_only(&room),
        "store-is-open-in-another-process" => {
            let _first = Served::start(&room, &SERVE);
            return room.refused(&SERVE);
        }
        "port-in-use" => {
            let taken = TcpListener::bind("127.0.0.1:0").unwrap();
            let address = taken.local_addr().unwrap().to_string();
            let new = Room::empty();
            new.refused(&["serve", "--listen", &address]);
            return room.refused(&["serve", "--data", "data", "--listen", &address]);
        }
        unknown => panic!("the catalogue has a row that nothing tries: {unknown}"),
    }
    room.refused(&SERVE)
}

/// A store on a disk that is mounted to be read only; to root, whom modes do not stop, as somebody else.
fn read_only(room: &Room) -> String {
    let files =
        [("data/holdfast.db", 0o400), ("data/keys/keys.db", 0o400), ("data/keys", 0o500), ("data", 0o500)];
    let mut command = room.command(&SERVE);
    if is_root() {
        for (file, _) in
            files.into_iter().chain([("data/keys/master.key", 0), ("data/holdfast.lock", 0), ("", 0)])
        {
            chown(room.path(file), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        command.uid(NOBODY).gid(NOBODY);
    }
    fs::remove_file(room.path("data/holdfast.lock")).unwrap();
    for (file, mode) in files {
        room.set_mode(file, mode);
    }
    let line = room.refused_as(command);
    for (file, _) in files {
        room.set_mode(file, 0o700);
    }
    line
}

#[test]
fn given_a_key_on_the_disk_of_the_data_then_it_serves_and_warns() {
    let row = rows("cli").into_iter().find(|row| row.expect == "accepted").unwrap();
    assert_eq!(row.given.as_deref(), Some("key-file-on-the-volume-of-the-store"));
    let complaint = Served::start(&Room::with_store(), &SERVE).stop();
    assert!(
        complaint.contains("WARN") && complaint.contains("the key file is on the disk of the data"),
        "{complaint}"
    );
}

#[test]
fn given_a_sentence_then_it_is_held_against_the_whole_pattern() {
    assert!(is_like(
        "this key does not open (key id ab, need cd)",
        "This key does not open (key id {have}, need {need})"
    ));
    assert!(is_like("anything", "{what}"));
    assert!(!is_like("this key opens", "This key does not open (key id {have}, need {need})"));
    assert!(!is_like("has mode 0600", "{what}0644{rest}"));
}
