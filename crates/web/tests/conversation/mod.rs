//! The first conversation, as a browser holds it.

use domain::people::PersonRole;
use domain::{CaseId, Severity};

use crate::support::{Telling, TestApp, Who};

const NEEDED: [(&str, &str); 3] =
    [("danger", "no"), ("children-at-home", "yes"), ("adults-at-home", "not-known")];
const SAFE_CALL: [(&str, &str); 6] = [
    ("phone-at", "07700 900123"),
    ("phone-whose", "theirs"),
    ("phone-others", "no"),
    ("phone-safe", "safe"),
    ("phone-told", "yes"),
    ("phone-times", "any"),
];
const NEXT: [(&str, &str); 6] = [
    ("next-channel", "phone"),
    ("next-day", "4"),
    ("next-month", "3"),
    ("next-year", "2026"),
    ("next-from", "10:00"),
    ("next-until", "10:30"),
];

/// A survivor rang, and the call handler goes on with the conversation.
async fn begun(app: &TestApp) -> (CaseId, String) {
    let telling = Telling::disclosure().living_in(app.region("North")).answer("perpetrator", "Corin Vale");
    let case = app.call_handler().takes_report(&telling).await;
    let nothing = [("", ""); 0];
    let place = app.call_handler().post(&format!("/cases/{case}/conversation"), &nothing).await.see_other();
    (case, place)
}

/// The form as the page shows it, with these answers in the place of those that stand there.
async fn filled(app: &TestApp, place: &str, answers: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = app.call_handler().get(place).await.form(place);
    form.retain(|(name, _)| name != "csrf" && answers.iter().all(|(other, _)| other != name));
    form.extend(answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form
}

#[tokio::test]
async fn a_conversation_is_recorded_whole_and_once_however_often_it_is_sent() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let before = app.case_page(case).await.view;
    let answers =
        [&NEEDED[..], &SAFE_CALL, &NEXT, &[("wishes", "To sleep"), ("perp-1-home", "no"), ("go", "finish")]]
            .concat();
    let form = filled(&app, &place, &answers).await;
    for _ in 0..2 {
        assert_eq!(app.call_handler().post(&place, &form).await.see_other(), format!("/cases/{case}"));
    }
    let view = app.case_page(case).await.view;
    let count = |role| view.people.values().filter(|person| person.is(role)).count();
    assert_eq!((count(PersonRole::Survivor), count(PersonRole::AllegedPerpetrator)), (1, 1));
    assert_eq!(view.survivor(), before.survivor());
    assert_eq!(view.wishes.len(), 1);
    assert!(view.agreed.is_some() && view.plan.is_some());
    assert_eq!(app.call_handler().get(&place).await.see_other(), format!("/cases/{case}"));
}

/// Whether a duty with this code is open.
async fn is_due(app: &TestApp, case: CaseId, code: &str) -> bool {
    app.case_page(case).await.duties.iter().any(|duty| duty.code == code && duty.state.is_open())
}

#[tokio::test]
async fn given_who_lives_there_is_asked_then_it_cannot_be_skipped_and_a_yes_or_a_not_known_goes_to_the_local_authority()
 {
    let app = TestApp::new().await;
    for (children, adults, concern, with) in [
        ("yes", "no", "children", "mash"),
        ("not-known", "no", "children", "childrens-services"),
        ("no", "yes", "adult", "adult-services"),
        ("no", "not-known", "adult", "adult-services"),
    ] {
        let (case, place) = begun(&app).await;
        let skipped = filled(&app, &place, &[("danger", "no"), ("go", "finish")]).await;
        let refused = app.call_handler().post(&place, &skipped).await;
        refused.is(422).says("Do children live in the home, or often stay there?");
        assert!(refused.body.contains("href=\"#children-at-home\""), "{}", refused.body);
        assert!(refused.body.contains("href=\"#adults-at-home\""), "{}", refused.body);
        let said =
            [("danger", "no"), ("children-at-home", children), ("adults-at-home", adults), ("go", "finish")];
        let form = filled(&app, &place, &said).await;
        app.call_handler().post(&place, &form).await.see_other();
        app.hand_over(case, Who::Officer).await;
        let title = "Raise a safeguarding concern, or say why none is needed";
        app.officer().opens(case).await.is(200).says(title);
        assert!(is_due(&app, case, "safeguarding").await, "{children}, {adults}");
        let raised = [
            ("concern", concern),
            ("harm", "significant"),
            ("agreed", "yes"),
            ("with", with),
            ("at-day", "2"),
            ("at-month", "3"),
            ("at-year", "2026"),
            ("at-time", "09:30"),
            ("told", "yes"),
        ];
        app.officer().post(&format!("/cases/{case}/notes/safeguarding"), &raised).await.see_other();
        assert!(!is_due(&app, case, "safeguarding").await, "{children}, {adults}");
        let page = app.officer().get(&format!("/cases/{case}/safeguarding")).await;
        page.is(200).says("No answer yet");
    }
    // The control: where it is known that nobody at risk lives there, nothing is due.
    let (case, place) = begun(&app).await;
    let nobody = [("danger", "no"), ("children-at-home", "no"), ("adults-at-home", "no"), ("go", "finish")];
    let form = filled(&app, &place, &nobody).await;
    app.call_handler().post(&place, &form).await.see_other();
    assert!(!is_due(&app, case, "safeguarding").await);
}

