//! The commands on PostgreSQL, where `HOLDFAST_TEST_POSTGRES` holds the address of a server on which
//! databases may be made; what holds without a server is tried always.

use std::fs::{self, Permissions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixListener;
use std::process::Command;
use std::thread::{self, JoinHandle};

use serde_json::Value;
use sqlx::{AnyConnection, Connection as _, Executor as _, SqlSafeStr as _};

use crate::kit::{Room, Served, text};

/// A socket at which nobody listens, and a name that must not come back.
const NOBODY: &str = "postgres://ann@localhost/marigold?host=/no/such/socket";
const REFUSED: &str = "there is a password for the database, in its address, in PGPASSWORD or in a file that was named, \
                       and none that lasts is taken: take it away, and let this machine's own user in by the socket (peer)";
const ANYWHERE: [&str; 4] = ["--data", "data", "--listen", "127.0.0.1:0"];

/// A room whose settings name a database.
struct Set {
    room: Room,
    address: String,
}

impl Set {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.room.command(arguments);
        command.env("HOLDFAST_DATABASE", &self.address);
        command
    }

    fn json(&self, arguments: &[&str], code: i32) -> Value {
        let output = self.command(&[arguments, &["--format", "json"]].concat()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn refused(&self, arguments: &[&str]) -> String {
        let line = self.room.refused_as(self.command(arguments));
        assert!(!line.contains("marigold") && !line.contains("postgres://"), "{line}");
        line
    }

    /// Changes the database behind the program's back, and says how many rows.
    fn tamper(&self, statement: &str) -> u64 {
        run(&self.address, statement)
    }
}

fn run(address: &str, statement: &str) -> u64 {
    sqlx::any::install_default_drivers();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let statement = sqlx::AssertSqlSafe(statement.to_owned()).into_sql_str();
    runtime.block_on(async {
        let mut connection = AnyConnection::connect(address).await.unwrap();
        let done = connection.execute(sqlx::raw_sql(statement)).await.unwrap();
        connection.close().await.unwrap();
        done.rows_affected()
    })
}

/// An empty database of its own, if there is a server.
fn empty() -> Option<Set> {
    let server = std::env::var("HOLDFAST_TEST_POSTGRES").ok()?;
    let bytes: [u8; 8] = seal::random();
    let name = bytes.iter().fold("holdfast_cli_".to_owned(), |name, byte| format!("{name}{byte:02x}"));
    run(&server, &format!("CREATE DATABASE {name}"));
    let (start, options) = server.split_once('?').unwrap_or((&server, ""));
    let (host, _) = start.rsplit_once('/').unwrap();
    Some(Set { room: Room::empty(), address: format!("{host}/{name}?{options}") })
}

/// With so many fictional cases in it.
fn with_cases(count: &str) -> Option<Set> {
    let set = empty()?;
    let arguments = [&["demo", "--cases", count, "--format", "json"], &ANYWHERE[..]].concat();
    Served::start_as(set.command(&arguments)).stop();
    Some(set)
}

#[test]
fn given_a_database_that_does_not_answer_then_each_command_says_so_and_its_address_is_not_repeated() {
    let set = Set { room: Room::empty(), address: NOBODY.to_owned() };
    for arguments in [
        &["init", "--data", "data"][..],
        &["serve", "--data", "data"],
        &["demo", "--data", "data"],
        &["verify"],
    ] {
        assert!(set.refused(arguments).starts_with("the database does not answer: "));
    }
    // Without a key file they do not even ask.
    for arguments in [&["review", "--case", "HF-7K3M-Q2XT", "--why", "A complaint"][..], &["rebuild"]] {
        set.refused(arguments);
    }
}

#[test]
fn given_an_address_that_is_none_then_one_line_says_so_and_it_is_not_repeated() {
    for address in ["marigold", "mysql://ann:marigold@localhost/x", "postgres://marigold@localhost"] {
        let set = Set { room: Room::empty(), address: address.to_owned() };
        let line = set.room.refused_as(set.command(&["serve", "--data", "data"]));
        assert!(line.starts_with("the address of the database is not one"), "{line}");
        assert!(!line.contains("marigold"));
    }
    let far = Set { room: Room::empty(), address: "postgres://marigold@db.example/x".to_owned() };
    assert!(far.refused(&["serve"]).starts_with("the database is to be reached over a network"));
}

/// ASVS 13.2.1. The control: without a password each of them asks the database.
#[test]
fn given_a_password_that_lasts_wherever_it_comes_from_then_no_command_takes_it_and_nothing_is_made() {
    let commands =
        [&["init", "--data", "data"][..], &["serve", "--data", "data"], &["demo", "--data", "data"]];
    let with = |address: &str| Set { room: Room::empty(), address: address.to_owned() };
    for command in commands.into_iter().chain([&["verify"][..]]) {
        for address in [
            "postgres://ann:marigold@localhost/holdfast?host=/no/such/socket",
            "postgres://ann@localhost/holdfast?host=/no/such/socket&password=marigold",
            "postgres://ann@localhost/holdfast?host=/no/such/socket&passfile=marigold",
            "postgres://ann:marigold@db.example/holdfast",
        ] {
            assert_eq!(with(address).refused(command), REFUSED, "{address}");
        }
        let set = with(NOBODY);
        for name in ["PGPASSWORD", "PGPASSFILE", "PGSERVICE", "PGSERVICEFILE"] {
            let mut asked = set.command(command);
            asked.env(name, "marigold");
            assert_eq!(set.room.refused_as(asked), REFUSED, "{name}");
        }
        assert!(set.refused(command).starts_with("the database does not answer: "), "the control");
    }
    let room = Room::empty();
    room.write("holdfast.toml", "database = 'postgres://ann:marigold@localhost/x'\n");
    assert_eq!(room.refused(&["init", "--data", "data", "--config", "holdfast.toml"]), REFUSED);
}

/// A socket at which a password is asked for in the open, once: what came.
fn asking(at: &Room) -> JoinHandle<String> {
    let listener = UnixListener::bind(at.path(".s.PGSQL.5432")).unwrap();
    thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut said = |before: usize| {
            let mut head = vec![0; before + 4];
            stream.read_exact(&mut head).unwrap();
            let length = u32::from_be_bytes(head[before..].try_into().unwrap());
            let mut rest = vec![0; length as usize - 4];
            stream.read_exact(&mut rest).unwrap();
            stream.write_all(&[b'R', 0, 0, 0, 8, 0, 0, 0, 3]).unwrap();
            rest
        };
        said(0);
        String::from_utf8(said(1)).unwrap()
    })
}

