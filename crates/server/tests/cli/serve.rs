//! `holdfast` and `holdfast serve`.

use std::os::unix::fs::MetadataExt as _;

use crate::kit::{Room, Served};

const ANYWHERE: [&str; 2] = ["--listen", "127.0.0.1:0"];

/// The link with which the installation is set up.
fn link(served: &Served) -> String {
    let line = served.said.lines().find(|line| line.contains("/set-up/")).expect("a set-up link");
    line.split("/set-up/").nth(1).unwrap().to_owned()
}

#[test]
fn given_nothing_when_it_is_started_then_it_makes_a_store_and_prints_a_new_link_at_each_start() {
    let room = Room::empty();
    let first = Served::start(&room, &ANYWHERE);
    assert!(first.said.contains("A new store was made in "), "{}", first.said);
    let token = link(&first);
    assert_eq!(token.len(), 64);
    assert!(first.get("/healthz").starts_with("HTTP/1.1 200 "));
    let complaint = first.stop();
    assert!(complaint.contains("route=\"/healthz\"") && complaint.contains("status=200"), "{complaint}");
    let modes = ["holdfast-data", "holdfast-data/keys", "holdfast-data/keys/master.key"]
        .map(|name| room.path(name).metadata().unwrap().mode() & 0o777);
    assert_eq!(modes, [0o700, 0o700, 0o600]);
    let again = Served::start(&room, &ANYWHERE);
    assert!(!again.said.contains("A new store was made"));
    assert_ne!(link(&again), token);
    again.stop();
}

#[test]
fn given_a_request_with_a_query_then_neither_it_nor_an_unknown_address_is_in_the_log() {
    let served = Served::start(&Room::with_store(), &[&["serve", "--data", "data"][..], &ANYWHERE].concat());
    served.get("/sign-in?name=marigold");
    served.get("/no/such/periwinkle");
    let complaint = served.stop();
    assert!(complaint.contains("route=\"/sign-in\"") && complaint.contains("route=\"none\""), "{complaint}");
    assert!(!complaint.contains("marigold") && !complaint.contains("periwinkle"), "{complaint}");
}

#[test]
fn given_an_empty_directory_with_a_place_for_keys_then_a_store_is_made_in_it() {
    let room = Room::empty();
    std::fs::create_dir_all(room.path("data/keys/lost+found")).unwrap();
    let served = Served::start(&room, &[&["--data", "data"][..], &ANYWHERE].concat());
    served.stop();
    assert!(room.path("data/keys/keys.db").exists());
}

#[test]
fn given_a_key_file_elsewhere_then_it_is_made_there_and_only_there() {
    let room = Room::empty();
    let arguments = [&["--data", "data", "--key", "safe.key"][..], &ANYWHERE].concat();
    Served::start(&room, &arguments).stop();
    assert!(room.path("safe.key").exists() && !room.path("data/keys/master.key").exists());
    Served::start(&room, &arguments).stop();
    let line = room.refused(&[&["--data", "data"][..], &ANYWHERE].concat());
    assert!(line.starts_with("there is no key file at "), "{line}");
}

#[test]
fn given_a_setting_in_several_places_then_the_nearest_counts() {
    let room = Room::empty();
    room.write("holdfast.toml", "listen = '192.0.2.1:1'\nbehind_tls = false\n");
    let (file, environment) = (["--config", "holdfast.toml"], ("HOLDFAST_LISTEN", "192.0.2.2:1"));
    assert!(room.refused(&file).starts_with("192.0.2.1:1 can be reached"));
    let mut command = room.command(&file);
    command.env(environment.0, environment.1);
    assert!(room.refused_as(command).starts_with("192.0.2.2:1 can be reached"));
    let mut command = room.command(&[&file[..], &["--listen", "192.0.2.3:1"]].concat());
    command.env(environment.0, environment.1);
    assert!(room.refused_as(command).starts_with("192.0.2.3:1 can be reached"));
}

#[test]
fn given_tls_ends_before_it_then_browsers_are_told_to_come_only_by_it() {
    let served = Served::start(&Room::empty(), &[&["--behind-tls"][..], &ANYWHERE].concat());
    assert!(served.said.contains("https://"), "{}", served.said);
    assert!(served.get("/healthz").to_lowercase().contains("strict-transport-security: "));
    served.stop();
}