#[tokio::test]
async fn one_begins_where_one_left_off() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let form = filled(&app, &place, &[("who-is-there", "My sister"), ("go", "part-limits")]).await;
    assert_eq!(app.call_handler().post(&place, &form).await.see_other(), format!("{place}#part-limits"));
    let nothing = [("", ""); 0];
    assert_eq!(
        app.call_handler().post(&format!("/cases/{case}/conversation"), &nothing).await.see_other(),
        place
    );
    let page = app.call_handler().get(&place).await;
    assert_eq!(page.field("who-is-there"), "My sister");
    assert_eq!((page.field("name"), page.field("perp-1-name")), ("Rowan Ashdown", "Corin Vale"));
}

#[tokio::test]
async fn a_refused_contact_says_why_beside_it_and_keeps_everything() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let before = app.case_page(case).await.view.sequence;
    let unsafe_call = [
        ("phone-at", "07700 900123"),
        ("phone-safe", "safe"),
        ("phone-told", "yes"),
        ("phone-whose", "theirs"),
    ];
    let answers = [&NEEDED[..], &unsafe_call, &NEXT, &[("wishes", "To sleep"), ("go", "finish")]].concat();
    let form = filled(&app, &place, &answers).await;
    let page = app.call_handler().post(&place, &form).await;
    page.is(422)
        .says("There is a problem")
        .says("Somebody else may see or hear this. Do not use it")
        .says("To sleep");
    assert!(page.body.contains("href=\"#next-channel\""));
    assert_eq!((page.field("phone-at"), page.field("next-from")), ("07700 900123", "10:00"));
    assert_eq!(app.case_page(case).await.view.sequence, before);
}

#[tokio::test]
async fn what_cannot_be_left_out_is_asked_for_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let (_, place) = begun(&app).await;
    let form = filled(&app, &place, &[("code-word", "marmalade"), ("go", "finish")]).await;
    let page = app.call_handler().post(&place, &form).await;
    page.is(422)
        .says("If anybody is in danger now")
        .says("Choose yes, no or not known: is anybody in danger now?");
    assert_eq!(page.field("code-word"), "marmalade");
}

#[tokio::test]
async fn without_a_script_another_row_is_added_below_those_that_are_filled() {
    let app = TestApp::new().await;
    let (_, place) = begun(&app).await;
    assert!(!app.call_handler().get(&place).await.body.contains("name=\"child-2\""));
    let form = filled(&app, &place, &[("child-1", "Noor"), ("go", "add-child")]).await;
    let on = app.call_handler().post(&place, &form).await.see_other();
    assert_eq!(on, format!("{place}?more=child#child-2"));
    let page = app.call_handler().get(on.split('#').next().unwrap()).await;
    assert_eq!((page.field("child-1"), page.field("child-2")), ("Noor", ""));
}

#[tokio::test]
async fn every_answer_about_the_case_leaves_one_entry() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let kept = filled(&app, &place, &[("go", "part-talk")]).await;
    let gap = filled(&app, &place, &[("go", "finish")]).await;
    let whole = filled(&app, &place, &[&NEEDED[..], &[("go", "finish")]].concat()).await;
    for (form, part) in [
        (&kept, "conversation"),
        (&gap, "conversation"),
        (&whole, "disclosure-taken"),
        (&whole, "conversation"),
    ] {
        let before = app.looks().await;
        app.call_handler().post(&place, form).await;
        let looks = app.looks_since(&before).await;
        assert_eq!(
            looks.iter().map(|look| (look.case, look.part.as_str())).collect::<Vec<_>>(),
            [(Some(case), part)]
        );
    }
}

#[tokio::test]
async fn a_conversation_of_somebody_else_or_about_another_case_is_not_there() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let (other, _) = begun(&app).await;
    app.client(Who::DaLead).get(&place).await.is(404);
    let elsewhere = place.replace(&case.to_string(), &other.to_string());
    app.call_handler().get(&elsewhere).await.is(404);
    app.call_handler().post(&elsewhere, &NEEDED).await.is(404);
    app.call_handler().get(&place).await.is(200);
}

#[tokio::test]
async fn danger_now_raises_the_severity() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let answers = [("danger", "yes"), ("children-at-home", "no"), ("adults-at-home", "no"), ("go", "finish")];
    let form = filled(&app, &place, &answers).await;
    app.call_handler().post(&place, &form).await.see_other();
    assert_eq!(app.case_page(case).await.view.severity, Some(Severity::Immediate));
}

/// They took the report and go on with the conversation: nobody tells it twice. A colleague's later report is not theirs
/// to see, and once somebody has the record nothing of it is.
#[tokio::test]
async fn a_call_handler_sees_their_own_report_beside_the_conversation_until_somebody_has_the_record() {
    let app = TestApp::new().await;
    let (case, place) = begun(&app).await;
    let own = "He hides my keys";
    app.call_handler().get(&place).await.says("They said when they reported it").says(own);
    // The negative control: the next report is a colleague's, and it is what the conversation would show.
    let later = [
        ("danger", "no"),
        ("source", "neighbour"),
        ("came-by", "phone"),
        ("words", "A saucepan flew"),
        ("words-no-address", "yes"),
    ];
    let note = format!("/cases/{case}/notes/report");
    let mut form = app.client(Who::DaLead).get(&note).await.form(&note);
    form.retain(|(name, _)| name != "csrf" && later.iter().all(|(other, _)| other != name));
    form.extend(later.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    app.client(Who::DaLead).post(&note, &form).await.is(303);
    app.client(Who::DaLead).opens(case).await.says("A saucepan flew");
    app.call_handler().get(&place).await.says(own).does_not_say("A saucepan flew");
    app.hand_over(case, Who::Officer).await;
    app.call_handler().get(&place).await.is(404).does_not_say(own);
}
