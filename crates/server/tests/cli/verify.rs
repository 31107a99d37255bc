//! `holdfast verify`.

use serde_json::Value;

use crate::kit::{Room, Served, changed, text};

const VERIFY: [&str; 3] = ["verify", "--data", "data"];

fn found(room: &Room) -> Value {
    serde_json::from_slice(&room.run(&[&VERIFY[..], &["--format", "json"]].concat()).stdout).unwrap()
}

#[test]
fn given_a_store_that_nobody_touched_then_every_chain_is_whole_without_a_key() {
    let room = Room::with_cases(6);
    std::fs::remove_file(room.path("data/keys/master.key")).unwrap();
    let before = room.tree();
    let output = room.run(&VERIFY);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).starts_with("6 cases, "), "{}", text(&output.stdout));
    assert_eq!((found(&room)["whole"].as_bool(), found(&room)["cases"].as_u64()), (Some(true), Some(6)));
    assert_eq!(changed(&before, &room.tree()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn given_an_entry_that_was_changed_then_its_case_and_place_are_named_and_it_ends_with_1() {
    let room = Room::with_cases(3);
    room.tamper(
        "UPDATE journal SET recorded_at = recorded_at + 1 \
         WHERE seq = 2 AND stream = (SELECT min(stream) FROM journal)",
    );
    let output = room.run(&VERIFY);
    assert_eq!(output.status.code(), Some(1));
    let broken = found(&room)["broken"].clone();
    assert_eq!((broken.as_array().unwrap().len(), broken[0]["entry"].as_u64()), (1, Some(2)));
    let told = text(&output.stdout);
    assert!(told.starts_with(&format!("case {}, entry 2: ", broken[0]["case"].as_str().unwrap())), "{told}");
}

#[test]
fn given_a_case_whose_last_entry_was_cut_off_then_it_is_found() {
    let room = Room::with_cases(3);
    room.tamper(
        "DELETE FROM journal WHERE (stream, seq) = (SELECT stream, seq FROM journal ORDER BY stream DESC, seq DESC)",
    );
    assert_eq!(room.run(&VERIFY).status.code(), Some(1));
    assert_eq!(found(&room)["broken"].as_array().unwrap().len(), 1);
}

#[test]
fn given_a_line_of_the_security_log_that_nobody_wrote_then_it_is_named_and_it_ends_with_1() {
    let room = Room::with_cases(2);
    assert_eq!(found(&room)["broken_logs"].as_array().unwrap().len(), 0);
    room.tamper(
        "INSERT INTO security_event (organisation, seq, id, at, kind, payload, digest, link) SELECT id, 1, id, 1, \
         'signed-in', x'00', zeroblob(32), zeroblob(32) FROM organisation LIMIT 1",
    );
    let output = room.run(&VERIFY);
    assert_eq!(output.status.code(), Some(1));
    let found = found(&room);
    assert_eq!((found["whole"].as_bool(), found["broken"].as_array().unwrap().len()), (Some(false), 0));
    assert_eq!(found["broken_logs"][0]["line"].as_u64(), Some(1));
    let told = text(&output.stdout);
    assert!(told.starts_with("security log of "), "{told}");
}

#[test]
fn given_a_look_that_was_taken_out_then_its_seal_is_named_and_an_end_that_was_kept_finds_what_nothing_else_would()
 {
    let room = Room::with_cases(3);
    let end = found(&room)["looks"]["end"].as_str().unwrap().to_owned();
    let kept = [&VERIFY[..], &["--looks-end", &end]].concat();
    assert_eq!(room.run(&kept).status.code(), Some(0));
    room.tamper("DELETE FROM access_entry WHERE place = 3");
    let output = room.run(&VERIFY);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(told.starts_with("seal 1 of the access journal holds for entries that are missing\n"), "{told}");
    room.tamper("DELETE FROM access_entry");
    room.tamper("DELETE FROM look_seal");
    room.tamper("DELETE FROM meta WHERE name = 'look-head'");
    assert_eq!(room.run(&VERIFY).status.code(), Some(0), "nothing that is left tells of it");
    assert_eq!(room.run(&kept).status.code(), Some(1));
}

const SERVE: [&str; 6] = ["--data", "data", "--listen", "127.0.0.1:0", "--log", "json"];
const HEADS: [&str; 2] = ["--heads", "outside.jsonl"];

/// A store in which somebody tried in vain to sign in, and what another machine kept of its log.
fn with_an_outside_copy() -> Room {
    let room = Room::with_cases(2);
    let served = Served::start(&room, &SERVE);
    for _ in 0..3 {
        served.post("/sign-in", "login=nobody-of-this-name&password=marigold-marigold-marigold");
    }
    let logged = served.stop();
    assert!(!logged.contains("marigold") && !logged.contains("nobody-of-this-name"), "{logged}");
    // As it comes: among lines about other things, and with one that is not ours at all.
    room.write("outside.jsonl", format!("not ours\n{logged}"));
    room
}

/// ASVS 16.4.3: what leaves the machine as it is written finds what nobody finds on the machine itself.
#[test]
fn given_an_outside_copy_of_the_log_then_a_log_that_was_taken_out_with_its_end_is_found() {
    let room = with_an_outside_copy();
    let kept = [&VERIFY[..], &HEADS].concat();
    assert_eq!(room.run(&kept).status.code(), Some(0), "{}", text(&room.run(&kept).stdout));
    // Every line, and where the log is said to end: whoever can write every row can do that.
    room.tamper("DELETE FROM security_event");
    room.tamper("DELETE FROM security_head");
    assert_eq!(room.run(&VERIFY).status.code(), Some(0), "the control: nothing that is left tells of it");
    let output = room.run(&kept);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(told.starts_with("line 1 of the security log of "), "{told}");
    assert!(told.contains("of the lines that were sent elsewhere are missing here"), "{told}");
    let as_data = [&kept[..], &["--format", "json"]].concat();
    let found: Value = serde_json::from_slice(&room.run(&as_data).stdout).unwrap();
    assert_eq!(found["whole"].as_bool(), Some(false));
    assert!(!found["missing"].as_array().unwrap().is_empty());
}

#[test]
fn given_a_file_with_no_line_of_ours_then_it_is_refused_in_one_line() {
    let room = Room::with_cases(1);
    room.write("outside.jsonl", "{\"level\":\"INFO\"}\nnothing\n");
    let line = room.refused(&[&VERIFY[..], &HEADS].concat());
    assert!(line.starts_with("outside.jsonl has no line that says where a log stands"), "{line}");
    let line = room.refused(&[&VERIFY[..], &["--heads", "nowhere.jsonl"]].concat());
    assert!(line.starts_with("nowhere.jsonl cannot be read"), "{line}");
}
