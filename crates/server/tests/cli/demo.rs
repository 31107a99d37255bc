//! `holdfast demo`.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::kit::{Room, Served};

const DEMO: [&str; 5] = ["demo", "--listen", "127.0.0.1:0", "--cases", "2"];

#[test]
fn given_the_demo_when_it_starts_then_it_says_how_each_role_signs_in() {
    let room = Room::empty();
    let served = Served::start(&room, &[&DEMO[..], &["--format", "json"]].concat());
    let told: Value = serde_json::from_str(&served.said).unwrap();
    assert_eq!(told["listening"], format!("http://{}", served.address));
    let sign_in = told["sign_in"].as_array().unwrap();
    let roles: BTreeSet<&str> = sign_in.iter().map(|one| one["role"].as_str().unwrap()).collect();
    assert_eq!(roles.len(), access::Role::ALL.len());
    assert!(sign_in.iter().all(|one| one["password"].as_str().unwrap().chars().count() >= 15));
    served.stop();
}

#[test]
fn given_a_role_of_the_demo_then_its_password_signs_in_and_another_does_not() {
    let served = Served::start(&Room::empty(), &DEMO);
    let row = served.said.lines().find(|line| line.starts_with("Domestic-abuse lead")).unwrap();
    let mut cells = row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).skip(1);
    let (login, password) = (cells.next().unwrap(), cells.next().unwrap().replace(' ', "+"));
    assert!(
        served.post("/sign-in", &format!("login={login}&password={password}")).starts_with("HTTP/1.1 303 ")
    );
    assert!(
        served.post("/sign-in", &format!("login={login}&password={password}x")).starts_with("HTTP/1.1 422 ")
    );
    served.stop();
}

#[test]
fn given_the_demo_when_it_is_stopped_then_nothing_of_it_is_left() {
    let room = Room::empty();
    let mut command = room.command(&DEMO);
    command.env("TMPDIR", room.path(""));
    let served = Served::start_as(command);
    assert!(!room.tree().is_empty());
    served.stop();
    assert!(room.tree().is_empty());
}

#[test]
fn given_a_directory_then_the_demo_is_kept_and_can_be_served_but_not_made_again() {
    let room = Room::with_cases(2);
    assert!(room.refused(&["demo", "--data", "data"]).starts_with("there is a store in data already"));
    let served = Served::start(&room, &["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
    assert!(!served.said.contains("/set-up/"), "{}", served.said);
    served.stop();
}
