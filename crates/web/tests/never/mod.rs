//! Never events of the survivor's road, each of which somebody tries to cause (domain.md 19). Others stand beside what
//! they are about: closing over one no and one silence in `ending` and `safety`, a home or a number that is shared in
//! `contact`.

mod again;
mod leave;
mod managers;

use std::collections::BTreeMap;

use access::Denied;
use domain::case::{CaseCommand, OwnerNamed, Refusal, SupportStep};
use domain::contact::{
    Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, LineDrops, Reason, SafeTimes, Safety,
    Voicemail,
};
use domain::people::{Person, PersonRole};
use domain::risk::{AnswerSource, FactorAnswer, Judgement, MaracHeard, RiskAnswer, RiskAssessed, RiskFactor};
use domain::text::{Name, ShortText, Words};
use domain::when::london;
use domain::{Answer, CaseId, ChannelId, PersonId, Severity};
use jiff::{SignedDuration, ToSpan};
use service::{Problem, Whose};

use crate::support::{Telling, TestApp, Who};

/// A survivor's case of this severity, which the officer has.
async fn a_case(app: &TestApp, severity: &str) -> CaseId {
    let telling = Telling::disclosure()
        .living_in(app.region("North"))
        .answer("severity", severity)
        .answer("phone", "07700 900461")
        .answer("perpetrator", "Garrick Vane");
    let case = app.call_handler().takes_report(&telling).await;
    app.hand_over(case, Who::Officer).await;
    case
}

fn words(text: &str) -> Words {
    Words::parse(text).unwrap()
}

async fn tries(
    app: &TestApp,
    who: Who,
    case: CaseId,
    command: impl Into<CaseCommand>,
) -> Result<(), Problem> {
    let actor = app.actor(who).await;
    let moment = app.service.moment(&actor);
    app.service.record(&actor, case, None, command.into().into(), &moment).await
}

/// An assessment in which every answer is a no.
fn all_no(judgement: Option<Severity>) -> RiskAssessed {
    let answer = |factor: &RiskFactor| {
        let (answer, source) = (RiskAnswer::No, AnswerSource::Survivor);
        (*factor, FactorAnswer { answer, source, dated: None, words: None })
    };
    RiskAssessed {
        instrument: ShortText::parse("factors-24").unwrap(),
        version: 1,
        language: ShortText::parse("English").unwrap(),
        safe_to_talk: Answer::Yes,
        right_now: domain::risk::RightNow::default(),
        how_long: None,
        high_at: 14,
        answers: RiskFactor::ALL.iter().map(answer).collect::<BTreeMap<_, _>>(),
        barriers: BTreeMap::new(),
        judgement: judgement.map(|level| Judgement { level, why: words("It sounds quieter.") }),
        frightened_of: None,
        priority: None,
        survivors_view: None,
        co_signed_by: None,
        after: None,
    }
}

/// "Risk lowered by a score": by a count of nothing, by a judgement in an assessment, by whoever is no manager.
#[tokio::test]
async fn never_is_a_risk_lowered_by_a_score_or_by_anybody_but_a_manager_with_a_note() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    tries(&app, Who::DaLead, case, SupportStep::from(all_no(None))).await.unwrap();
    assert_eq!(app.case_page(case).await.view.severity, Some(Severity::High), "24 times no says nothing");
    let judged = tries(&app, Who::DaLead, case, SupportStep::from(all_no(Some(Severity::Standard)))).await;
    assert!(matches!(judged, Err(Problem::Refused(Refusal::OnlyAManagerLowers))), "{judged:?}");
    let assessed = CaseCommand::AssessSeverity { severity: Severity::Medium, why: None };
    let by_officer = tries(&app, Who::Officer, case, assessed).await;
    assert!(matches!(by_officer, Err(Problem::Refused(Refusal::OnlyAManagerLowers))), "{by_officer:?}");
    let lower = || CaseCommand::LowerSeverity { severity: Severity::Medium, why: words("He moved abroad.") };
    let by_officer = tries(&app, Who::Officer, case, lower()).await;
    assert!(matches!(by_officer, Err(Problem::Denied(Denied::NothingHere))), "{by_officer:?}");
    let without_a_note = [("severity", "medium"), ("seen", "1")];
    app.manager().post(&format!("/cases/{case}/handover"), &without_a_note).await.is(422).says("Say why");
    assert_eq!(app.case_page(case).await.view.severity, Some(Severity::High));
    // The control: a manager, by name and with a note.
    tries(&app, Who::Manager, case, lower()).await.unwrap();
    assert_eq!(app.case_page(case).await.view.severity, Some(Severity::Medium));
    app.officer().opens(case).await.says("He moved abroad.");
}

