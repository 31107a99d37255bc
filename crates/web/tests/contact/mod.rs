//! Safe contact through the pages: what the gate refuses is not shown, what it clears is shown once asked
//! for, and each asking leaves one trace.

mod not_now;
mod settle;

use std::sync::Arc;

use access::LocationSecret;
use domain::case::CaseCommand;
use domain::contact::Clearance;
use domain::contact::Way;
use domain::people::{PersonRole, SecretHeld, SecretKind};
use domain::{CaseId, ChannelId, PersonId, SecretId};
use jiff::SignedDuration;
use service::{Entry, ProtectedFact};

use crate::support::{Reply, Telling, TestApp, Who};

const NUMBER: &str = "07700 900461";
const HOME: &str = "9 Cinnabar Wharf, Elsewhere ZZ99 3QX";
const SAFE_HOUSE: &str = "2 Larkspur Yard, Elsewhere ZZ99 3QZ";

/// A survivor's case that the officer has. The person who causes harm is named in it.
async fn case(app: &TestApp) -> CaseId {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("phone", NUMBER)
        .answer("address", HOME)
        .answer("perpetrator", "Garrick Thornapple");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

async fn person(app: &TestApp, case: CaseId, role: PersonRole) -> PersonId {
    let page = app.case_page(case).await;
    page.view.people.values().find(|person| person.is(role)).unwrap().person
}

async fn holds(app: &TestApp, case: CaseId, person: PersonId, kind: SecretKind, text: &str) -> SecretId {
    let secret = SecretId::from_uuid(uuid::Uuid::from_u128(u128::from(text.len() as u64) << 64 | 7));
    let fact = ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text.to_owned())) };
    let command = CaseCommand::HoldSecret(SecretHeld { secret, kind, person });
    app.records(Who::DaLead, case, Entry { command, facts: vec![fact] }).await;
    secret
}

/// The answers of a form of the plan with one way, safe by the survivor's word, at any hour.
async fn form(app: &TestApp, case: CaseId, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = app.officer().get(&format!("/cases/{case}/contact")).await;
    let mut fields: Vec<(String, String)> = [
        ("seen", page.field("seen")),
        ("survivor", page.field("survivor")),
        ("way0-kind", "phone"),
        ("way0-whose", page.field("survivor")),
        ("way0-value", NUMBER),
        ("way0-seen-by", "no"),
        ("way0-safety", "safe"),
        ("way0-confirmed-by", "survivor"),
        ("way0-confirmed-day", "2"),
        ("way0-confirmed-month", "3"),
        ("way0-confirmed-year", "2026"),
        ("way0-hours", "any"),
        ("way0-voicemail", "never"),
        ("line-drops", "wait"),
        ("code-word", "marmalade"),
    ]
    .map(|(field, value)| (field.to_owned(), value.to_owned()))
    .into();
    for (field, value) in changes {
        fields.retain(|(other, _)| other != field);
        fields.push(((*field).to_owned(), (*value).to_owned()));
    }
    fields
}

/// Makes a plan through the page, and gives the id of its way.
async fn plan(app: &TestApp, case: CaseId, changes: &[(&str, &str)]) -> ChannelId {
    let path = format!("/cases/{case}/contact");
    let fields = form(app, case, changes).await;
    assert_eq!(app.officer().post(&path, &fields).await.see_other(), path);
    app.case_page(case).await.channels[0].channel.channel
}

fn way(case: CaseId, channel: ChannelId) -> String {
    format!("/cases/{case}/contact/{channel}")
}

/// Whether a page holds the number, in whatever spelling.
fn tells(reply: &Reply, protected: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let text = plain(&reply.body);
    text.contains(&plain(protected)) || text.contains(plain(protected).trim_start_matches('0'))
}

#[tokio::test]
async fn given_a_safe_number_then_only_the_sheet_holds_it_and_each_page_leaves_one_trace() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let path = way(case, plan(&app, case, &[]).await);
    for page in ["", "/next", "/pause", "/incoming"] {
        let before = app.looks().await;
        let reply = app.officer().get(&format!("/cases/{case}/contact{page}")).await;
        assert!(!tells(reply.is(200), NUMBER), "{page}");
        assert_eq!(app.looks_since(&before).await.len(), 1, "{page}");
    }
    let asked = app.officer().get(&path).await;
    assert!(!tells(asked.is(200).says("Safe now"), NUMBER));
    let wrong = app.officer().post(&format!("{path}/attempts"), &[("outcome", "")]).await;
    assert!(!tells(wrong.is(422).says("Choose what came of it"), NUMBER));

    let before = app.looks().await;
    let sheet = app.officer().post(&format!("{path}/use"), &[("", ""); 0]).await;
    assert!(tells(sheet.is(200).says("marmalade").says("Is it OK to talk? Answer yes or no."), NUMBER));
    assert_eq!(sheet.header("cache-control"), "no-store");
    let text = sheet.text();
    assert!(text.find("Never leave a message") < text.find(NUMBER), "{text}");
    let looks = app.looks_since(&before).await;
    assert_eq!(looks.len(), 1);
    assert!(looks[0].part.starts_with("secret/"), "{looks:?}");
}

