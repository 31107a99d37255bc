//! `holdfast rebuild`.

use serde_json::Value;

use crate::kit::{Room, Served, changed, text};

const CHECK: [&str; 4] = ["rebuild", "--check", "--data", "data"];
const WRITE: [&str; 3] = ["rebuild", "--data", "data"];

/// What was found: each difference as `table, column`, sorted, and the exit code.
fn found(room: &Room, arguments: &[&str]) -> (Vec<String>, Option<i32>) {
    let output = room.run(&[arguments, &["--format", "json"]].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let word = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    let line = |line: &Value| format!("{}, {}", word(line, "table"), word(line, "column"));
    let mut lines: Vec<String> = json["differences"].as_array().unwrap().iter().map(line).collect();
    lines.sort();
    (lines, output.status.code())
}

#[test]
fn given_a_store_that_nobody_touched_then_everything_agrees_and_nothing_is_changed() {
    let room = Room::with_cases(40);
    let before = room.tree();
    let output = room.run(&CHECK);
    let told = "40 cases: everything is as the journals give it\n";
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(0), told), "{output:?}");
    assert_eq!(changed(&before, &room.tree()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn given_a_wrong_column_then_its_case_and_place_are_told_but_never_what_stands_there_and_it_is_put_right() {
    let room = Room::with_cases(6);
    room.tamper("UPDATE case_record SET owner = 'marigold' WHERE case_id = (SELECT min(case_id) FROM duty)");
    let output = room.run(&CHECK);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.starts_with("case HF-") && told.contains(": case_record, owner\n"), "{told}");
    assert!(told.ends_with("6 cases, 1 difference: put right with `holdfast rebuild`\n"), "{told}");
    assert!(!told.contains("marigold"));
    assert_eq!(found(&room, &CHECK).0, ["case_record, owner"], "checking puts nothing right");
    assert_eq!(found(&room, &WRITE), (vec!["case_record, owner".to_owned()], Some(0)));
    assert_eq!(found(&room, &CHECK), (vec![], Some(0)));
}

#[test]
fn given_each_kind_of_wrong_row_then_it_is_found_and_put_right() {
    let room = Room::with_cases(9);
    for (statement, expected) in [
        ("UPDATE case_record SET incidents = incidents + 1, severity = 'odd'", "case_record, incidents"),
        ("UPDATE case_record SET header = x'00'", "case_record, header"),
        ("UPDATE case_record SET recorder = case_id, opened_at = 1", "case_record, opened_at"),
        ("UPDATE case_record SET last_at = last_at + 1", "case_record, last_at"),
        ("UPDATE case_record SET judge_at = 1", "case_record, judge_at"),
        ("UPDATE duty SET due_at = due_at + 1", "duty, due_at"),
        ("UPDATE duty SET falls_to = 'nobody', region = 'nowhere'", "duty, falls_to"),
        ("UPDATE duty SET started = started + 90", "duty, extra row"),
        ("UPDATE duty SET organisation = case_id", "duty, organisation"),
        ("DELETE FROM duty", "duty, missing row"),
    ] {
        room.tamper(statement);
        let (lines, ended) = found(&room, &CHECK);
        assert!(ended == Some(1) && lines.iter().any(|line| line == expected), "{statement}: {lines:?}");
        assert_eq!(found(&room, &WRITE).1, Some(0), "{statement}");
        assert_eq!(found(&room, &CHECK), (vec![], Some(0)), "{statement}");
    }
    Served::start(&room, &["serve", "--data", "data", "--listen", "127.0.0.1:0"]).stop();
}

/// Everything that is counted apart, as it stands.
const APART: &str = "SELECT mark || month || codes FROM equality_count UNION ALL \
                     SELECT id || month || time || answers || from_journal || COALESCE(length(words), 'none') FROM voice \
                     ORDER BY 1";

#[test]
fn given_what_is_counted_apart_was_damaged_then_it_is_found_and_made_again_from_the_journals() {
    let room = Room::with_cases(40);
    let whole = room.asks(APART);
    assert!(
        whole.iter().filter(|row| row.contains("believed:")).count() > 0,
        "nobody said how it went: {whole:?}"
    );
    assert!(whole.iter().filter(|row| row.contains("ethnicity:")).count() > 0, "nobody answered: {whole:?}");
    assert!(whole.iter().any(|row| row.contains("effects:")), "{whole:?}");
    for (statement, expected) in [
        ("UPDATE equality_count SET codes = 'sex:female sex:female'", "equality_count, codes"),
        ("UPDATE equality_count SET month = '1999-01'", "equality_count, month"),
        ("DELETE FROM equality_count", "equality_count, missing row"),
        ("UPDATE equality_count SET mark = 'of-nobody-' || mark", "equality_count, extra row"),
        ("UPDATE voice SET answers = 'believed:no'", "voice, answers"),
        ("UPDATE voice SET month = '1999-01', time = 'at-end'", "voice, time"),
        ("UPDATE voice SET words = NULL", "voice, words"),
        ("UPDATE voice SET words = x'00'", "voice, unreadable row"),
        ("UPDATE voice SET answers = 'believed:perhaps'", "voice, unreadable row"),
        ("UPDATE voice SET from_journal = 0", "voice, from_journal"),
        ("DELETE FROM voice", "voice, missing row"),
        ("UPDATE voice SET id = 'of-nobody-' || id", "voice, extra row"),
    ] {
        room.tamper(statement);
        assert_ne!(room.asks(APART), whole, "{statement} changed nothing, so nothing was tried");
        let (lines, ended) = found(&room, &CHECK);
        assert!(ended == Some(1) && lines.iter().any(|line| line == expected), "{statement}: {lines:?}");
        assert_ne!(room.asks(APART), whole, "checking puts nothing right");
        assert_eq!(found(&room, &WRITE).1, Some(0), "{statement}");
        assert_eq!(room.asks(APART), whole, "{statement}");
        assert_eq!(found(&room, &CHECK), (vec![], Some(0)), "{statement}");
    }
}

#[test]
fn given_an_answer_without_a_name_then_it_is_said_that_no_journal_vouches_for_it_and_it_is_never_taken_away()
{
    let room = Room::with_cases(3);
    room.tamper(
        "INSERT INTO voice SELECT id, '00000000000000000000000000000001', '2026-01', 'early', 'believed:yes', NULL, 0 \
         FROM organisation",
    );
    let output = room.run(&CHECK);
    let told = text(&output.stdout);
    let line = "1 answer was given without a name: it stands in no journal, and was only looked at for whether it can be read";
    assert!(told.contains(line), "{told}");
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_eq!(found(&room, &WRITE), (vec![], Some(0)));
    room.tamper("UPDATE voice SET answers = 'believed:marigold' WHERE from_journal = 0");
    assert_eq!(found(&room, &CHECK), (vec!["voice, unreadable row".to_owned()], Some(1)));
    assert_eq!(found(&room, &WRITE).1, Some(0));
    assert_eq!(room.asks("SELECT answers FROM voice WHERE from_journal = 0"), ["believed:marigold"]);
}

#[test]
fn given_a_journal_that_was_changed_then_nothing_is_derived_from_any() {
    let room = Room::with_cases(3);
    room.tamper("DELETE FROM duty");
    room.tamper("UPDATE journal SET recorded_at = recorded_at + 1 WHERE seq = 1");
    let line = room.refused(&WRITE);
    assert!(line.starts_with("3 cases are not as they were recorded"), "{line}");
}

#[test]
fn given_a_store_that_is_served_then_it_is_left_alone() {
    let room = Room::with_cases(1);
    let _served = Served::start(&room, &["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
    for arguments in [&CHECK[..], &WRITE[..]] {
        assert!(room.refused(arguments).starts_with("another process has this data open"));
    }
}