/// "Repeat event not linked": it is told by somebody else, on another day, without a word of the one before.
#[tokio::test]
async fn never_is_a_further_event_looked_at_alone() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    let repeat = "It has happened again within 12 months of the MARAC: refer it again";
    let incident = |told_by: &'static str| {
        let case = format!("/cases/{case}/notes/incident");
        let form = [("told-by", told_by), ("words", "A door again"), ("seen", "1")];
        (case, form)
    };
    let (place, form) = incident("survivor");
    app.officer().post(&place, &form).await.is(303);
    app.officer().opens(case).await.does_not_say(repeat);
    let today = app.now().to_zoned(london()).date();
    let heard = MaracHeard { on: today.checked_sub(300.days()).unwrap(), area: None };
    tries(&app, Who::Officer, case, SupportStep::from(heard)).await.unwrap();
    for told_by in ["police", "neighbour"] {
        let (place, form) = incident(told_by);
        app.officer().post(&place, &form).await.is(303);
    }
    let page = app.officer().opens(case).await;
    page.says(repeat).says("They are repeating: look at all of them together");
    let due = app.case_page(case).await.duties.into_iter().map(|duty| duty.code).collect::<Vec<_>>();
    assert!(due.contains(&"marac-repeat".to_owned()) && due.contains(&"repeating".to_owned()), "{due:?}");
}

fn through(person: PersonId, survivor: PersonId, safety: Safety, on: jiff::civil::Date) -> ContactPlan {
    let channel = Channel {
        channel: ChannelId::from_uuid(person.as_uuid()),
        kind: ChannelKind::Supporter,
        secret: None,
        whose: person,
        seen_by_others: Answer::No,
        who_else: None,
        safety,
        confirmed: Some(Confirmed { by: ConfirmedBy::Survivor, on }),
        times: SafeTimes::Any,
        voicemail: Voicemail::Never,
        neutral_words: None,
    };
    ContactPlan {
        survivor,
        channels: vec![channel],
        code_word: None,
        line_drops: LineDrops::WaitForThem,
        may_be_told: None,
        interpreter: None,
    }
}

