use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::*;

/// Every entry of a list that is long enough to be a password here, as it stands there.
fn long_enough(list: impl AsRef<Path>) -> Vec<String> {
    let text = fs::read(list).unwrap();
    let lines = text.split(|byte| *byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
    let lines = lines.map(|line| line.trim_end_matches('\r').to_owned());
    lines.filter(|line| (15..=200).contains(&line.chars().count())).collect()
}

/// Those of the list of the build, the most used first.
fn package() -> Vec<String> {
    long_enough(env!("LEAKED_PASSWORDS"))
}

fn taken(text: &str) -> bool {
    Password::typed(text).acceptable(&[]).is_ok()
}

/// ASVS 6.2.4: at least the 3,000 most used of those that would do by their length.
#[test]
fn more_than_three_thousand_leaked_passwords_that_are_long_enough_are_all_refused() {
    let all = package();
    println!("{} entries are long enough; {} digests are built in", all.len(), entries().len());
    assert!(all.len() >= 3000 && entries().len() > all.len(), "{}", all.len());
    let passed: Vec<&String> = all.iter().filter(|entry| taken(entry)).collect();
    assert_eq!(passed, [""; 0]);
}

/// The control, and the measure in ADR 0009: how many the rules alone would have refused.
#[test]
fn the_rules_alone_would_have_taken_most_of_them() {
    let all = package();
    let listed = all
        .iter()
        .filter(|entry| Password::typed(entry.as_str()).acceptable(&[]) == Err(PasswordProblem::Leaked));
    let by_list_only = listed.count();
    println!("{by_list_only} of {} are refused by the list only", all.len());
    assert!(by_list_only * 2 > all.len(), "{by_list_only}");
}

#[test]
fn capitals_and_what_is_put_before_or_behind_hide_no_entry() {
    let all = package();
    let entry = all
        .iter()
        .find(|entry| entry.bytes().all(|byte| byte.is_ascii_lowercase()) && is_listed(entry))
        .unwrap();
    for dressed in
        [entry.to_uppercase(), format!("{entry}2026!"), format!("!!{entry}1"), "princess-20260302".into()]
    {
        assert!(is_listed(&dressed), "{dressed}");
    }
    for other in [format!("{entry}walnut"), "cat1-2345678901234".into(), "12-34 56/78 90.12 34".into()] {
        assert!(!is_listed(&other), "the control: {other}");
    }
}

/// Eight bytes of a digest: one password in so many would be refused though it is not in the list.
#[test]
fn fewer_than_one_in_a_million_million_is_refused_by_chance() {
    let entries = u32::try_from(entries().len()).unwrap();
    let by_chance = 2.0 * f64::from(entries) / 2_f64.powi(64);
    println!("{by_chance:e} of all passwords are refused by chance");
    assert!(by_chance < 1e-12);
    let made_up = (0..20_000).map(|n| format!("pebble cactus {n} tuba envelope"));
    assert_eq!(made_up.filter(|made_up| is_listed(made_up)).count(), 0);
}

/// How a list of one's own fares, one password a line: `HOLDFAST_TEST_LEAKED=FILE`. Without it the list of the build is
/// measured.
#[test]
fn the_share_of_a_list_that_is_refused_is_told() {
    let all = std::env::var_os("HOLDFAST_TEST_LEAKED").map_or_else(package, long_enough);
    let mut counts = [0_u32; 3];
    for entry in &all {
        let at = match Password::typed(entry.as_str()).acceptable(&[]) {
            Err(PasswordProblem::EasilyGuessed) => 0,
            Err(PasswordProblem::Leaked) => 1,
            _ => 2,
        };
        counts[at] += 1;
    }
    println!("of {}: {} by the rules, {} by the list, {} taken", all.len(), counts[0], counts[1], counts[2]);
    assert_eq!(counts.iter().sum::<u32>(), u32::try_from(all.len()).unwrap());
}

/// A list as it is downloaded, of these passwords and of `more` others.
fn written(passwords: &[&str], more: usize, end: &str) -> String {
    let others = (0..more).map(|n| format!("other {n}"));
    let names = passwords.iter().map(|password| (*password).to_owned()).chain(others);
    let mut lines: Vec<String> =
        names.enumerate().map(|(n, name)| format!("{}:{}", seal::leaked_digest(&name), n * n + 1)).collect();
    lines.sort();
    lines.iter().fold(String::new(), |mut text, line| {
        write!(text, "{line}{end}").unwrap();
        text
    })
}

fn opened(text: &str) -> Result<LeakedFile, LeakedFileProblem> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("list.txt");
    fs::write(&path, text).unwrap();
    LeakedFile::open(&path)
}

const OURS: &str = "pebble cactus tuba envelope";

#[test]
fn every_password_of_a_downloaded_list_is_found_and_no_other() {
    for (more, end) in [(0, "\n"), (0, ""), (1, "\r\n"), (2, "\n"), (5000, "\r\n")] {
        let text = written(&[OURS], more, end);
        let text = if end.is_empty() { text } else { text.trim_end().to_owned() + end };
        let file = opened(&text).unwrap();
        let holds = |password: &str| file.holds(&Password::typed(password)).unwrap();
        assert!(holds(OURS), "{more}");
        assert!((0..more).all(|n| holds(&format!("other {n}"))), "{more}");
        assert!(!(0..500).any(|n| holds(&format!("another {n}"))), "{more}");
    }
}

#[test]
fn what_is_not_that_list_is_said_before_it_is_used() {
    let list = written(&[OURS], 3000, "\n");
    let mut lines: Vec<&str> = list.lines().collect();
    lines.reverse();
    assert!(matches!(opened(&lines.join("\n")), Err(LeakedFileProblem::Order)));
    lines.sort_by_key(|line| line.rsplit(':').next().unwrap().len());
    assert!(matches!(opened(&lines.join("\n")), Err(LeakedFileProblem::Order)), "ordered by count");
    assert!(matches!(opened(""), Err(LeakedFileProblem::Empty)));
    let ntlm = "0".repeat(32) + ":3\n";
    let not_the_list = ["password\n", "\n\n", &ntlm, &list.replace(':', ";"), &"x".repeat(9000)];
    for text in not_the_list {
        assert!(matches!(opened(text), Err(LeakedFileProblem::Line)), "{}", &text[..20.min(text.len())]);
    }
    assert!(matches!(
        LeakedFile::open(Path::new("/nowhere/list.txt")),
        Err(LeakedFileProblem::Unreadable(_))
    ));
    assert!(opened(&list).is_ok(), "the control");
}
