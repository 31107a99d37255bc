//! `holdfast policy …`.

use insta::assert_snapshot;
use serde_json::Value;

use crate::kit::{Room, text};

#[test]
fn given_coverage_is_asked_for_then_every_commitment_says_how_it_is_kept_or_what_it_waits_for() {
    let room = Room::empty();
    let output = room.run(&["policy", "coverage"]);
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!("coverage", text(&output.stdout));
    let json: Vec<Value> =
        serde_json::from_slice(&room.run(&["policy", "coverage", "--format", "json"]).stdout).unwrap();
    assert_eq!(json.len(), 101);
    assert!(json.iter().all(|line| line["state"]["kept"].is_object() ^ line["state"]["not-yet"].is_object()));
}

#[test]
fn given_the_list_of_policies_then_each_can_be_shown_and_the_copy_is_in_order() {
    let room = Room::empty();
    let listed: Vec<Value> =
        serde_json::from_slice(&room.run(&["policy", "list", "--format", "json"]).stdout).unwrap();
    assert_eq!(listed.len(), 5);
    for policy in listed {
        let id = policy["id"].as_str().unwrap();
        room.write("copy.toml", room.run(&["policy", "show", id]).stdout);
        let output = room.run(&["policy", "check", "copy.toml"]);
        let told = format!("ok: copy.toml with {} duties\n", policy["duties"]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), told));
    }
    assert_snapshot!("policy-list", text(&room.run(&["policy", "list"]).stdout));
}

#[test]
fn given_a_policy_with_a_mistake_when_it_is_checked_then_one_line_names_the_place_and_it_ends_with_1() {
    let room = Room::empty();
    let good = text(&room.run(&["policy", "show", "nhg"]).stdout);
    let mistakes: [(&str, String); 5] = [
        ("a misspelt key", good.replacen("version =", "verson =", 1)),
        ("not TOML", good.replacen("version =", "version ==", 1)),
        (
            "no version",
            good.lines().filter(|line| !line.starts_with("version")).collect::<Vec<_>>().join("\n"),
        ),
        ("empty", String::new()),
        ("another kind of file", "Dear all,\nthe minutes of Tuesday.\n".to_owned()),
    ];
    let mut told: Vec<String> = Vec::new();
    for (mistake, policy) in mistakes {
        assert_ne!(policy, good, "{mistake} changes nothing");
        room.write("our-policy.toml", policy);
        let output = room.run(&["policy", "check", "our-policy.toml"]);
        let line = text(&output.stdout);
        assert_eq!(
            (output.status.code(), line.lines().count(), output.stderr.len()),
            (Some(1), 1, 0),
            "{line}"
        );
        told.push(format!("{mistake}: {line}"));
    }
    assert_snapshot!("policy-check", told.concat());
    let json: Value =
        serde_json::from_slice(&room.run(&["policy", "check", "our-policy.toml", "--format", "json"]).stdout)
            .unwrap();
    assert_eq!((json["answer"].as_str(), json["line"].as_u64()), (Some("wrong"), Some(1)));
}

#[test]
fn given_questions_with_a_mistake_when_they_are_checked_then_one_line_names_the_place_and_it_ends_with_1() {
    let room = Room::empty();
    let good = text(&room.run(&["policy", "instrument", "show"]).stdout);
    room.write("ours.toml", &good);
    let output = room.run(&["policy", "instrument", "check", "ours.toml"]);
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(0), "ok: ours.toml with 24 questions\n".to_owned())
    );
    let mut told = Vec::new();
    for (from, to) in [
        ("number = 24", "number = 7"),
        ("number = 24", "number = 25"),
        ("high_at", "high_att"),
        ("group = \"person\"", "group = \"persn\""),
    ] {
        room.write("ours.toml", good.replacen(from, to, 1));
        let output = room.run(&["policy", "instrument", "check", "ours.toml"]);
        assert_eq!(output.status.code(), Some(1), "{to}");
        told.push(text(&output.stdout));
    }
    assert_snapshot!("instrument-check", told.concat());
}