#[tokio::test]
async fn given_a_number_that_is_the_other_persons_too_then_nobody_can_call_it_safe() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let perpetrator = person(&app, case, PersonRole::AllegedPerpetrator).await;
    holds(&app, case, perpetrator, SecretKind::Phone, "+447700900461").await;
    let path = format!("/cases/{case}/contact");
    let refused = app.officer().post(&path, &form(&app, case, &[]).await).await;
    refused.is(422).says("This number is also recorded for another person in this case. Do not use it");
    assert!(refused.body.contains("id=\"way0-safety-error\""));
    assert_eq!((refused.field("code-word"), refused.field("way0-confirmed-day")), ("marmalade", "2"));
    assert!(app.case_page(case).await.view.plan.is_none());
    plan(&app, case, &[("way0-safety", "not-safe")]).await;
    app.officer().get(&path).await.says("The survivor said this is not safe. Never use it");
}

#[tokio::test]
async fn given_a_number_that_turns_out_to_be_the_other_persons_too_then_it_is_never_cleared() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let path = way(case, plan(&app, case, &[]).await);
    let perpetrator = person(&app, case, PersonRole::AllegedPerpetrator).await;
    holds(&app, case, perpetrator, SecretKind::Phone, "+447700900461").await;
    let shown = app.officer().get(&format!("/cases/{case}/contact")).await;
    shown.says("This is also recorded for another person in this case. Do not use it");

    let before = app.looks().await;
    assert_eq!(app.officer().post(&format!("{path}/use"), &[("", ""); 0]).await.see_other(), path);
    let looks = app.looks_since(&before).await;
    assert_eq!(looks.iter().map(|look| look.part.as_str()).collect::<Vec<_>>(), ["contact-not-cleared"]);
    let why = app.officer().get(&path).await;
    assert!(!tells(why.says("also recorded for another person"), NUMBER));
}

#[tokio::test]
async fn given_a_home_that_may_be_shared_then_no_letter_goes_there() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let path = way(case, plan(&app, case, &[("way0-kind", "letter"), ("way0-value", HOME)]).await);
    app.officer().get(&path).await.says("Nothing goes to that address");
    let reply = app.officer().post(&format!("{path}/letter"), &[("phone", "01632 960001")]).await;
    assert_eq!(reply.see_other(), path);
    assert!(!tells(&reply, HOME));
}

/// The person who causes harm lives elsewhere, and the survivor has a safe place for letters.
async fn with_a_safe_place(app: &TestApp) -> String {
    let case = case(app).await;
    let mut known = app.case_page(case).await.view.people.into_values();
    let mut perpetrator = known.find(|person| person.is(PersonRole::AllegedPerpetrator)).unwrap();
    perpetrator.lives_in_home = domain::Answer::No;
    app.records(Who::DaLead, case, CaseCommand::RecordPerson(perpetrator)).await;
    way(case, plan(app, case, &[("way0-kind", "letter"), ("way0-value", SAFE_HOUSE)]).await)
}

#[tokio::test]
async fn given_a_cleared_address_then_the_letter_has_one_recipient_and_nothing_of_ours() {
    let app = TestApp::new().await;
    let path = with_a_safe_place(&app).await;
    let fields = [("phone", "01632 960001"), ("letter-words", "Any weekday before noon suits me.")];
    let letter = app.officer().post(&format!("{path}/letter"), &fields).await;
    letter.is(200).says("Please ring me about your home on 01632 960001.").says("Any weekday before noon");
    assert_eq!(letter.body.matches("Larkspur").count(), 1);
    // Above the address, and in the greeting.
    assert_eq!(letter.body.matches("Rowan Ashdown").count(), 2);
    for ours in
        ["Holdfast", "Brookvale", "HF-", "abuse", "<script", "csrf", "<img", "Cinnabar", "Officer Person"]
    {
        letter.does_not_say(ours);
    }
    letter.says("Officer");
    assert!(letter.body.contains("<title>Letter</title>"));
}

#[tokio::test]
async fn given_words_that_would_tell_then_the_letter_is_not_made_and_the_word_is_named() {
    let app = TestApp::new().await;
    let path = with_a_safe_place(&app).await;
    let fields = [("phone", "01632 960001"), ("letter-words", "The MARAC met about the abuse")];
    let refused = app.officer().post(&format!("{path}/letter"), &fields).await;
    refused.is(422).says("Leave out the word “MARAC”").says("The MARAC met about the abuse");
    assert!(!tells(&refused, SAFE_HOUSE));
}

