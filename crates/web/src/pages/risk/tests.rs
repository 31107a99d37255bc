use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template as _;
use domain::risk::{AnswerSource, RightNow, RiskAnswer, RiskFactor, Whereabouts};
use domain::{Answer, DraftId, Severity, UserId};
use jiff::Timestamp;
use policy::instrument::Instrument;
use uuid::Uuid;

use super::form::Questions;
use super::read::{Given, assessment};
use super::{AssessmentPage, RiskPage, fields, sample};
use crate::components::prelude::Problems;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::Sample as _;
use crate::page::reviewed::main_part;

const LEAD: UserId = UserId::from_uuid(Uuid::from_u128(0xc9));

fn now() -> Timestamp {
    "2026-03-10T12:00:00Z".parse().unwrap()
}

fn instrument() -> Instrument {
    policy::instrument::shipped().unwrap_or_else(|problem| panic!("{problem}"))
}

fn sent(answers: &[(&str, &str)]) -> Sent {
    let mut sent = Sent::default();
    for (field, value) in answers {
        sent.set(*field, vec![(*value).to_owned()]);
    }
    sent
}

fn read(sent: &Sent) -> Result<domain::risk::RiskAssessed, Problems> {
    read_as(sent, true)
}

fn read_as(sent: &Sent, trained: bool) -> Result<domain::risk::RiskAssessed, Problems> {
    let instrument = instrument();
    let co_signers = BTreeSet::from([LEAD]);
    assessment(sent, &Given { instrument: &instrument, co_signers, trained, after: Some(7), now: now() })
}

#[track_caller]
fn wrong(sent: &Sent, field: &str, message: &str) {
    let problems = read(sent).unwrap_err();
    assert_eq!(problems.on(field), Some(message));
}

#[test]
fn the_pages_are_shown_as_reviewed() {
    insta::assert_snapshot!("risk", main_part(&RiskPage::sample().render().unwrap()));
    insta::assert_snapshot!("risk-form", main_part(&AssessmentPage::sample().render().unwrap()));
}

#[test]
fn given_the_title_then_it_tells_nothing() {
    for page in [RiskPage::sample().render().unwrap(), AssessmentPage::sample().render().unwrap()] {
        assert!(page.contains("<title>Work</title>"));
    }
}

#[test]
fn given_answers_then_what_was_not_asked_stays_missing_and_each_keeps_its_source() {
    let mut given = sent(&[
        ("perpetrator-now", "may-come"),
        ("safe-to-talk", "yes"),
        ("how-long", "Until three"),
        ("f1", "yes"),
        ("f1-words", "A burst lip"),
        ("f1-source", "police"),
        ("f2", "no"),
        ("f3", "dont-know"),
        ("f4", "not-asked"),
        ("f5", "not-asked"),
        ("f5-words", "She was crying, so we left it"),
        ("priority", "That the children sleep"),
        ("level", "medium"),
        ("why", "She is calm and has a plan"),
    ]);
    given.set("f1-dated", vec!["9".to_owned(), "3".to_owned(), "2026".to_owned()]);
    let assessed = read(&given).unwrap_or_else(|_| panic!("it is read"));
    assert_eq!(assessed.answers.len(), 4, "the fourth was not asked, and nothing is kept of it");
    let first = &assessed.answers[&RiskFactor::InjuryNow];
    assert_eq!((first.answer, first.source), (RiskAnswer::Yes, AnswerSource::Police));
    assert_eq!(first.dated, Some(jiff::civil::date(2026, 3, 9)));
    assert_eq!(assessed.answers[&RiskFactor::LowMood].answer, RiskAnswer::NotAsked);
    let counts = assessed.counts();
    assert_eq!((counts.yes, counts.no, counts.dont_know, counts.not_asked), (1, 1, 1, 21));
    assert_eq!((assessed.safe_to_talk, assessed.after), (Answer::Yes, Some(7)));
    let (perpetrator, children) = (Whereabouts::MayCome, Whereabouts::NotKnown);
    assert_eq!(assessed.right_now, RightNow { perpetrator, children });
    assert_eq!(assessed.judgement.unwrap().level, Severity::Medium);
    assert_eq!((assessed.instrument.as_str(), assessed.version, assessed.high_at), ("factors-24", 1, 14));
}

