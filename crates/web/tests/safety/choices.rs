//! Choices with what they may lead to, what there is of them here, and "not now".

use domain::case::{CaseCommand, Refusal, StillOpen};
use domain::choices::{Choice, ChoiceState};
use domain::reviewing::{CaseClosed, Ending, TheirView};
use domain::text::Words;
use jiff::SignedDuration;
use service::Problem;

use super::{a_case, day, form};
use crate::support::{TestApp, Who};

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

#[tokio::test]
async fn given_the_choices_then_their_wishes_stand_first_and_each_choice_says_what_it_may_lead_to() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    app.officer()
        .post(&format!("/cases/{case}/notes/wishes"), &[("words", "To keep the garden")])
        .await
        .is(303);
    let place = format!("/cases/{case}/choices");
    let said = form(&[("state", "later"), ("words", "Not before spring")], day("again", ["20", "3", "2026"]));
    assert_eq!(
        app.officer().post(&format!("{place}/move"), &said).await.see_other(),
        format!("{place}#move")
    );
    let page = app.officer().get(&place).await;
    page.is(200).says("Last asked today").says("Not before spring").says("Ask again on 20 March 2026");
    page.says("Not known: nobody has looked into it yet");
    let text = page.text();
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("To keep the garden") < at("How each choice stands"));
    // A joint tenancy: either ends the whole of it, and nobody here decides between the two (ASC-21).
    page.says("either of the two can end all of it by giving notice")
        .says("We do not decide between joint tenants");
    // Restorative work stands only with its conditions (ONE-19).
    assert!(at("Only where all of this is so") < at("No couples counselling"));
    app.officer().get(&format!("/cases/{case}")).await.says("Move to another home: Not now, ask again");
    let choices = app.case_page(case).await.view.support.choices().clone();
    assert_eq!(choices.get(&Choice::Move).map(|word| word.is.state), Some(ChoiceState::Later));
}

#[tokio::test]
async fn given_not_now_of_a_choice_without_a_day_then_the_form_asks_for_it_and_keeps_the_rest() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    let place = format!("/cases/{case}/choices/refuge");
    let reply = app.officer().post(&place, &[("state", "later"), ("words", "Not yet")]).await;
    reply.is(422).says("Give the day on which to ask again").says("Not yet");
    app.officer().get(&format!("/cases/{case}/choices/nothing-at-all")).await.is(404);
}

#[tokio::test]
async fn given_the_lead_says_what_there_is_here_then_officers_see_it_until_its_day_and_then_it_is_not_known()
{
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    app.officer().get("/choices").await.is(403);
    app.client(Who::OtherLead).signs_in().await;
    let said = form(
        &[("seen", "0"), ("available", "yes"), ("words", "The scheme of the council, ten days")],
        day("review", ["20", "3", "2026"]),
    );
    assert_eq!(app.client(Who::DaLead).post("/choices/stay-safer", &said).await.see_other(), "/choices");
    app.client(Who::DaLead).get("/work").await.does_not_say("was to be looked at again by now");
    let place = format!("/cases/{case}/choices");
    app.officer()
        .get(&place)
        .await
        .says("The scheme of the council, ten days")
        .says("Looked at on 2 March 2026, again by 20 March 2026");
    // Somebody else's words are not written over unseen.
    let theirs = app.client(Who::SecondLead).post("/choices/stay-safer", &said).await;
    theirs.is(409).says("Somebody else wrote this down meanwhile");
    app.wait(SignedDuration::from_hours(24 * 20));
    app.client(Who::DaLead).signs_in().await;
    app.client(Who::DaLead).get("/choices").await.says("One of them was to be looked at again by now");
    // It comes to the lead by itself, and to nobody who cannot look into it.
    let prompt = "One of the choices that we offer was to be looked at again by now";
    app.client(Who::DaLead).get("/work").await.says(prompt);
    app.officer().signs_in().await;
    app.officer().get("/work").await.does_not_say(prompt);
    app.officer().signs_in().await;
    app.officer()
        .get(&place)
        .await
        .says("It was to be looked at again by 20 March 2026, and was not")
        .says("Not known: ask before you offer it");
    app.client(Who::OtherLead).signs_in().await;
    app.client(Who::OtherLead).get("/choices").await.is(200).does_not_say("The scheme of the council");
}

/// The never event: a case that is closed because somebody said no once.
#[tokio::test]
async fn r16_given_they_said_no_once_then_the_case_waits_says_so_first_and_cannot_be_closed() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    let not_now = form(
        &[("sign", "Is the boiler on the list?"), ("words", "Not while his mother is ill")],
        day("until", ["20", "3", "2026"]),
    );
    app.officer().post(&format!("/cases/{case}/notes/later"), &not_now).await.is(303);
    let page = app.officer().get(&format!("/cases/{case}")).await;
    page.says("They said not now").says("Ask again on 20 March 2026").says("“Is the boiler on the list?”");
    let text = page.text();
    assert!(text.find("They said not now") < text.find("What is due"));
    let manager = app.actor(Who::Manager).await;
    for (ending, because) in [
        (Ending::WantsNoMore, StillOpen::OneNo),
        (Ending::LostContact, StillOpen::OneTry),
        (Ending::LostContact, StillOpen::Watch),
        (Ending::Other, StillOpen::Watch),
    ] {
        let close = CaseClosed {
            ending,
            moved_to: None,
            view: Some(TheirView::Said(words("Leave it for now."))),
            words: words("They do not want anything."),
        };
        let moment = app.service.moment(&manager);
        let closed = app.service.record(&manager, case, None, CaseCommand::from(close).into(), &moment).await;
        match closed {
            Err(Problem::Refused(Refusal::StillOpen(open))) => assert!(open.contains(&because), "{open:?}"),
            other => panic!("{ending:?}: {other:?}"),
        }
    }
    assert!(app.case_page(case).await.view.support.closed().is_none());
    app.wait(SignedDuration::from_hours(24 * 19));
    app.officer().signs_in().await;
    app.officer()
        .get(&format!("/cases/{case}"))
        .await
        .says("Ask again: the agreed day, 20 March 2026, has come");
    app.officer()
        .get("/work")
        .await
        .says("They said not now: ask again on the agreed day, in the agreed way");
}