#[tokio::test]
async fn given_an_attempt_that_was_not_cleared_then_it_needs_a_reason_and_is_recorded_as_it_was() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let hours =
        [("way0-hours", "only"), ("way0-on0", "tue"), ("way0-from0", "22:00"), ("way0-until0", "06:00")];
    let channel = plan(&app, case, &hours).await;
    let path = way(case, channel);
    app.officer().get(&path).await.says("The next safe moment is tomorrow at 10pm");
    let attempts = format!("{path}/attempts");
    let told = [("outcome", "no-answer"), ("words", "It rang out")];
    let refused = app.officer().post(&attempts, &told).await;
    refused.is(422).says("outside the safe hours").says("say why").says("It rang out");

    let anyway = [&told[..], &[("made-anyway-why", "The police asked us to")]].concat();
    app.officer().post(&attempts, &anyway).await.see_other();
    let recorded = app.case_page(case).await.view.attempts.pop().unwrap().is;
    let Way::WeTried { clearance: Clearance::MadeAnyway { reason, why }, .. } = recorded.way else {
        panic!("{:?}", recorded.way)
    };
    assert_eq!((reason.code(), why.as_str()), ("outside-hours", "The police asked us to"));

    app.wait(SignedDuration::from_hours(37));
    app.officer().signs_in().await;
    app.da_lead().signs_in().await;
    app.officer().post(&attempts, &told).await.see_other();
    let cleared = app.case_page(case).await.view.attempts.pop().unwrap().is.way;
    assert_eq!(cleared, Way::WeTried { channel, clearance: Clearance::Cleared });
}

#[tokio::test]
async fn given_another_way_to_add_then_nothing_typed_is_lost_and_nothing_is_recorded() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let fields = form(&app, case, &[("go", "add"), ("blocks", "2"), ("way0-who-else", "Her sister")]).await;
    let page = app.officer().post(&format!("/cases/{case}/contact"), &fields).await;
    assert_eq!(page.is(200).field("blocks"), "3");
    assert_eq!(page.field("way0-who-else"), "Her sister");
    assert!(app.case_page(case).await.view.plan.is_none());
}

#[tokio::test]
async fn given_a_plan_then_its_way_keeps_its_id_and_number_without_showing_it() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let first = plan(&app, case, &[]).await;
    let page = app.case_page(case).await;
    let secret = page.channels[0].channel.secret.unwrap();
    let kept = [
        ("way0-id", first.to_string()),
        ("way0-fact", format!("phone/{secret}")),
        ("way0-value", String::new()),
    ];
    let kept: Vec<(&str, &str)> = kept.iter().map(|(field, value)| (*field, value.as_str())).collect();
    assert_eq!(plan(&app, case, &kept).await, first);
    assert_eq!(app.case_page(case).await.channels[0].channel.secret, Some(secret));
    assert_eq!(app.secret(case, SecretKind::Phone).await, secret, "one number is one fact");
}

#[tokio::test]
async fn given_a_plan_that_somebody_else_changed_then_it_is_not_overwritten() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let stale = form(&app, case, &[]).await;
    plan(&app, case, &[("code-word", "teapot")]).await;
    app.officer().post(&format!("/cases/{case}/contact"), &stale).await.is(409);
}

#[tokio::test]
async fn given_a_pause_then_contact_waits_and_the_next_one_is_refused_beside_its_field() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let channel = plan(&app, case, &[]).await;
    let wait = [
        ("until-day", "5"),
        ("until-month", "3"),
        ("until-year", "2026"),
        ("until-time", "09:00"),
        ("why", "He is at home until then"),
    ];
    app.officer().post(&format!("/cases/{case}/contact/pause"), &wait).await.see_other();
    app.officer().get(&way(case, channel)).await.says("Contact must wait").says("5 March 2026 at 9am");

    let next = |day: &str| {
        let channel = channel.to_string();
        [
            ("channel", channel.as_str()),
            ("on-day", day),
            ("on-month", "3"),
            ("on-year", "2026"),
            ("from", "14:00"),
            ("until", "15:00"),
            ("if-missed", "supporter"),
        ]
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
    };
    let path = format!("/cases/{case}/contact/next");
    let refused = app.officer().post(&path, &next("4")).await;
    refused.is(422).says("Contact must wait");
    assert!(refused.body.contains("id=\"on-error\""));
    app.officer().post(&path, &next("6")).await.see_other();
    assert!(app.case_page(case).await.view.agreed.is_some());
}

#[tokio::test]
async fn given_the_agreed_contact_was_missed_then_it_is_recorded_as_the_agreed_one() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let path = way(case, plan(&app, case, &[]).await);
    let missed = [("outcome", "somebody-else"), ("was-agreed", "yes")];
    app.officer().post(&format!("{path}/attempts"), &missed).await.see_other();
    assert!(app.case_page(case).await.view.attempts.pop().unwrap().is.was_agreed);
}

#[tokio::test]
async fn given_they_rang_us_then_no_gate_is_asked() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let told = [("outcome", "spoke"), ("words", "She is well")];
    app.officer().post(&format!("/cases/{case}/contact/incoming"), &told).await.see_other();
    let way = app.case_page(case).await.view.attempts.pop().unwrap().is.way;
    assert_eq!(way, Way::TheyContactedUs);
}
