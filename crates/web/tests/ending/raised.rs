//! What was raised with the local authority, what came of it, and the form that goes along.

use domain::CaseId;
use jiff::SignedDuration;

use super::case;
use crate::support::{Reply, TestApp, Who};

async fn raises(app: &TestApp, case: CaseId, harm: &str, with: &str, agreed: &str) -> Reply {
    let form = [
        ("concern", "children"),
        ("harm", harm),
        ("agreed", agreed),
        ("with", with),
        ("at-day", "2"),
        ("at-month", "3"),
        ("at-year", "2026"),
        ("at-time", "09:30"),
        ("told", "no"),
        ("words", "It would put her in more danger"),
        ("seen", "1"),
    ];
    let without = [("ground", "child-harm"), ("why", "The little one was hurt on Sunday")];
    let against = agreed == "no" || agreed == "not-asked";
    let form = if against { [&form[..], &without].concat() } else { form.to_vec() };
    app.officer().post(&format!("/cases/{case}/notes/safeguarding"), &form).await
}

/// A concern of serious harm of which the survivor was told, with these answers on whom it is about and on their agreement.
async fn told(app: &TestApp, case: CaseId, answers: &[(&str, &str)]) -> Reply {
    let form = [
        ("harm", "significant"),
        ("with", "mash"),
        ("at-day", "2"),
        ("at-month", "3"),
        ("at-year", "2026"),
        ("at-time", "09:30"),
        ("told", "yes"),
        ("seen", "1"),
    ];
    let place = format!("/cases/{case}/notes/safeguarding");
    app.officer().post(&place, &[&form, answers].concat()).await
}

const CHILDREN: (&str, &str) = ("concern", "children");

#[tokio::test]
async fn given_they_were_told_and_did_not_want_it_then_it_is_not_recorded_without_a_ground_and_a_reason() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let (ground, why) =
        (("ground", "coerced"), ("why", "He listens to every call, and she looks at him first"));
    for agreed in ["no", "not-asked"] {
        let agreed = ("agreed", agreed);
        let without_ground = told(&app, case, &[CHILDREN, agreed, why]).await;
        without_ground.is(422).says("Choose on what ground it was raised without their agreement");
        without_ground.says(why.1);
        let without_reason = told(&app, case, &[CHILDREN, agreed, ground]).await;
        without_reason.is(422).says("Say who is at risk, of what, and why it could not wait for them");
    }
    let contradiction = told(&app, case, &[CHILDREN, ("agreed", "yes"), ground, why]).await;
    contradiction.is(422).says("A reason for raising it without their agreement is written below");
    assert_eq!(app.case_page(case).await.view.support.concerns().len(), 0, "nothing was recorded");

    told(&app, case, &[CHILDREN, ("agreed", "no"), ground, why]).await.is(303);
    let entry = app.case_page(case).await.view.support.concerns()[0].sequence;
    let place = format!("/cases/{case}/safeguarding");
    for page in [place.clone(), format!("{place}/form?entry={entry}")] {
        app.officer()
            .get(&page)
            .await
            .is(200)
            .says("No, they did not want it")
            .says("hey may be forced, watched or told what to say")
            .says(why.1);
    }
    app.manager().get(&format!("/cases/{case}/chronology")).await.is(200).says(why.1);
    // The control: whoever agreed is asked for no reason.
    told(&app, case, &[CHILDREN, ("agreed", "yes")]).await.is(303);
    app.officer().get(&place).await.says("They agreed Yes");
}