/// ASVS 13.2.1: whoever drives the database for us would read it there by itself.
#[test]
fn given_a_passfile_at_home_then_nothing_of_it_is_sent() {
    let (room, at) = (Room::empty(), Room::empty());
    room.write(".pgpass", "*:*:*:*:marigold\n");
    fs::set_permissions(room.path(".pgpass"), Permissions::from_mode(0o600)).unwrap();
    let address = format!("postgres://ann@localhost/holdfast?host={}", at.path("").display());
    let asked = asking(&at);
    let mut command = room.command(&["verify"]);
    command.env("HOLDFAST_DATABASE", &address).env("HOME", room.path(""));
    room.refused_as(command);
    assert_eq!(asked.join().unwrap(), "\0", "an empty one");

    let at = Room::empty();
    let asked = asking(&at);
    let address = format!("postgres:///x?host={}&password=marigold", at.path("").display());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    sqlx::any::install_default_drivers();
    assert!(runtime.block_on(AnyConnection::connect(&address)).is_err());
    assert_eq!(asked.join().unwrap(), "marigold\0", "the control: what is sent is seen");
}

#[test]
fn given_an_address_in_the_file_then_it_is_used_and_the_environment_goes_before_it() {
    let room = Room::empty();
    room.write("holdfast.toml", format!("database = '{NOBODY}'\n"));
    let arguments = ["init", "--data", "data", "--config", "holdfast.toml"];
    assert!(room.refused(&arguments).starts_with("the database does not answer"));
    let mut command = room.command(&arguments);
    command.env("HOLDFAST_DATABASE", "elsewhere");
    assert!(room.refused_as(command).starts_with("the address of the database is not one"));
    for wrong in ["database = postgres://ann:marigold@localhost/x\n", "database = 5\n"] {
        room.write("holdfast.toml", wrong);
        let line = room.refused(&arguments);
        assert!(line.starts_with("holdfast.toml:1: ") && !line.contains("marigold"), "{line}");
    }
}

#[test]
fn given_a_demo_without_a_directory_then_it_is_not_made_in_a_database() {
    let set = Set { room: Room::empty(), address: NOBODY.to_owned() };
    assert!(set.refused(&["demo"]).starts_with("a demo in a database stays there"));
}

#[test]
fn given_an_empty_database_then_a_store_is_made_in_it_once_and_served() {
    let Some(set) = empty() else { return };
    let output = set.command(&["init", "--data", "data"]).output().unwrap();
    let told = text(&output.stdout);
    assert!(told.starts_with("A new store was made in the database\nIts key is /"), "{told}{output:?}");
    assert!(!told.contains("postgres:"), "{told}");
    assert!(set.room.path("data/keys/master.key").exists() && !set.room.path("data/holdfast.db").exists());
    let line = set.refused(&["init", "--data", "other"]);
    assert!(line.starts_with("there is a store in this database already"), "{line}");
    let served = Served::start_as(set.command(&[&["serve"], &ANYWHERE[..]].concat()));
    assert!(served.said.contains("/set-up/") && served.get("/healthz").starts_with("HTTP/1.1 200 "));
    let log = served.stop();
    assert!(!log.contains("postgres:"), "{log}");
    let line = set.refused(&["serve", "--data", "other"]);
    assert!(line.starts_with("there is no key file at "), "{line}");
}

