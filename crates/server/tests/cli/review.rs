//! `holdfast review`.

use serde_json::Value;

use crate::kit::{Room, of_project, text};

#[test]
fn given_an_account_when_it_is_reviewed_then_text_and_json_tell_of_the_same_duties() {
    let room = Room::empty();
    let account = of_project("scenarios/07-solihull.toml");
    let arguments = ["review", "--scenario", account.to_str().unwrap(), "--policy", "nhg"];
    let output = room.run(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    let json: Value =
        serde_json::from_slice(&room.run(&[&arguments[..], &["--format", "json"]].concat()).stdout).unwrap();
    assert!(told.starts_with(json["title"].as_str().unwrap()));
    assert!(json["duties"].as_array().unwrap().len() > 3);
    assert_eq!(json["policy"]["id"], "nhg");
}

#[test]
fn given_a_policy_in_a_file_then_it_judges_as_the_shipped_one_does() {
    let room = Room::empty();
    room.write("ours.toml", room.run(&["policy", "show", "council"]).stdout);
    let account = of_project("scenarios/01-forced-door.toml");
    let by =
        |policy| room.run(&["review", "--scenario", account.to_str().unwrap(), "--policy", policy]).stdout;
    assert_eq!(text(&by("ours.toml")), text(&by("council")));
}
