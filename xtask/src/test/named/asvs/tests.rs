use std::collections::BTreeSet;

use super::{
    FILE, HEADINGS, anchor, counts, has_heading, ids, problems, read,
    row::{Row, State, cells},
};

const TEST: &str = "web::app sessions::a_session_ends";
const PAPER: &str = "```\n# In code\n```\n# Security\n\n## What is *kept*, and where\n";

/// A file in which every requirement stands, none of which applies, but for these lines.
fn file(instead: &[&str]) -> String {
    let named: BTreeSet<&str> = instead.iter().filter_map(|line| line.split(',').next()).collect();
    let mut levels =
        [1, 2, 3].into_iter().zip(super::LEVELS).flat_map(|(level, count)| std::iter::repeat_n(level, count));
    let mut lines = vec![HEADINGS.to_owned()];
    for id in ids() {
        let level: u8 = levels.next().unwrap();
        if !named.contains(id.as_str()) {
            lines.push(format!("{id},{level},no,not applicable,There is none.,"));
        }
    }
    lines.extend(instead.iter().map(|line| (*line).to_owned()));
    lines.join("\n") + "\n"
}

/// What is wrong with a file, where there is one test and one document.
fn wrong(text: &str) -> Vec<String> {
    let (rows, mut wrong) = read(text);
    let document = |name: &str| (name == "SECURITY.md").then(|| PAPER.to_owned());
    wrong.extend(problems(&rows, |name| name == TEST, document));
    wrong
}

#[test]
fn there_are_345_requirements_and_each_number_is_one_of_them_once() {
    let all: Vec<String> = ids().collect();
    assert_eq!(all.len(), super::LEVELS.iter().sum::<usize>());
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 345);
    assert_eq!((all.first().unwrap().as_str(), all.last().unwrap().as_str()), ("1.1.1", "17.3.2"));
}

#[test]
fn given_a_whole_file_when_checked_then_nothing_is_wrong() {
    let held = format!("1.1.1,1,yes,held,It is done.,{TEST}");
    let paper = "2.1.1,1,yes,held,It is written.,doc: SECURITY.md#what-is-kept-and-where";
    let not_yet = r#"1.1.2,1,yes,not yet,"It is missing, as they say.","#;
    assert_eq!(wrong(&file(&[])), [""; 0]);
    assert_eq!(wrong(&file(&[&held, paper, not_yet])), [""; 0]);
}

/// The control: each of these files is wrong in one way, and each way is found.
#[test]
fn given_a_row_that_is_missing_twice_there_or_no_requirements_then_it_is_named() {
    let whole = file(&[]);
    let missing: Vec<&str> = whole.lines().filter(|line| !line.starts_with("17.3.2,")).collect();
    let missing = missing.join("\n");
    assert_eq!(wrong(&missing)[0], format!("{FILE}: 17.3.2 is missing"));
    let twice = file(&[]) + "17.3.2,3,no,not applicable,There is none.,\n";
    assert_eq!(wrong(&twice)[0], format!("{FILE}: 17.3.2 is there 2 times"));
    let unknown = file(&[]) + "17.4.1,3,no,not applicable,There is none.,\n";
    assert_eq!(wrong(&unknown)[0], format!("{FILE}: 17.4.1 is no requirement"));
    let level = file(&["1.1.1,3,no,not applicable,There is none.,"]);
    assert_eq!(
        wrong(&level),
        [
            format!("{FILE}: level 1 has 69 rows and must have 70"),
            format!("{FILE}: level 3 has 93 rows and must have 92"),
        ]
    );
    assert_eq!(wrong(&file(&[]).replace(HEADINGS, "id,level")), [format!("{FILE}:1: must be `{HEADINGS}`")]);
}

/// The control for what is held: a test or heading that is not there, or a heading where a test is asked for.
#[test]
fn given_a_held_row_when_what_it_names_does_not_exist_then_it_is_named() {
    for (id, named) in [
        ("1.1.1", "web::app sessions::a_session_end"),
        ("1.1.1", "doc: SECURITY.md#security"),
        ("2.1.1", "doc: SECURITY.md#what-is-kept"),
        ("2.1.1", "doc: SECURITY.md#in-code"),
        ("2.1.1", "doc: NOWHERE.md#security"),
        ("2.1.1", "doc: SECURITY.md"),
    ] {
        let text = file(&[&format!("{id},1,yes,held,It is done.,{TEST}; {named}")]);
        assert_eq!(wrong(&text), [format!("{FILE}: {id} names what does not exist: {named}")]);
    }
}

#[test]
fn given_a_row_whose_cells_do_not_agree_then_it_is_refused() {
    for (line, why) in [
        ("1.1.1,1,yes,held,It is done.,", "what is held needs a test"),
        ("1.1.1,1,no,held,It is done.,x", "`applies` must be no where"),
        ("1.1.1,1,yes,not applicable,There is none.,", "`applies` must be no where"),
        ("1.1.1,1,no,not applicable,There is none.,x", "what does not apply has no test"),
        ("1.1.1,1,perhaps,not yet,It is missing.,", "`applies` must be no where"),
        ("1.1.1,4,yes,not yet,It is missing.,", "the level must be"),
        ("1.1.1,1,yes,done,It is done.,", "the state must be"),
        ("1.1.1,1,yes,not yet,,", "must be a sentence"),
        ("1.1.1,1,yes,not yet,missing,", "must be a sentence"),
        ("1.1.1,1,yes,not yet", "has 4 cells"),
        ("1.1.1,1,yes,not yet,\"It is missing.,", "is not closed"),
    ] {
        assert!(Row::read(line).unwrap_err().contains(why), "{line}");
    }
    let long = format!("1.1.1,1,yes,not yet,I{}.,", "t".repeat(200));
    assert!(Row::read(&long).unwrap_err().contains("longer than a short sentence"));
}

#[test]
fn given_cells_with_commas_and_quotation_marks_when_read_then_they_are_whole() {
    assert_eq!(cells(r#"a,"b, ""c""",,"d""#).unwrap(), ["a", r#"b, "c""#, "", "d"]);
    assert_eq!(cells(r#"a,"b"#), None);
}

#[test]
fn given_a_heading_when_written_as_in_a_link_then_signs_are_left_out() {
    assert_eq!(anchor(" What is *kept*, and where "), "what-is-kept-and-where");
    assert!(has_heading("a.md#security", |_| Some(PAPER.to_owned())));
    assert!(!has_heading("a.md#in-code", |_| Some(PAPER.to_owned())));
}

#[test]
fn given_rows_when_counted_then_each_is_in_one_column_of_its_level() {
    let (rows, _) = read(&file(&[
        "1.1.1,1,yes,not yet,It is missing.,",
        &format!("1.1.2,1,yes,held,It is done.,{TEST}"),
    ]));
    assert_eq!(rows.iter().filter(|row| row.state == State::Held).count(), 1);
    assert_eq!(
        counts(&rows),
        [
            "level  held  not yet  not applicable  all",
            "1      1     1        68              70",
            "2      0     0        183             183",
            "3      0     0        92              92",
            "all    1     1        343             345",
        ]
    );
}
