//! Whatever is written in the words of the format is run, or refused with its line and one sentence; and where in the file
//! a fact stands says nothing.
#![expect(clippy::expect_used, reason = "a test stops at the first thing that is not as it should be")]

use std::sync::LazyLock;

use policy::PolicyPack;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use review::{Problem, Problems, Review, Scenario, fact_words, run};

static PACKS: LazyLock<Vec<PolicyPack>> = LazyLock::new(|| policy::packs::shipped().expect("they are sound"));

const HEAD: &str = "[scenario]\ntitle = \"Any account\"\n\n[[person]]\nkey = \"survivor\"\n\n[[person]]\nkey = \"ex\"\n\
                    role = \"alleged-perpetrator\"\nconnection = \"married\"\n\n[[person]]\nkey = \"boy\"\nrole = \"child\"\n\
                    lives_in_home = \"yes\"\nknown = 2021-05-12\n";

/// Times as people write them, and some that are none.
const TIMES: [&str; 17] = [
    "2021-05-10",
    "2021-05-10",
    "2021-05-12",
    "2021-05-28",
    "\"2021-05-10T14:30\"",
    "\"2021-05\"",
    "\"spring 2021\"",
    "2021",
    "\"before Christmas 2020\"",
    "\"evening of 10 May 2021\"",
    "\"2021-05..2021-08\"",
    "\"since 2020\"",
    "\"not known\"",
    "1900-01-01",
    "2200-12-31",
    "\"soon\"",
    "\"9999\"",
];
const TELLERS: [&str; 9] =
    ["survivor", "ex", "boy", "police", "neighbour", "landlord", "Housing Officer", "manager", "not known"];
/// Values of any key: right for some, wrong for others.
const VALUES: [&str; 40] = [
    "\"yes\"",
    "\"no\"",
    "\"not known\"",
    "true",
    "\"high\"",
    "\"standard\"",
    "\"phone\"",
    "\"letter\"",
    "[\"phone: safe\"]",
    "[\"letter: not safe\", \"phone: unknown\"]",
    "\"no-answer\"",
    "\"message-left\"",
    "\"disclosed\"",
    "\"police\"",
    "[\"idva\"]",
    "\"mash\"",
    "\"children\"",
    "\"adult\"",
    "[\"physical\", \"weapon\"]",
    "[\"1\", \"15\"]",
    "[\"nrpf\"]",
    "[\"ex\"]",
    "[\"boy\"]",
    "\"survivor\"",
    "\"assessment\"",
    "\"safe-at-home\"",
    "\"later\"",
    "\"refuge\"",
    "\"kept\"",
    "\"childhood\"",
    "[\"fear: yes\"]",
    "\"10:00-14:00\"",
    "2021-05-20",
    "2021-05-01",
    "\"a\"",
    "\"nobody at all\"",
    "[]",
    "7",
    "\"\"",
    "[\"a\", 3]",
];

/// One fact: mostly whole, sometimes without what it needs.
fn fact() -> impl Strategy<Value = String> {
    let words: Vec<_> = fact_words().iter().collect();
    let value = || select(VALUES.to_vec());
    (
        select(words),
        select(TIMES.to_vec()),
        proptest::option::weighted(0.3, select(TIMES.to_vec())),
        any::<u8>(),
    )
        .prop_flat_map(move |(word, when, known, mix)| {
            let keys = proptest::collection::vec(proptest::option::weighted(0.15, value()), word.keys.len());
            (Just((word, when, known, mix)), proptest::option::weighted(0.8, select(TELLERS.to_vec())), keys)
        })
        .prop_map(|((word, when, known, mix), by, values)| {
            let mut lines = vec!["\n[[fact]]".to_owned(), format!("what = \"{}\"", word.word)];
            if mix != 0 {
                lines.push(format!("when = {when}"));
            }
            lines.extend(known.map(|known| format!("known = {known}")));
            lines.extend(by.map(|by| format!("by = \"{by}\"")));
            let said = word.keys.iter().zip(&values);
            lines.extend(said.filter_map(|(key, value)| value.map(|value| format!("{key} = {value}"))));
            if mix % 3 != 0 {
                lines.push("words = \"Said so.\"".to_owned());
            }
            lines.extend(match mix % 16 {
                1 => Some("count = 3".to_owned()),
                2 | 3 => Some("key = \"a\"".to_owned()),
                4 => Some("instead_of = \"a\"".to_owned()),
                _ => None,
            });
            lines.push(String::new());
            lines.join("\n")
        })
}

fn judged(facts: &[String], pack: &PolicyPack) -> Result<Review, Problems> {
    let text = format!("{HEAD}{}", facts.concat());
    let scenario = Scenario::read("any.toml", &text)?;
    Ok(run(&scenario, pack, &scenario.calendar(pack.nation))?)
}

/// Each in one sentence, with a line of the file, in the order of the file.
fn are_explained(problems: &Problems, text: &str) -> bool {
    problems.iter().count() > 0
        && problems.iter().is_sorted_by_key(|problem| problem.line)
        && problems.iter().all(|problem| is_explained(problem, text))
}

/// One sentence, with a line of the file.
fn is_explained(problem: &Problem, text: &str) -> bool {
    let (what, lines) = (&problem.what, text.lines().count().max(1));
    (1..=lines).contains(&problem.line)
        && !what.trim().is_empty()
        && !what.contains('\n')
        && what.len() <= 400
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    #[test]
    fn any_account_is_run_or_refused_with_its_line_and_one_sentence(
        facts in proptest::collection::vec(fact(), 1..7),
        pack in 0_usize..5,
    ) {
        let text = format!("{HEAD}{}", facts.concat());
        match judged(&facts, &PACKS[pack]) {
            Ok(review) => prop_assert!(review.to_string().lines().all(|line| line.chars().count() <= 110)),
            Err(problems) => prop_assert!(are_explained(&problems, &text), "{problems}\n{text}"),
        }
    }

    #[test]
    fn where_in_the_file_a_fact_stands_says_nothing(
        (facts, shuffled) in proptest::collection::vec(fact(), 1..7)
            .prop_flat_map(|facts| (Just(facts.clone()), Just(facts).prop_shuffle())),
        pack in 0_usize..5,
    ) {
        match (judged(&facts, &PACKS[pack]), judged(&shuffled, &PACKS[pack])) {
            (Ok(one), Ok(other)) => prop_assert_eq!(one, other),
            (one, other) => prop_assert_eq!(one.is_err(), other.is_err()),
        }
    }

    #[test]
    fn any_text_is_refused_with_its_line_and_one_sentence(text in "(\\[\\[fact\\]\\]|what|when|[=\"\\n 0-9a-z“–-]){0,80}") {
        let problems = Scenario::read("any.toml", &text).expect_err("it has no title");
        prop_assert!(are_explained(&problems, &text), "{problems}");
    }
}

/// The control: most of what is generated above is let in, so that the first property is about reviews too.
#[test]
fn accounts_of_each_word_are_mostly_run() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let ran = (0..200).filter(|_| {
        let fact = fact().new_tree(&mut runner).expect("a fact").current();
        let report = "\n[[fact]]\nwhat = \"report\"\nwhen = 2021-05-01\nby = \"survivor\"\n".to_owned();
        judged(&[report, fact], &PACKS[0]).is_ok()
    });
    let ran = ran.count();
    assert!((40..200).contains(&ran), "{ran} of 200");
}
