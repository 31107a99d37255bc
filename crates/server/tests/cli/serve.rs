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

/// The settings of an installation behind a proxy.
const BEHIND: &str = "origin = 'https://work.example.org'\nbehind_tls = true\n";

#[test]
fn given_tls_ends_before_it_then_browsers_are_told_to_come_only_by_it() {
    let room = Room::empty();
    room.write("holdfast.toml", BEHIND);
    let served = Served::start(&room, &[&["--config", "holdfast.toml"][..], &ANYWHERE].concat());
    assert!(served.said.contains("https://work.example.org/set-up/"), "{}", served.said);
    assert!(served.get("/healthz").to_lowercase().contains("strict-transport-security: "));
    served.stop();
}

#[test]
fn given_tls_before_it_and_no_address_for_passkeys_then_it_does_not_start() {
    let room = Room::empty();
    let line = room.refused(&[&["--behind-tls"][..], &ANYWHERE].concat());
    assert!(line.starts_with("behind TLS the settings must name 'origin'"), "{line}");
    room.write("holdfast.toml", "behind_tls = true\n");
    assert_eq!(room.refused(&[&["--config", "holdfast.toml"][..], &ANYWHERE].concat()), line);
}

/// ASVS 12.3.3: from the proxy on, nothing is encrypted; so it stays on the machine unless somebody vouches for the
/// network between.
#[test]
fn given_a_way_from_the_proxy_over_a_network_then_it_starts_only_where_somebody_vouches_for_it() {
    let room = Room::empty();
    room.write("holdfast.toml", BEHIND);
    room.write("vouched.toml", format!("{BEHIND}open_to_proxy = true\n"));
    let listen = ["--listen", "0.0.0.0:0"];
    let line = room.refused(&[&["--config", "holdfast.toml"][..], &listen].concat());
    assert!(
        line.starts_with("0.0.0.0:0 can be reached from other machines, and the way from the proxy"),
        "{line}"
    );
    Served::start(&room, &[&["--config", "vouched.toml"][..], &listen].concat()).stop();
    let open = room.refused(&[&["--data", "other"][..], &listen].concat());
    assert!(open.contains("there is no TLS here"), "{open}");
}

/// ASVS 13.3.1: a store of secrets gives the key to this program alone, and no file of it is on a disk.
#[test]
fn given_a_key_that_systemd_gives_then_it_is_taken_from_there_and_nowhere_else_with_such_rights() {
    let room = Room::with_store();
    std::fs::create_dir(room.path("given")).unwrap();
    std::fs::rename(room.path("data/keys/master.key"), room.path("given/master.key")).unwrap();
    room.set_mode("given/master.key", 0o440);
    let key = room.path("given/master.key");
    let arguments = [&["--data", "data", "--key", key.to_str().unwrap()][..], &ANYWHERE].concat();
    assert!(room.refused(&arguments).starts_with("key file must have mode 0600"));
    let with_credentials = || {
        let mut command = room.command(&arguments);
        command.env("CREDENTIALS_DIRECTORY", room.path("given"));
        command
    };
    Served::start_as(with_credentials()).stop();
    room.set_mode("given/master.key", 0o444);
    assert!(room.refused_as(with_credentials()).starts_with("key file must have mode 0600"));
}