#[tokio::test]
async fn given_a_child_then_the_form_for_every_door_carries_what_it_asks_of_them_and_no_other_page_shows_it()
{
    let app = TestApp::new().await;
    let case = case(&app).await;
    let note = |what: &str| format!("/cases/{case}/notes/{what}");
    let seen = app.case_page(case).await.view.sequence.to_string();
    let wren = [("roles", "child"), ("name", "Wren Ashdown"), ("seen", &seen)];
    app.officer().post(&note("person"), &wren).await.is(303);
    let view = app.case_page(case).await.view;
    let survivor = view.survivor().unwrap().person.to_string();
    let is_child = |person: &&domain::people::Person| person.is(domain::people::PersonRole::Child);
    let child = view.people.values().find(is_child).unwrap().person.to_string();
    let form = format!("/cases/{case}/safeguarding/form");
    let before = app.officer().get(&form).await;
    before.is(200).says("Ethnic groupNot asked").says("Parental responsibilityNot asked");
    before.says("First languageNot asked").says("in their own wordsNot asked");
    assert!(before.body.contains(&format!("/notes/child-form?person={child}")), "{}", before.body);

    let asked = [
        ("child", child.as_str()),
        ("sex", "female"),
        ("ethnicity", "gypsy-or-traveller"),
        ("disability", "rather-not"),
        ("responsibility", survivor.as_str()),
        ("responsibility-else", "An aunt, by a court order"),
        ("needs", "That the dog comes along"),
    ];
    let seen = app.case_page(case).await.view.sequence.to_string();
    app.officer().post(&note("child-form"), &[&asked[..], &[("seen", &seen)]].concat()).await.is(303);
    let seen = app.case_page(case).await.view.sequence.to_string();
    let needs =
        [("person", child.as_str()), ("language", "Welsh"), ("interpreter", "A woman"), ("seen", &seen)];
    app.officer().post(&note("needs"), &needs).await.is(303);
    raises(&app, case, "lesser", "early-help", "yes").await.is(303);
    raises(&app, case, "significant", "mash", "yes").await.is(303);
    for concern in app.case_page(case).await.view.support.concerns() {
        app.officer()
            .get(&format!("{form}?entry={}", concern.sequence))
            .await
            .is(200)
            .says("Sex, as registered at birthFemale")
            .says("Ethnic groupWhite: Gypsy or Irish Traveller")
            .says("limits what they can doPrefers not to say")
            .says("First languageWelsh")
            .says("InterpreterA woman")
            .says("Parental responsibilityRowan Ashdown; An aunt, by a court order")
            .says("in their own wordsThat the dog comes along");
    }
    for page in ["", "/chronology", "/safeguarding", "/risk", "/plan"] {
        let page = app.manager().get(&format!("/cases/{case}{page}")).await;
        page.is(200).does_not_say("Gypsy or Irish Traveller").does_not_say("An aunt, by a court order");
    }
    // Nobody but a child is described so, and nobody answers for themself.
    let seen = app.case_page(case).await.view.sequence.to_string();
    for (of, holds) in [(&survivor, &survivor), (&child, &child)] {
        let wrong = [("child", of.as_str()), ("responsibility", holds), ("seen", &seen)];
        app.officer().post(&note("child-form"), &wrong).await.is(422).says("That person is not in this case");
    }
}

#[tokio::test]
async fn given_a_lesser_need_then_the_door_of_this_organisation_comes_first() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let name = [("name", "The Harbour Door")];
    for who in [Who::Officer, Who::Manager] {
        assert_ne!(app.client(who).post("/voice/early-help", &name).await.status, 303, "{who:?}");
    }
    let note = format!("/cases/{case}/notes/safeguarding");
    app.officer().get(&note).await.is(200).does_not_say("here called");
    app.da_lead().post("/voice/early-help", &name).await.is(303);
    app.officer().get(&note).await.says("early help, here called The Harbour Door");
    app.client(Who::OtherLead).get("/voice/early-help").await.does_not_say("Harbour");
    raises(&app, case, "lesser", "mash", "yes").await.is(422).says("A lesser need goes to early help first");
    raises(&app, case, "lesser", "early-help", "no").await.is(422).says("need their agreement");
    raises(&app, case, "significant", "early-help", "yes")
        .await
        .is(422)
        .says("goes to the authority or the police today");
    raises(&app, case, "lesser", "early-help", "yes").await.is(303);
    raises(&app, case, "lesser", "mash", "yes").await.is(303);
    raises(&app, case, "not-known", "mash", "not-known").await.is(303);
}

