//! Refusals that the catalogue has not.

use insta::assert_snapshot;

use crate::kit::Room;

#[test]
fn given_something_that_cannot_be_done_then_one_line_says_what_to_do_instead() {
    let room = Room::with_store();
    room.write("a-file", "text");
    room.write("wrong.toml", "person = []\n");
    std::fs::create_dir_all(room.path("no-keys/keys")).unwrap();
    std::fs::copy(room.path("data/holdfast.db"), room.path("no-keys/holdfast.db")).unwrap();
    std::fs::create_dir_all(room.path("photos/keys")).unwrap();
    room.write("photos/keys/master.key", "left over");
    let lines: Vec<String> = [
        &["serve", "--dta", "data"][..],
        &["sreve"],
        &["policy"],
        &["serve", "--data", "no/such/place"],
        &["serve", "--data", "a-file"],
        &["serve", "--data", "photos"],
        &["serve", "--data", "no-keys"],
        &["serve", "--listen", "nowhere"],
        &["serve", "--config", "no-such.toml"],
        &["serve", "--timeout", "0"],
        &["init", "--data", "data"],
        &["demo", "--data", "data"],
        &["demo", "--cases", "many"],
        &["verify", "--data", "nowhere"],
        &["policy", "show", "nhgg"],
        &["policy", "check", "no-such.toml"],
        &["review", "--scenario", "wrong.toml", "--policy", "nhg"],
        &["review", "--scenario", "wrong.toml", "--policy", "nobody"],
        &["review", "--scenario", "wrong.toml"],
        &["review", "--policy", "nhg"],
        &["review", "--case", "HF-7K3M-Q2XT"],
        &["review", "--case", "HF-7K3M-Q2XT", "--why", "  ", "--data", "data"],
        &["review", "--case", "somebody", "--why", "A complaint", "--data", "data"],
        &["review", "--case", "HF-7K3M-Q2XT", "--why", "A complaint", "--data", "data"],
        &["review", "--case", "HF-7K3M-Q2XT", "--why", "A complaint", "--data", "data", "--policy", "nobody"],
        &["rebuild", "--data", "nowhere"],
        &["rebuild", "--check", "--data", "data", "--key", "no-such.key"],
        &["key"],
        &["key", "change", "--data", "nowhere"],
        &["key", "change", "--data", "data", "--key", "a-file"],
        &["key", "renew", "--data", "data", "--key", "no-such.key"],
        &["serve", "--data", "postgres://ann:marigold@localhost/holdfast"],
        &["serve", "postgres://ann:marigold@localhost/holdfast"],
    ]
    .iter()
    .map(|arguments| format!("{}\n    {}\n", arguments.join(" "), room.refused(arguments)))
    .collect();
    assert_snapshot!("refusals", lines.concat());
}

#[test]
fn given_several_slips_in_an_account_then_each_has_a_line_of_its_own() {
    let room = Room::with_store();
    room.write("two.toml", "title = 1\n");
    let output = room.command(&["review", "--scenario", "two.toml", "--policy", "nhg"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let complaint = String::from_utf8(output.stderr).unwrap();
    let lines: Vec<&str> = complaint.lines().collect();
    assert_eq!(lines.len(), 2, "{complaint}");
    assert!(lines.iter().all(|line| line.starts_with("holdfast: two.toml:1: ")), "{complaint}");
}
