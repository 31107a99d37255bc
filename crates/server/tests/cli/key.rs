//! `holdfast key`: the master key changes, and whatever moment the power fails at, one key opens everything.

use std::fs;
use std::path::PathBuf;

use seal::{KeyId, MasterKey};
use serde_json::Value;
use store::{Config, KeyChange};

use crate::kit::{Room, Served, changed, text};

const CHANGE: [&str; 4] = ["key", "change", "--data", "data"];
const KEY: &str = "data/keys/master.key";

fn read(room: &Room, name: &str) -> MasterKey {
    MasterKey::read_file(&room.path(name)).unwrap()
}

fn kept(id: KeyId) -> String {
    format!("{KEY}.{id}")
}

/// What `verify` finds, which has to be all well, also of what only the key shows.
fn is_whole(room: &Room) {
    let output = room.run(&["verify", "--data", "data", "--format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), found["cases"].as_u64()), (Some(0), Some(3)), "{found}");
    assert_eq!(found["looks"]["with_key"].as_bool(), Some(true), "{found}");
}

/// Every case opens, and what is kept beside them is as their journals give it.
fn opens(room: &Room) {
    let output = room.run(&["rebuild", "--check", "--data", "data"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(text(&output.stdout), "3 cases: everything is as the journals give it\n");
}

/// Only this key is at its place, the other beside it, and nothing waits.
fn lies(room: &Room, now: KeyId, before: KeyId) {
    assert_eq!((read(room, KEY).id(), read(room, &kept(before)).id()), (now, before));
    assert!(!MasterKey::waiting_file(&room.path(KEY)).exists());
}

/// How many lines of the security log say that keys were changed.
fn lines_about_keys(room: &Room) -> usize {
    room.asks("SELECT kind FROM security_event WHERE kind = 'keys-changed'").len()
}

/// What the command does to the database, without its files of keys.
fn wrap_anew(room: &Room, from: &MasterKey, to: &MasterKey) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let change = KeyChange::begin(&Config::sqlite(room.path("data")), from).await.unwrap();
        change.to(to, jiff::Timestamp::UNIX_EPOCH, &mut |_| true).await.unwrap();
    });
}

#[test]
fn given_a_changed_key_then_it_opens_everything_and_the_one_of_before_nothing() {
    let room = Room::with_cases(3);
    let old = read(&room, KEY).id();
    is_whole(&room);
    assert_eq!(lines_about_keys(&room), 0, "the control");
    let output = room.run(&CHANGE);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}{}", text(&output.stderr));
    let new = read(&room, KEY).id();
    assert!(told.starts_with(&format!(
        "3 keys of cases and 16 others are wrapped under a new master key, {new}\nIt is in /"
    )));
    assert!(told.contains(&format!("\nThe one of before, {old}, is in /")), "{told}");
    lies(&room, new, old);
    is_whole(&room);
    opens(&room);
    assert_eq!(lines_about_keys(&room), 1);
    let line = room.refused(&["rebuild", "--check", "--data", "data", "--key", &kept(old)]);
    assert_eq!(
        line,
        format!("this key does not open this data (key id {old}, need {new}): give the right key file")
    );
    let line = room.refused(&["key", "change", "--data", "data", "--key", &kept(old)]);
    assert!(line.starts_with("this key does not open this data"), "{line}");
}

#[test]
fn given_the_power_failed_before_anything_was_wrapped_then_the_old_key_opens_and_the_one_that_waits_is_taken_up()
 {
    let room = Room::with_cases(3);
    let (old, next) = (read(&room, KEY).id(), MasterKey::waiting_or_new(&room.path(KEY)).unwrap().id());
    is_whole(&room);
    opens(&room);
    assert_eq!(read(&room, KEY).id(), old);
    assert_eq!(room.run(&CHANGE).status.code(), Some(0));
    lies(&room, next, old);
    opens(&room);
}