#[tokio::test]
async fn given_whose_relationship_it_is_then_it_stands_on_the_page_and_on_the_form_that_goes_along() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    raises(&app, case, "significant", "mash", "yes").await.is(303);
    let place = format!("/cases/{case}/safeguarding");
    app.officer().get(&place).await.is(200).says("In whose relationship Not known");
    let whose = [("category", "own-relationship"), ("category", "somebody-else"), ("agreed", "yes")];
    told(&app, case, &[&[("concern", "both")], &whose[..]].concat()).await.is(303);
    let entry = app.case_page(case).await.view.support.concerns()[1].sequence;
    let says = "The young person’s own relationship, Somebody else at home";
    app.officer().get(&place).await.is(200).says(says);
    app.officer().get(&format!("{place}/form?entry={entry}")).await.is(200).says(says);
    app.manager().get(&format!("/cases/{case}/chronology")).await.is(200).says(says);
    // The control: it is no question of an adult alone.
    let adult = told(&app, case, &[&[("concern", "adult")], &whose[..]].concat()).await;
    adult.is(422).says("is said of a concern for children");
}

#[tokio::test]
async fn given_no_answer_then_it_is_chased_after_three_working_days_and_stays_open_until_one_comes() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    raises(&app, case, "significant", "mash", "no").await.is(303);
    let raised = app.case_page(case).await.view.support.concerns()[0].sequence.to_string();
    let place = format!("/cases/{case}/safeguarding");
    app.officer()
        .get(&place)
        .await
        .is(200)
        .says("No answer yet")
        .says("It would put her in more danger")
        .does_not_say("Overdue");
    app.wait(SignedDuration::from_hours(24 * 4));
    app.officer().signs_in().await;
    let page = app.officer().get(&place).await;
    page.says("Overdue")
        .says("See that the safeguarding concern is answered: where no answer has come, ask again");
    assert!(page.body.contains(&format!("/cases/{case}/notes/answer?entry={raised}")));
    let answer = |stage: &'static str| {
        let raised = raised.clone();
        let app = &app;
        async move {
            let form = [
                ("of", &*raised),
                ("stage", stage),
                ("at-day", "6"),
                ("at-month", "3"),
                ("at-year", "2026"),
                ("at-time", "09:00"),
                ("words", "The duty social worker"),
                ("seen", "1"),
            ];
            app.officer().post(&format!("/cases/{case}/notes/answer"), &form).await.is(303);
        }
    };
    answer("chased").await;
    app.officer().get(&place).await.says("No answer yet").says("We asked again");
    answer("assessment").await;
    app.officer().get(&place).await.says("They assess").does_not_say("No answer yet");
}

#[tokio::test]
async fn given_the_form_then_no_number_and_no_address_stands_on_it_and_blanks_say_what_they_are() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    let form = app.officer().get(&format!("/cases/{case}/safeguarding/form")).await;
    form.is(200).says("Rowan Ashdown").says("Held separately").says("Not asked").says("Not known");
    let digits: String = form.body.chars().filter(char::is_ascii_digit).collect();
    assert!(!digits.contains("7700900461"));
    // The control: the case holds the number, for whoever reveals it.
    assert!(!app.case_page(case).await.view.secrets.is_empty());
}

#[tokio::test]
async fn given_somebody_without_a_part_in_it_then_there_is_no_such_page() {
    let app = TestApp::new().await;
    let case = case(&app).await;
    for who in [Who::SecondOfficer, Who::SouthManager, Who::Auditor, Who::OtherLead] {
        app.client(who).get(&format!("/cases/{case}/safeguarding")).await.is(404);
        app.client(who).get(&format!("/cases/{case}/safeguarding/form")).await.is(404);
    }
    let mark = app.looks().await;
    app.officer().get(&format!("/cases/{case}/safeguarding/form")).await.is(200);
    let looks = app.looks_since(&mark).await;
    assert_eq!((looks.len(), looks[0].part.as_str()), (1, "concern-form"));
}
