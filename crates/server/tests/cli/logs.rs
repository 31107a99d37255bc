//! What is written down while it serves, where, and in which form.

use std::path::PathBuf;

use crate::kit::{Room, Served, changed};

const LISTEN: [&str; 4] = ["--data", "data", "--listen", "127.0.0.1:0"];

fn signs_in(served: &Served) -> String {
    served.post("/sign-in", "login=nobody-of-this-name&password=marigold-marigold-marigold")
}

/// ASVS 16.2.2.
#[test]
#[expect(clippy::disallowed_methods, reason = "compares what the program wrote with the machine's own clock")]
fn given_a_machine_in_another_time_zone_then_every_line_says_its_time_in_utc() {
    let room = Room::with_store();
    let mut command = room.command(&LISTEN);
    command.env("TZ", "Asia/Kathmandu");
    let before = jiff::Timestamp::now();
    let served = Served::start_as(command);
    served.get("/healthz");
    let logged = served.stop();
    let after = jiff::Timestamp::now();
    let times: Vec<&str> = logged.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(!times.is_empty(), "{logged}");
    for time in times {
        let said: jiff::Timestamp = time.parse().expect("a time with its offset");
        assert!(time.ends_with('Z') && before <= said && said <= after, "{time}");
    }
}

/// ASVS 16.2.4.
#[test]
fn given_a_log_for_programs_then_every_line_is_json_with_the_same_fields() {
    let room = Room::with_store();
    let served = Served::start(&room, &[&LISTEN[..], &["--log", "json"]].concat());
    served.get("/sign-in?name=marigold");
    let logged = served.stop();
    let lines: Vec<serde_json::Value> =
        logged.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let answered = lines.iter().find(|line| line["message"] == "answered").expect("an answer");
    assert_eq!((answered["level"].as_str(), answered["status"].as_u64()), (Some("INFO"), Some(200)));
    assert_eq!(answered["span"]["route"], "/sign-in");
    assert!(answered["timestamp"].as_str().is_some_and(|time| time.ends_with('Z')));
    assert!(!logged.contains("marigold"), "{logged}");
}

/// ASVS 16.2.3: docs/logs.md names the text log, on standard error, and tables. There is no fifth place.
#[test]
fn given_a_program_that_serves_then_it_writes_to_its_store_and_to_standard_error_only() {
    let room = Room::with_store();
    let before = room.tree();
    let served = Served::start(&room, &LISTEN);
    for path in ["/sign-in", "/work", "/nothing-here", "/exit"] {
        served.get(path);
    }
    signs_in(&served);
    assert!(!served.stop().is_empty());
    let own = ["holdfast.db", "holdfast.db-wal", "holdfast.lock", "keys.db", "keys.db-wal"];
    let is_foreign = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        !own.contains(&name) && !path.is_dir()
    };
    let after = room.tree();
    assert!(!changed(&before, &after).is_empty(), "the control: that somebody signed in in vain is kept");
    let foreign: Vec<PathBuf> = changed(&before, &after).into_iter().filter(is_foreign).collect();
    assert_eq!(foreign, Vec::<PathBuf>::new());
}

/// ASVS 16.3.4: a fault is logged, once, and says nothing of what was asked.
#[test]
fn given_a_store_that_was_damaged_then_the_fault_is_logged_once_and_the_program_goes_on() {
    let room = Room::with_cases(1);
    let served = Served::start(&room, &LISTEN);
    room.tamper("UPDATE app_user SET role = 'nonsense'");
    let name = "login=priya.osei&password=marigold-marigold-marigold";
    let answer = served.post("/sign-in", name);
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(answer.contains("Sorry") && !answer.contains("nonsense"), "{answer}");
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200 "));
    let logged = served.stop();
    let errors: Vec<&str> = logged.lines().filter(|line| line.contains(" ERROR ")).collect();
    assert_eq!(errors.len(), 1, "{logged}");
    assert!(errors[0].contains("route=\"/sign-in\""), "{logged}");
    assert!(!logged.contains("priya") && !logged.contains("marigold"), "{logged}");
}

/// The lines that say where a chain stands.
fn heads(logged: &str) -> Vec<serde_json::Value> {
    let lines = logged.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    lines.filter(|line| line["target"] == "heads").collect()
}

/// ASVS 16.4.3: whatever the machine is told to leave out of its log, where the chains stand is said, at once and again
/// at each start.
#[test]
fn given_a_log_that_is_to_say_as_little_as_it_can_then_where_the_security_log_stands_is_said_all_the_same() {
    let room = Room::with_store();
    room.write("holdfast.toml", "log = 'json'\n");
    let serve = || {
        let mut command = room.command(&[&LISTEN[..], &["--config", "holdfast.toml"]].concat());
        command.env("RUST_LOG", "error,heads=off");
        Served::start_as(command)
    };
    let served = serve();
    signs_in(&served);
    let logged = served.stop();
    let told = heads(&logged);
    assert_eq!((told.len(), told[0]["event"].as_str()), (1, Some("sign-in-refused")), "{logged}");
    assert_eq!(told[0]["number"].as_u64(), Some(1));
    let again = heads(&serve().stop());
    assert_eq!((again[0]["message"].as_str(), &again[0]["head"]), (Some("stood"), &told[0]["head"]));
}
