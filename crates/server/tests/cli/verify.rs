//! `holdfast verify`.

use serde_json::Value;

use crate::kit::{Room, changed, text};

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
