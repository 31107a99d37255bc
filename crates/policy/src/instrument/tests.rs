use super::*;

fn told(from: &str, to: &str) -> String {
    let (file, text) = SHIPPED;
    assert!(text.contains(from), "the instrument no longer says {from}");
    check(file, &text.replacen(from, to, 1)).unwrap_err().to_string()
}

fn line_of(text: &str) -> usize {
    1 + SHIPPED.1.lines().position(|line| line.contains(text)).unwrap()
}

#[test]
fn the_shipped_instrument_asks_every_factor_once_in_our_own_words() {
    let shipped = shipped().unwrap_or_else(|problem| panic!("{problem}"));
    let mut asked: Vec<RiskFactor> = shipped.questions().map(|question| question.factor).collect();
    asked.sort_unstable();
    assert_eq!(asked, RiskFactor::ALL);
    assert_eq!((shipped.id.as_str(), shipped.version, shipped.high_at), ("factors-24", 1, 14));
    assert!(shipped.licence.contains("not the wording of SafeLives"), "{}", shipped.licence);
    assert!(shipped.questions().all(|question| question.help.is_some() && question.ask.ends_with('?')));
}

#[test]
fn given_a_factor_that_stands_there_twice_then_the_line_is_named() {
    let told = told("number = 24\n", "number = 7\n");
    assert_eq!(
        told,
        format!("factors-24.toml:{}: factor 7 stands here twice: each is asked once", line_of("number = 24"))
    );
}

#[test]
fn given_a_factor_that_is_none_of_the_24_then_the_line_is_named() {
    for none in ["25", "0", "-1", "1.5", "\"24\""] {
        let told = told("number = 24\n", &format!("number = {none}\n"));
        let begins = format!("factors-24.toml:{}: 'number' does not fit", line_of("number = 24"));
        assert!(told.starts_with(&begins), "{told}");
    }
}

#[test]
fn given_twenty_five_questions_for_twenty_four_factors_then_the_last_is_refused_by_its_line() {
    let (file, text) = SHIPPED;
    let more = format!("{text}\n[[factor]]\nnumber = 1\ngroup = \"now\"\nask = \"Once more?\"\n");
    let told = check(file, &more).unwrap_err();
    assert_eq!(told.line, text.lines().count() + 3);
    assert_eq!(told.what, "factor 1 stands here twice: each is asked once");
}

#[test]
fn given_a_factor_that_is_missing_then_it_is_named() {
    let (file, text) = SHIPPED;
    let (before, after) = text.split_once("[[factor]]\nnumber = 19").unwrap();
    let (_, after) = after.split_once("[[group]]").unwrap_or((after, "")).0.split_once("\n\n").unwrap();
    let told = check(file, &format!("{before}{after}")).unwrap_err().to_string();
    assert!(told.contains("factor 19 is missing: say how it is asked (An animal was hurt)"), "{told}");
}

#[test]
fn given_a_word_that_is_nearly_right_then_the_nearest_is_offered() {
    let key = told("licence = ", "license = ");
    assert!(
        key.contains(&format!(":{}: unknown key 'license'; did you mean 'licence'?", line_of("licence = "))),
        "{key}"
    );
    let group = told("number = 24\ngroup = \"person\"", "number = 24\ngroup = \"persons\"");
    let at = line_of("number = 24") + 1;
    assert!(
        group.contains(&format!(":{at}: there is no group 'persons'; did you mean 'person'?")),
        "{group}"
    );
}

#[test]
fn each_mistake_is_told_in_one_line() {
    let mistakes = [
        ("id = \"factors-24\"", "id = \"\""),
        ("version = 1", "version = 0"),
        ("high_at = 14", "high_at = 25"),
        ("high_at = 14", "high_at = 0"),
        ("[instrument]", "[instrumnt]"),
        ("id = \"goes-on\"", "id = \"now\""),
        ("ask = \"This time, were you hurt?\"", "ask = 1"),
        ("title = \"How things are now\"", "titel = \"How things are now\""),
        (
            "[[group]]\nid = \"now\"",
            "[[group]]\nid = \"empty\"\ntitle = \"Nothing\"\n\n[[group]]\nid = \"now\"",
        ),
    ];
    let all: Vec<String> = mistakes.iter().map(|(from, to)| told(from, to)).collect();
    assert!(all.iter().all(|one| one.lines().count() == 1), "{all:#?}");
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn the_shipped_questions_stand_in_the_order_of_their_numbers() {
    let shipped = shipped().unwrap_or_else(|problem| panic!("{problem}"));
    let asked: Vec<&str> = shipped.questions().map(|question| question.factor.code()).collect();
    let numbers: Vec<String> = (1..=24).map(|number| number.to_string()).collect();
    assert_eq!(asked, numbers);
}
