use domain::Severity;
use domain::report::ReportSource;

use super::*;
use crate::packs;
use crate::words::Condition;

const NHG: &str = include_str!("../../../../policies/nhg.toml");

fn problem(from: &str, to: &str) -> String {
    assert!(NHG.contains(from), "the pack no longer says {from}");
    check("nhg.toml", &NHG.replacen(from, to, 1)).unwrap_err().to_string()
}

fn line(of: &str) -> usize {
    1 + NHG.lines().position(|line| line.contains(of)).unwrap()
}

#[test]
fn every_shipped_pack_is_sound() {
    let all = packs::shipped().unwrap_or_else(|problem| panic!("{problem}"));
    let ids: Vec<&str> = all.iter().map(|pack| pack.id.as_str()).collect();
    assert_eq!(ids, ["nacro", "council", "one-system", "association", "nhg"]);
    assert_eq!(all.iter().map(|pack| pack.commitments.len()).sum::<usize>(), 101);
}

#[test]
fn a_shipped_pack_is_found_by_its_id() {
    assert_eq!(packs::find("council").unwrap().unwrap().id, "council");
    assert!(packs::find("nobody").is_none());
}

#[test]
fn an_unknown_word_is_named_with_its_line_and_the_nearest_one() {
    let from = r#"when = { all = ["children-present"] }"#;
    let message = problem(from, r#"when = { any = ["children-presen"] }"#);
    let begins = format!(
        "nhg.toml:{}: unknown word 'children-presen' in when.any; did you mean 'children-present'? known words: children-at-home, ",
        line(from)
    );
    assert!(message.starts_with(&begins), "{message}");
}

#[test]
fn each_mistake_is_told_in_one_line() {
    let mistakes = [
        ("one_with = \"severity-judged\"", "one_with = \"nobody\""),
        ("one_with = \"severity-judged\"", "one_with = \"owner-named\""),
        ("one_with = \"severity-judged\"", "one_with = \"judged-again\""),
        ("title = ", "titel = "),
        ("falls_to = \"case-owner\"", "falls_to = \"janitor\""),
        ("nation = \"england-and-wales\"", "nation = \"wales\""),
        ("definition = \"2013-cross-government\"", "definition = \"2012\""),
        ("in_force = 2019-05-21", "in_force = \"2019-05-21\""),
        ("version = 1", "version = 0"),
        ("within_months = 12", "within_months = \"12\""),
        ("[pattern]\nincidents = 3", "[pattern]\nincidents = 1"),
        ("[pattern]", "[pattern]\nsources = []"),
        ("[pattern]", "[pattern]\nsources = [\"polise\"]"),
        ("[pattern]", "[pattern]\nsources = [\"police\", \"police\"]"),
        ("id = \"NHG-20\"\nkind", "id = \"NHG-19\"\nkind"),
        ("id = \"NHG-20\"\nkind", "id = \"NHG-21\"\nkind"),
        ("id = \"NHG-20\"\nkind", "id = \"NHG20\"\nkind"),
        ("id = \"NHG-20\"\nkind", "id = \"COU-20\"\nkind"),
        ("id = \"NHG-17\"\nkind = \"procedure\"", "id = \"NHG-17\"\nkind = \"duty\""),
        ("id = \"NHG-15\"\nkind = \"duty\"", "id = \"NHG-15\"\nkind = \"gate\""),
        ("keeps = [\"NHG-18\"]", "keeps = [\"NHG-99\"]"),
        ("id = \"danger-asked\"", "id = \"police-now\""),
        ("id = \"police-now\"", "id = \"Police now\""),
        ("met_by = [\"police-told\"]", "met_by = []"),
        ("met_by = [\"police-told\"]", "met_by = [\"police-told\", \"police-told\"]"),
        ("starts = \"contact-missed\"", "starts = []"),
        ("due = \"now\"", "due = \"soon\""),
        ("due = \"now\"", "due = 4"),
        ("due = \"now\"\n", ""),
        ("due = { high = \"1h\", otherwise = \"4h\" }", "due = { high = \"1h\", medium = \"4h\" }"),
        (
            "due = { high = \"1h\", otherwise = \"4h\" }",
            "due = { high = \"1h\", unknown = \"4h\", otherwise = \"4h\" }",
        ),
        ("due = { high = \"1h\", otherwise = \"4h\" }", "due = { hihg = \"1h\", otherwise = \"4h\" }"),
        ("from = \"agreed-time\"", "from = \"planned-date\""),
        ("{ after = \"1h\", to = \"da-lead\" }", "{ after = \"0h\", to = \"da-lead\" }"),
        ("restarts = true", "restarts = true\njoins = true"),
        ("restarts = true", "restarts = \"yes\""),
        ("cites = [\"13A.1\"]", "cites = [\"somewhere\"]"),
        ("cites = [\"R-16\"]", ""),
        ("when = { all = [\"danger-now\"] }", "when = { all = [\"danger-now\"], none = [\"danger-now\"] }"),
        ("[policy]", "[policy"),
        ("title = \"Keep the agreed contact\"", "title = \" \""),
    ];
    let told: Vec<String> = mistakes.iter().map(|(from, to)| problem(from, to)).collect();
    assert!(told.iter().all(|message| !message.contains('\n')));
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_file_that_is_not_a_pack_is_told_so_in_one_line() {
    for text in ["", "\0", "policy = 3", "[[policy]]", "duty = [1]", "\u{feff}", "[policy]\r\nid = \"x\""] {
        let message = check("x.toml", text).unwrap_err().to_string();
        assert!(message.starts_with("x.toml:") && !message.contains('\n'), "{message}");
    }
    assert!(check("x.toml", &"#".repeat(300_000)).unwrap_err().what.contains("longer"));
}

#[test]
fn an_organisation_may_write_a_policy_of_its_own_and_numbers_it_without_gaps() {
    let own = NHG.replace("NHG-", "ZZZ-");
    assert!(check("own.toml", &own).is_ok());
    let gap = own.replace("ZZZ-01", "ZZZ-21");
    assert!(check("own.toml", &gap).unwrap_err().what.contains("ZZZ-01 is missing"));
}

#[test]
fn a_pack_that_names_no_source_counts_every_incident_and_one_that_names_some_counts_theirs() {
    assert!(check("nhg.toml", NHG).unwrap().pattern.sources.is_everybody());
    let named = NHG.replacen("[pattern]", "[pattern]\nsources = [\"police\", \"agency\"]", 1);
    let sources = check("nhg.toml", &named).unwrap().pattern.sources;
    assert_eq!(sources.named().collect::<Vec<_>>(), [ReportSource::Police, ReportSource::Agency]);
}

#[test]
fn what_is_said_of_high_holds_for_immediate_and_unknown_where_they_are_not_named() {
    let pack = check("nhg.toml", NHG).unwrap();
    let judged = pack.duties.iter().find(|duty| duty.id == "safeguarding").unwrap();
    assert_eq!(judged.due.term(Severity::Immediate), Term::SameDay);
    assert_eq!(judged.due.term(Severity::Unknown), Term::SameDay);
    assert_eq!(judged.due.term(Severity::Standard), Term::WorkingDays(1));
}

#[test]
fn safeguarding_in_every_pack_counts_not_known_as_a_reason() {
    for pack in packs::shipped().unwrap() {
        let duty = pack.duties.iter().find(|duty| duty.id == "safeguarding").unwrap();
        for word in [Condition::ChildrenNotKnown, Condition::AdultAtRiskNotKnown, Condition::ChildrenAtHome] {
            assert!(duty.when.any.contains(&word), "{}", pack.id);
        }
    }
}

#[test]
fn no_pack_blames() {
    for pack in packs::shipped().unwrap() {
        let texts = pack.duties.iter().map(|duty| &duty.title).chain(pack.commitments.iter().map(|c| &c.how));
        for text in texts {
            assert_eq!(xtask::blaming(text), [""; 0], "{}", pack.id);
        }
    }
}
