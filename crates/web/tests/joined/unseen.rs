//! Whoever may not see the other record learns nothing of it: their pages are those of a record of which somebody asked for
//! the ways of getting in touch to be confirmed again, to the last byte.

use domain::CaseId;
use domain::text::CaseReference;

use super::{WHY, joins, reference, says, two};
use crate::support::{Reply, TestApp, Who};

/// A reply without the token of its form.
async fn bare(app: &TestApp, who: Who, reply: Reply) -> (u16, axum::http::HeaderMap, String) {
    let csrf = app.client(who).csrf().await;
    (reply.status, reply.headers, reply.body.replace(&csrf, "token"))
}

/// Everything about a record that somebody can ask for who has it.
async fn everything(app: &TestApp, who: Who, case: CaseId) -> Vec<(u16, axum::http::HeaderMap, String)> {
    let sequence = app.case_page(case).await.view.sequence;
    let mut all = Vec::new();
    for page in [
        String::new(),
        "/looks".to_owned(),
        "/looks/list".to_owned(),
        "/contact".to_owned(),
        "/close".to_owned(),
        "/handover".to_owned(),
        "/chronology".to_owned(),
        "/chronology.csv".to_owned(),
        "/records".to_owned(),
        "/notes/person".to_owned(),
        format!("/entries/{sequence}/correct"),
    ] {
        let reply = app.client(who).get(&format!("/cases/{case}{page}")).await;
        all.push(bare(app, who, reply).await);
    }
    let fields = [("what", "nothing"), ("why", "It was a slip"), ("seen", &*sequence.to_string())];
    let place = format!("/cases/{case}/entries/{sequence}/correct");
    all.push(bare(app, who, app.client(who).post(&place, &fields).await).await);
    all.push(bare(app, who, app.client(who).get("/work").await).await);
    all.push(bare(app, who, app.client(who).post("/find", &[("words", "Rowan")]).await).await);
    all
}

/// Two copies of one store, alike: in the first the two are joined, in the second somebody doubts the plan of the one.
async fn joined_and_doubted(walled: Option<Who>) -> ([TestApp; 2], CaseId, CaseId) {
    let (app, one, other) = two().await;
    app.plan_calls(one).await;
    if let Some(who) = walled {
        app.wall(other, who).await;
    }
    let [joined, doubted] = app.copied::<2>().await;
    let reference = reference(&joined, other).await;
    self::reference(&doubted, other).await;
    // Whoever writes either opens its page first.
    joined.da_lead().get(&format!("/cases/{one}/records?other={reference}")).await.is(200);
    doubted.da_lead().get(&format!("/cases/{one}/notes/again")).await.is(200);
    says(&joined, Who::DaLead, one, &reference, "same", WHY).await.is(303);
    doubted.da_lead().post(&format!("/cases/{one}/notes/again"), &[("", ""); 0]).await.is(303);
    ([joined, doubted], one, other)
}

#[tokio::test]
async fn given_an_officer_with_no_relation_to_the_other_then_every_page_is_as_without_it() {
    let ([joined, doubted], one, other) = joined_and_doubted(None).await;
    for who in [Who::Officer, Who::DaLead] {
        let (told, without) = (everything(&joined, who, one).await, everything(&doubted, who, one).await);
        // The control: whoever may see the other is told of it.
        assert_eq!(told == without, who == Who::Officer, "{who:?}");
    }
    let page = joined.officer().opens(one).await;
    page.says("Ways of getting in touch to be confirmed again")
        .does_not_say(&reference(&joined, other).await);
    page.does_not_say(WHY).does_not_say("same person");
}

#[tokio::test]
async fn given_a_manager_who_is_walled_off_from_the_other_then_every_page_is_as_without_it() {
    let ([joined, doubted], one, other) = joined_and_doubted(Some(Who::Manager)).await;
    assert!(joined.client(Who::Manager).opens(other).await.status == 404);
    let told = everything(&joined, Who::Manager, one).await;
    assert_eq!(told, everything(&doubted, Who::Manager, one).await);
    assert!(told[0].2.contains("Ways of getting in touch to be confirmed again"));
}

/// The other way round: what was seen while they might is gone with the wall.
#[tokio::test]
async fn given_a_wall_that_comes_later_then_the_other_record_is_gone_from_the_page() {
    let (app, one, other) = two().await;
    joins(&app, one, other).await;
    app.client(Who::Manager).opens(one).await.says("This person also has record").says(WHY);
    app.wall(other, Who::Manager).await;
    app.client(Who::Manager).opens(one).await.does_not_say("also has record").does_not_say(WHY);
}

/// A reference of nothing, of a record behind a wall, and of another organisation: one sentence, the same bytes.
#[tokio::test]
async fn given_a_reference_that_is_not_there_or_not_theirs_then_the_answers_are_the_same() {
    let (app, one, other) = two().await;
    let foreign = crate::coverage::world::foreign(&app).await;
    let theirs = app.actor(Who::OtherLead).await;
    let foreign = app.service.case_page(&theirs, foreign, None, "test").await.unwrap().reference.to_string();
    let walled = reference(&app, other).await;
    app.wall(other, Who::Manager).await;
    let mut answers = Vec::new();
    let nothing = CaseReference::from_random([9; 5]).to_string();
    for typed in [&nothing, &walled, &foreign] {
        let page = app.client(Who::Manager).get(&format!("/cases/{one}/records?other={typed}")).await;
        page.is(422).says("Give the reference of another record that you can see");
        let sent = says(&app, Who::Manager, one, typed, "same", WHY).await;
        let pair = [bare(&app, Who::Manager, page).await, bare(&app, Who::Manager, sent).await];
        answers.push(pair.map(|(status, headers, body)| (status, headers, body.replace(typed, "typed"))));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    // The control: the wall away, it is there to be compared.
    app.takes_walls_down(other).await;
    app.client(Who::Manager).get(&format!("/cases/{one}/records?other={walled}")).await.is(200);
}