#[test]
fn given_the_power_failed_after_everything_was_wrapped_then_the_next_command_lets_the_new_key_take_its_place()
{
    for linked in [false, true] {
        for next_command in
            [&["rebuild", "--check", "--data", "data"][..], &CHANGE, &["key", "renew", "--data", "data"]]
        {
            let room = Room::with_cases(3);
            let (old, new) = (read(&room, KEY), MasterKey::waiting_or_new(&room.path(KEY)).unwrap());
            wrap_anew(&room, &old, &new);
            if linked {
                fs::hard_link(room.path(KEY), room.path(&kept(old.id()))).unwrap();
            }
            let before = room.tree();
            is_whole(&room);
            assert_eq!(changed(&before, &room.tree()), Vec::<PathBuf>::new(), "verify changes nothing");
            let output = room.run(next_command);
            assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
            lies(&room, new.id(), old.id());
            is_whole(&room);
            opens(&room);
        }
    }
}

#[test]
fn given_the_power_failed_after_everything_was_wrapped_then_a_server_starts_with_the_new_key() {
    let room = Room::with_cases(3);
    let (old, new) = (read(&room, KEY), MasterKey::waiting_or_new(&room.path(KEY)).unwrap());
    wrap_anew(&room, &old, &new);
    let served = Served::start(&room, &["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
    assert!(served.get("/healthz").starts_with("HTTP/1.1 200 "));
    served.stop();
    lies(&room, new.id(), old.id());
}

#[test]
fn given_a_key_that_waits_and_is_not_the_one_that_is_needed_then_it_takes_no_place() {
    let room = Room::with_cases(3);
    let (old, new) = (read(&room, KEY), MasterKey::create_file(&room.path("elsewhere.key")).unwrap());
    MasterKey::waiting_or_new(&room.path(KEY)).unwrap();
    wrap_anew(&room, &old, &new);
    for command in [&["rebuild", "--check", "--data", "data"][..], &["verify", "--data", "data"], &CHANGE] {
        assert!(room.refused(command).starts_with("this key does not open this data"));
    }
}

#[test]
fn given_something_stands_against_it_then_no_key_is_changed_and_no_file_is_made() {
    let room = Room::with_cases(1);
    room.write("no.key", "not a key");
    room.set_mode("no.key", 0o600);
    for command in ["change", "renew"] {
        let line = room.refused(&["key", command, "--data", "nowhere"]);
        assert!(line.starts_with("there is no key file at "), "{line}");
        let line = room.refused(&["key", command, "--data", "data", "--key", "no.key"]);
        assert!(line.contains("no.key is damaged"), "{line}");
    }
    room.write("data/keys/master.key.next", "cut off");
    room.set_mode("data/keys/master.key.next", 0o600);
    let line = room.refused(&CHANGE);
    assert!(line.contains("master.key.next is damaged"), "{line}");
    fs::remove_file(room.path("data/keys/master.key.next")).unwrap();
    let served = Served::start(&room, &["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
    for command in ["change", "renew"] {
        let line = room.refused(&["key", command, "--data", "data"]);
        assert!(line.starts_with("another process has this data open"), "{line}");
    }
    served.stop();
    assert_eq!(room.run(&CHANGE).status.code(), Some(0), "the control: nobody has it open");
}

#[test]
fn given_renewed_keys_then_the_same_master_key_opens_everything_and_stolen_keys_nothing_that_is_there_now() {
    let room = Room::with_cases(3);
    let stolen = fs::read(room.path("data/keys/keys.db")).unwrap();
    let output = room.run(&["key", "renew", "--data", "data"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).starts_with("3 cases and 9 other purposes have new keys"));
    assert_eq!(lines_about_keys(&room), 1);
    is_whole(&room);
    opens(&room);
    fs::write(room.path("data/keys/keys.db"), stolen).unwrap();
    let line = room.refused(&["rebuild", "--check", "--data", "data"]);
    assert!(line.starts_with("the keys beside this data are not those that it is sealed under"), "{line}");
}

#[test]
fn given_a_case_that_was_changed_then_its_journal_is_not_chained_anew() {
    let room = Room::with_cases(3);
    room.tamper("UPDATE journal SET recorded_at = recorded_at + 1 WHERE seq = 1");
    let output = room.run(&["key", "renew", "--data", "data"]);
    let complaint = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{complaint}");
    assert!(complaint.starts_with("holdfast: a case is not as it was recorded"), "{complaint}");
    assert_eq!(room.run(&["verify", "--data", "data"]).status.code(), Some(1), "and verify still finds it");
}