/// The form with an answer on where whoever causes harm is.
fn asked_while(now: &str) -> String {
    let mut form = Filled { seen: Some(BTreeMap::new()), ..Filled::default() };
    form.sent.set("perpetrator-now", vec![now.to_owned()]);
    form.sent.set("f1", vec!["yes".to_owned()]);
    let instrument = policy::instrument::shipped().ok().map(Arc::new);
    let asked = Questions { instrument, co_signers: BTreeMap::new(), trained: true };
    let layout = Layout::signed_in("Priya Osei", "Housing officer", "token");
    let draft = DraftId::from_uuid(Uuid::nil());
    AssessmentPage::new(layout, &sample::page(), draft, &asked, form).render().unwrap()
}

#[test]
fn given_whoever_causes_harm_is_there_then_the_page_stops_the_questions_and_keeps_what_was_answered() {
    let (stop, folded) = ("Stop the questions now", "only to write down what was said before");
    let page = asked_while("here");
    let (stops, form) = (page.find(stop).unwrap(), page.find("name=\"perpetrator-now\"").unwrap());
    assert!(stops < form && page.find("press 55").unwrap() < form, "it stands before every question");
    let (_, after) = page.split_once(folded).unwrap();
    assert!(after.contains("name=\"f1\" type=\"radio\" value=\"yes\" checked"), "what was answered is kept");
    for other in ["may-come", "away", "not-known", ""] {
        let page = asked_while(other);
        assert!(!page.contains(stop) && !page.contains(folded), "{other}");
        assert!(page.contains("If they are there, or may hear: stop"), "what to say is always there");
    }
}

#[test]
fn given_two_answers_to_one_question_or_one_that_is_none_then_it_is_said_beside_it() {
    let mut both = sent(&[("f2", "no")]);
    both.set("f1", vec!["yes".to_owned(), "no".to_owned()]);
    wrong(&both, "f1", "Choose one answer");
    wrong(
        &sent(&[("f7", "maybe")]),
        "f7",
        "Choose one of the answers to: There is conflict over contact with children",
    );
}

#[test]
fn given_a_judgement_without_a_reason_or_a_reason_without_a_level_then_it_is_said() {
    wrong(&sent(&[("level", "high")]), "why", "Say why you judge it so: what you saw, heard or know");
    wrong(&sent(&[("why", "Her voice")]), "level", "Choose how you judge it, or leave out why");
    wrong(
        &sent(&[("level", "unknown"), ("why", "x")]),
        "level",
        "Choose one of the answers to: How do you judge it?",
    );
}

#[test]
fn given_nothing_was_answered_then_nothing_is_recorded() {
    wrong(&sent(&[]), "f1", "Nothing is answered yet. Answer what you can, and keep the rest for later");
    assert!(read(&sent(&[("own-view", "He will kill me")])).is_ok(), "their own view is an answer");
}

#[test]
fn given_somebody_who_is_not_trained_then_a_trained_colleague_stands_behind_it() {
    let alone = sent(&[("f1", "yes")]);
    let message = "Choose the colleague trained in risk with whom you talked this through";
    assert_eq!(read_as(&alone, false).unwrap_err().on("co-signer"), Some(message));
    assert!(read_as(&alone, true).is_ok());
    let lead = LEAD.to_string();
    let signed = read_as(&sent(&[("f1", "yes"), ("co-signer", lead.as_str())]), false);
    assert_eq!(signed.unwrap_or_else(|_| panic!("it is read")).co_signed_by, Some(LEAD));
    let somebody = UserId::from_uuid(Uuid::from_u128(1)).to_string();
    let other = read_as(&sent(&[("f1", "yes"), ("co-signer", somebody.as_str())]), false);
    assert_eq!(other.unwrap_err().on("co-signer"), Some("Choose one of the colleagues shown"));
}

#[test]
fn given_an_address_in_the_words_then_it_is_stopped_once() {
    let place = [("f1", "yes"), ("f1-words", "He waits at 12 Thistle Close ZZ99 3VZ")];
    assert!(read(&sent(&place)).unwrap_err().on("f1-words").is_some());
    let sure = [place.as_slice(), &[("f1-words-no-address", "yes")]].concat();
    assert!(read(&sent(&sure)).is_ok());
}

#[test]
fn there_is_a_field_for_each_of_24_factors_and_none_for_a_25th() {
    let all = fields::all();
    assert!(all.contains(&"f1".to_owned()) && all.contains(&"f24-words".to_owned()));
    assert!(!all.iter().any(|field| field.starts_with("f25") || field == "f0" || field == "after"));
}
