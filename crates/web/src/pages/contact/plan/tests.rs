//! What the form of the contact plan reads, and what it says beside which field.

use domain::case::CaseCommand;
use domain::contact::{ChannelKind, ConfirmedBy, ContactPlan, SafeTimes, Safety, Voicemail};
use domain::{Answer, IdBlock, Moment, UserId};
use uuid::Uuid;

use super::read;
use crate::components::prelude::Problems;
use crate::form::Sent;
use service::Entry;

const SURVIVOR: &str = "01890000-0000-7000-8000-000000000001";

fn moment() -> Moment {
    let now = "2026-03-02T10:00:00Z".parse().unwrap();
    Moment { now, actor: UserId::from_uuid(Uuid::nil()), ids: IdBlock::new(now, [7; 10]) }
}

/// A phone that is safe at night, with every answer given.
fn answers() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("survivor", vec![SURVIVOR]),
        ("code-word", vec!["marmalade"]),
        ("line-drops", vec!["wait"]),
        ("may-be-told", vec!["Her sister, that we rang"]),
        ("language", vec!["Tigrinya"]),
        ("interpreter-wishes", vec!["A woman"]),
        ("way0-kind", vec!["phone"]),
        ("way0-whose", vec![SURVIVOR]),
        ("way0-value", vec!["07700 900123"]),
        ("way0-seen-by", vec!["no"]),
        ("way0-safety", vec!["safe"]),
        ("way0-confirmed-by", vec!["survivor"]),
        ("way0-confirmed", vec!["1", "3", "2026"]),
        ("way0-hours", vec!["only"]),
        ("way0-on0", vec!["mon", "sun"]),
        ("way0-from0", vec!["22:00"]),
        ("way0-until0", vec!["06:00"]),
        ("way0-voicemail", vec!["neutral"]),
        ("way0-neutral", vec!["It is Sam about the tap"]),
    ]
}

fn sent(answers: &[(&str, Vec<&str>)]) -> Sent {
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
    answers.iter().map(|(field, values)| ((*field).to_owned(), texts(values))).collect()
}

fn with(changes: &[(&'static str, &'static str)]) -> Result<Vec<Entry>, Problems> {
    let mut answers = answers();
    for (field, value) in changes {
        answers.retain(|(other, _)| other != field);
        answers.push((field, vec![value]));
    }
    read::plan(&sent(&answers), &moment())
}

fn plan_of(entries: &[Entry]) -> &ContactPlan {
    match &entries.last().unwrap().command {
        CaseCommand::PlanContact(plan) => plan,
        _ => panic!("the last entry is no plan"),
    }
}

#[test]
fn a_whole_form_becomes_the_plan_and_a_protected_fact() {
    let entries = with(&[]).ok().unwrap();
    assert_eq!(entries.len(), 2);
    let plan = plan_of(&entries);
    let channel = &plan.channels[0];
    assert_eq!(
        (channel.kind, channel.safety, channel.seen_by_others),
        (ChannelKind::Phone, Safety::Safe, Answer::No)
    );
    assert_eq!(channel.confirmed.as_ref().map(|confirmed| confirmed.by), Some(ConfirmedBy::Survivor));
    assert_eq!(channel.voicemail, Voicemail::Neutral);
    let SafeTimes::Only(windows) = &channel.times else { panic!("{:?}", channel.times) };
    assert_eq!(windows[0].days.iter().copied().collect::<Vec<_>>(), [1, 7]);
    assert!(windows[0].until < windows[0].from);
    let CaseCommand::HoldSecret(held) = &entries[0].command else { panic!("no fact is held") };
    assert_eq!((channel.secret, held.person.to_string()), (Some(held.secret), SURVIVOR.to_owned()));
    assert_eq!(plan.interpreter.as_ref().map(|one| one.language.as_str()), Some("Tigrinya"));
}

#[test]
fn a_way_of_which_nothing_is_known_is_not_safe() {
    let bare = [("survivor", vec![SURVIVOR]), ("way0-kind", vec!["text"]), ("way0-whose", vec![SURVIVOR])];
    let entries = read::plan(&sent(&bare), &moment()).ok().unwrap();
    let channel = &plan_of(&entries).channels[0];
    assert_eq!((channel.safety, channel.seen_by_others), (Safety::Unknown, Answer::NotKnown));
    assert_eq!((&channel.times, channel.voicemail), (&SafeTimes::NotKnown, Voicemail::Never));
}

#[test]
fn an_empty_block_and_one_that_was_taken_out_are_not_in_the_plan() {
    let untouched =
        [("survivor", vec![SURVIVOR]), ("way3-whose", vec![SURVIVOR]), ("way3-safety", vec!["unknown"])];
    assert!(plan_of(&read::plan(&sent(&untouched), &moment()).ok().unwrap()).channels.is_empty());
    assert!(plan_of(&with(&[("way0-remove", "yes")]).ok().unwrap()).channels.is_empty());
}

#[test]
fn what_is_wrong_is_said_beside_its_field() {
    for (field, value, message) in [
        ("way0-kind", "", "Choose what kind of contact this is"),
        ("way0-whose", "somebody", "Choose whose it is"),
        ("way0-value", "07700 900", "Enter a full phone number"),
        ("way0-confirmed-by", "", "Choose who said that this is safe, or choose that it is not known"),
        ("way0-confirmed", "", "Enter the day on which they said that this is safe"),
        ("way0-on0", "", "Choose at least one day, or choose that the hours are not known"),
        ("way0-from0", "", "From: enter a time, such as 09:30"),
        (
            "way0-until0",
            "22:00",
            "The two times are the same. Give an end after the start, or choose any time",
        ),
        ("way0-neutral", "", "Enter the exact words that may be left on voicemail, or choose never"),
        (
            "way0-neutral",
            "The domestic team rang",
            "Somebody else may read or hear this. Leave out the word “domestic”",
        ),
        ("language", "", "Enter the language that the interpreter is for"),
    ] {
        let problems = with(&[(field, value)]).err().unwrap_or_default();
        assert_eq!(problems.on(field), Some(message), "{field} = {value:?}");
    }
    let problems = with(&[("way0-until0", "25:00")]).err().unwrap();
    assert!(problems.on("way0-until0").is_some());
}

#[test]
fn a_kept_fact_of_another_kind_is_not_taken() {
    let fact = "address/01890000-0000-7000-8000-000000000009";
    let problems = with(&[("way0-value", ""), ("way0-fact", fact)]).err().unwrap();
    assert!(problems.on("way0-fact").unwrap().contains("Phone number"));
    let kept = with(&[("way0-value", ""), ("way0-fact", "phone/01890000-0000-7000-8000-000000000009")])
        .ok()
        .unwrap();
    assert_eq!(kept.len(), 1);
    assert!(plan_of(&kept).channels[0].secret.is_some());
}