/// "Perpetrator picked from the survivor's emergency contacts": named as somebody whom the survivor trusts.
#[tokio::test]
async fn never_is_the_alleged_perpetrator_asked_as_somebody_whom_the_survivor_trusts() {
    let app = TestApp::new().await;
    let case = a_case(&app, "medium").await;
    let view = app.case_page(case).await.view;
    let survivor = view.survivor().unwrap().person;
    let perpetrator =
        view.people.values().find(|one| one.is(PersonRole::AllegedPerpetrator)).unwrap().clone();
    let today = app.now().to_zoned(london()).date();
    // Both at once, as a contact taken over from another file may be: they are still who is said to cause harm.
    let both =
        Person { roles: [PersonRole::AllegedPerpetrator, PersonRole::Supporter].into(), ..perpetrator };
    let person = both.person;
    tries(&app, Who::Officer, case, CaseCommand::RecordPerson(both)).await.unwrap();
    let safe = CaseCommand::PlanContact(through(person, survivor, Safety::Safe, today));
    let planned = tries(&app, Who::Officer, case, safe).await;
    let shared = Reason::SharedWithLinkedPerson;
    assert!(
        matches!(&planned, Err(Problem::Refused(Refusal::MarkedSafe { reason, .. })) if *reason == shared),
        "{planned:?}"
    );
    // Somebody trusted, of whom it comes out later: from then on the gate keeps that way shut.
    let friend = PersonId::from_uuid(uuid::Uuid::from_u128(0x51));
    let trusted = Person {
        name: Name::parse("Ivor Example").ok(),
        lives_in_home: Answer::No,
        ..Person::unnamed(friend, PersonRole::Supporter)
    };
    tries(&app, Who::Officer, case, CaseCommand::RecordPerson(trusted.clone())).await.unwrap();
    let plan = through(friend, survivor, Safety::Safe, today);
    tries(&app, Who::Officer, case, CaseCommand::PlanContact(plan)).await.unwrap();
    let roles = [PersonRole::Supporter, PersonRole::AllegedPerpetrator].into();
    let found_out = Person { roles, ..trusted };
    tries(&app, Who::Officer, case, CaseCommand::RecordPerson(found_out)).await.unwrap();
    let place = format!("/cases/{case}/contact/{}", ChannelId::from_uuid(friend.as_uuid()));
    app.officer().get(&place).await.says("also recorded for another person");
    assert_eq!(app.officer().post(&format!("{place}/use"), &[("", ""); 0]).await.see_other(), place);
}

/// What of a case stands on somebody's list.
async fn lists(app: &TestApp, who: Who, whose: Whose, case: CaseId) -> bool {
    let page = app.service.work(&app.actor(who).await, whose, 1).await.unwrap();
    let lines = page.cases.iter().chain(&page.to_triage).chain(&page.unowned).map(|line| line.case);
    lines.chain(page.records.iter().map(|record| record.case)).any(|one| one == case)
}

/// "Case left un-owned over leave": whoever has it is away, or has left for good.
#[tokio::test]
async fn never_is_a_case_left_to_nobody_while_its_worker_is_away() {
    let app = TestApp::new().await;
    let case = a_case(&app, "high").await;
    let covered = a_case(&app, "high").await;
    let (owner, cover) = (app.actor(Who::Officer).await.user, app.actor(Who::SecondOfficer).await.user);
    let named = CaseCommand::NameOwner(OwnerNamed { owner, cover: Some(cover) });
    tries(&app, Who::Manager, covered, named).await.unwrap();
    // Whoever covers has it on their own list, and may do what is due.
    assert!(lists(&app, Who::SecondOfficer, Whose::Mine, covered).await);
    let incident = [("told-by", "survivor"), ("words", "He came back"), ("seen", "1")];
    let second = app.client(Who::SecondOfficer);
    second.post(&format!("/cases/{covered}/notes/incident"), &incident).await.is(303);
    // The control: without cover it is on nobody else's own list …
    assert!(!lists(&app, Who::SecondOfficer, Whose::Mine, case).await);
    // … and what nobody does is raised to the manager, on whose list it stands.
    app.wait(SignedDuration::from_hours(30));
    app.service.judge_due().await.unwrap();
    assert!(lists(&app, Who::Manager, Whose::Everybody, case).await);
    let duties = app.case_page(case).await.duties;
    let raised = duties.iter().filter(|duty| duty.state == policy::DutyState::Overdue);
    assert!(raised.clone().count() > 3, "{duties:?}");
    for duty in raised {
        assert!(!duty.raised.is_empty(), "{} waits for whoever is away", duty.code);
    }
    // Whoever has left for good has nothing any more: it says so, and the manager hands it on.
    app.leaves(Who::Officer).await;
    app.manager().signs_in().await;
    assert!(lists(&app, Who::Manager, Whose::Everybody, case).await);
    let owner = app.actor(Who::SecondOfficer).await.user;
    let handed = CaseCommand::NameOwner(OwnerNamed { owner, cover: None });
    tries(&app, Who::Manager, case, handed).await.unwrap();
    assert!(lists(&app, Who::SecondOfficer, Whose::Mine, case).await);
}