/// ASVS 13.2.1: not even by a server that would let us in with it, and by the same server without it.
#[test]
fn given_a_password_then_nothing_is_made_and_without_it_the_same_database_serves() {
    let Some(set) = empty() else { return };
    let with = Set { room: Room::empty(), address: format!("{}&password=marigold", set.address) };
    for command in ["init", "serve", "demo"] {
        assert_eq!(with.refused(&[command, "--data", "data"]), REFUSED);
    }
    let mut command = set.command(&["init", "--data", "data"]);
    command.env("PGPASSWORD", "marigold");
    assert_eq!(set.room.refused_as(command), REFUSED);
    assert!(
        set.command(&["init", "--data", "data"]).status().unwrap().success(),
        "nothing was made in it before"
    );
    let served = Served::start_as(set.command(&[&["serve"], &ANYWHERE[..]].concat()));
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200 "));
    served.stop();
}

#[test]
fn given_a_key_beside_an_empty_database_then_no_store_takes_the_place_of_the_one_that_is_missed() {
    let (Some(set), Some(empty)) = (empty(), empty()) else { return };
    assert!(set.command(&["init", "--data", "data"]).status().unwrap().success());
    let lost = Set { room: set.room, address: empty.address };
    let line = lost.refused(&[&["serve"], &ANYWHERE[..]].concat());
    assert!(line.starts_with("there is no store in this database"), "{line}");
}

#[test]
fn given_a_user_who_may_not_or_no_such_database_then_it_is_said_without_the_address() {
    let Some(set) = empty() else { return };
    let other = |from: &str, to: &str| {
        let address = set.address.replacen(from, to, 1);
        assert_ne!(address, set.address);
        Set { room: Room::empty(), address }
    };
    let nobody = other("postgres://postgres", "postgres://nobody_marigold");
    assert!(nobody.refused(&["verify"]).starts_with("the database does not let this user in"));
    let nothing = other("/holdfast_cli_", "/holdfast_marigold_");
    assert!(
        nothing.refused(&["init", "--data", "data"]).starts_with("the server has no database of this name")
    );
}

#[test]
fn given_a_demo_then_it_is_kept_walked_and_not_made_again() {
    let Some(set) = with_cases("5") else { return };
    let found = set.json(&["verify"], 0);
    assert_eq!((found["whole"].as_bool(), found["cases"].as_u64()), (Some(true), Some(5)));
    let line = set.refused(&["demo", "--data", "other"]);
    assert!(line.starts_with("there is a store in this database already"), "{line}");
    assert!(set.tamper("UPDATE journal SET recorded_at = recorded_at + 1 WHERE seq = 2") > 0);
    assert_eq!(set.json(&["verify"], 1)["broken"].as_array().unwrap().len(), 5);
    let line = set.refused(&["rebuild", "--data", "data"]);
    assert!(line.starts_with("5 cases are not as they were recorded"), "{line}");
}

#[test]
fn given_wrong_rows_then_they_are_found_and_put_right() {
    let Some(set) = with_cases("6") else { return };
    let check = ["rebuild", "--check", "--data", "data"];
    assert_eq!(set.json(&check, 0)["differences"].as_array().unwrap().len(), 0);
    assert!(set.tamper("UPDATE case_record SET region = 'marigold', header = CAST('x' AS blob)") == 6);
    assert!(set.tamper("UPDATE duty SET due_at = due_at + 1, started = started + 90") > 0);
    let found = set.json(&check, 1).to_string();
    for at in ["\"region\"", "\"header\"", "\"missing row\"", "\"extra row\""] {
        assert!(found.contains(at), "{at}: {found}");
    }
    assert!(!found.contains("marigold"));
    assert_eq!(set.json(&["rebuild", "--data", "data"], 0)["written"], true);
    assert_eq!(set.json(&check, 0)["differences"].as_array().unwrap().len(), 0);
}

#[test]
fn given_a_stored_case_then_it_is_reviewed_and_the_look_is_kept() {
    let Some(set) = with_cases("2") else { return };
    let looks = "DELETE FROM access_entry WHERE action = 'review'";
    assert!(set.tamper("UPDATE case_record SET region = 'nowhere'") == 2);
    let case = set.json(&["rebuild", "--check", "--data", "data"], 1)["differences"][0]["case"].clone();
    let arguments = ["review", "--data", "data", "--case", case.as_str().unwrap(), "--why", "A complaint"];
    assert_eq!(set.json(&arguments, 0)["case"], case);
    assert_eq!(set.tamper(looks), 1);
}

#[test]
fn given_keys_are_changed_and_renewed_then_everything_opens_and_never_while_a_server_runs() {
    let Some(set) = with_cases("3") else { return };
    let arguments = |command| ["key", command, "--data", "data"];
    let served = Served::start_as(set.command(&[&["serve"], &ANYWHERE[..]].concat()));
    for command in ["change", "renew"] {
        assert!(set.refused(&arguments(command)).starts_with("another process has this data open"));
    }
    served.stop();
    for command in ["change", "renew", "change"] {
        let output = set.command(&arguments(command)).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let found = set.json(&["verify", "--data", "data"], 0);
        assert_eq!(
            (found["whole"].as_bool(), found["looks"]["with_key"].as_bool()),
            (Some(true), Some(true))
        );
        assert_eq!(
            set.json(&["rebuild", "--check", "--data", "data"], 0)["differences"].as_array().unwrap().len(),
            0
        );
    }
}
