//! Answers into a command, and what is wrong beside its field.

use access::action::SeeCase;
use access::{Actor, CaseFacts, Role, check};
use domain::case::{CaseEvent, CaseState, FirstReport, NewCase, Owner, Refusal, decide};
use domain::contact::{Reason, Safety};
use domain::people::{Connection, PersonRole};
use domain::report::{CameBy, ReportSource, ReportTaken, Route};
use domain::text::Name;
use domain::{CaseId, Happened, IdBlock, OrganisationId, Recorded, ReportId, UserId};
use uuid::Uuid;

use super::*;

const SURVIVOR: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa1));
const PERPETRATOR: PersonId = PersonId::from_uuid(Uuid::from_u128(0xa2));
const OFFICER: UserId = UserId::from_uuid(Uuid::from_u128(0xc1));

/// A Tuesday in winter, at noon in London.
fn moment() -> Moment {
    let now: Timestamp = "2026-03-10T12:00:00Z".parse().unwrap();
    Moment { now, actor: OFFICER, ids: IdBlock::new(now, [7; 10]) }
}

fn person(id: PersonId, role: PersonRole, name: &str) -> Person {
    Person { name: Name::parse(name).ok(), ..Person::unnamed(id, role) }
}

fn recorded(events: Vec<CaseEvent>) -> Vec<Recorded<CaseEvent>> {
    let entry = |(sequence, event)| Recorded { sequence, recorded_at: moment().now, actor: OFFICER, event };
    (1..).zip(events).map(entry).collect()
}

/// A case as a survivor's own report opens it.
fn reported() -> Vec<Recorded<CaseEvent>> {
    let report = ReportTaken {
        report: ReportId::from_uuid(Uuid::from_u128(0x11)),
        source: ReportSource::Survivor,
        came_by: CameBy::Phone,
        danger: Danger { now: Answer::No, police: PoliceCall::NotCalled, police_reference: None },
        reporter: None,
        words: None,
        happened: Happened::NotKnown,
        severity: Severity::High,
    };
    let people = vec![
        person(SURVIVOR, PersonRole::Survivor, "Asha Example"),
        person(PERPETRATOR, PersonRole::AllegedPerpetrator, "Corin Example"),
    ];
    let first = FirstReport { report, people, secrets: Vec::new(), own_behaviour: None };
    let open = CaseCommand::Open(Box::new(NewCase { first, region: None }));
    recorded(decide(&CaseState::default(), open, &moment()).unwrap())
}

fn view() -> CaseView {
    let organisation = OrganisationId::from_uuid(Uuid::from_u128(0x1));
    let actor = Actor::new(OFFICER, organisation, Role::DaLead);
    let facts = CaseFacts {
        case: CaseId::from_uuid(Uuid::from_u128(0x2)),
        organisation,
        owner: Owner::Nobody,
        region: None,
        recorder: OFFICER,
        route: Route::Disclosure,
        team: None,
        grant: None,
        glass: false,
        excluded: false,
        across: false,
    };
    CaseView::reduce(&check::<SeeCase>(&actor, &facts).unwrap(), &reported(), moment().now)
}

/// The three answers that cannot be left out.
const NEEDED: &str = "danger=no&children-at-home=not-known&adults-at-home=no";

fn safe_call() -> String {
    format!(
        "{NEEDED}&phone-at=07700+900123&phone-whose=theirs&phone-others=no&phone-safe=safe&phone-told=yes\
         &phone-times=only&phone-days=3&phone-days=4&phone-from=9:30&phone-until=14:30"
    )
}

fn sent(body: &str) -> Sent {
    Sent::parse(body.as_bytes()).unwrap()
}

fn read(body: &str) -> Result<FirstDisclosure, Problems> {
    let entry = conversation(&view(), &sent(body), &moment())?;
    match entry.command {
        CaseCommand::TakeDisclosure(first) => Ok(*first),
        other => panic!("another command: {other:?}"),
    }
}

fn decided(body: &str) -> Result<Vec<CaseEvent>, Refusal> {
    let entry = conversation(&view(), &sent(body), &moment()).map_err(|_| "wrong answers").unwrap();
    decide(&CaseState::from_history(&reported()), entry.command, &moment())
}

#[track_caller]
fn wrong(body: &str, field: &str, message: &str) {
    let problems = read(body).expect_err("something is wrong");
    assert_eq!(problems.on(field), Some(message), "{body}");
}

#[test]
fn the_three_answers_alone_are_enough_and_all_else_stays_not_known() {
    let first = read(NEEDED).ok().unwrap();
    assert_eq!(first.disclosure.survivor, SURVIVOR);
    assert_eq!(first.disclosure.safe_to_talk, Answer::NotKnown);
    assert_eq!(first.disclosure.limits_explained, Answer::NotKnown);
    assert_eq!(first.disclosure.line_drops, LineDrops::NotAgreed);
    assert_eq!(first.disclosure.meeting.worker, WorkerWish::NotAsked);
    assert_eq!(first.household.unwrap().children, Answer::NotKnown);
    assert!(first.people.is_empty() && first.connections.is_empty() && first.incidents.is_empty());
    assert_eq!((first.plan, first.severity, first.next_contact), (None, None, None));
    assert_eq!(decided(NEEDED).unwrap().len(), 2);
}

#[test]
fn nobody_can_leave_out_danger_or_who_is_at_home() {
    wrong("", "danger", "Choose yes, no or not known: is anybody in danger now?");
    wrong(
        "danger=no&adults-at-home=no",
        "children-at-home",
        "Choose yes, no or not known: do children live in the home or often stay there?",
    );
    wrong(
        "danger=no&children-at-home=no",
        "adults-at-home",
        "Choose yes, no or not known: does an adult at risk live in the home?",
    );
}

#[test]
fn b33_given_children_live_at_home_then_a_child_who_is_named_does() {
    let lives = |answer: &str| {
        let body = format!("danger=no&children-at-home={answer}&adults-at-home=no&child-1=Tilly");
        let first = read(&body).ok().unwrap();
        let tilly = first.people.into_iter().find(|person| person.is(PersonRole::Child)).unwrap();
        tilly.lives_in_home
    };
    assert_eq!(lives("yes"), Answer::Yes);
    assert_eq!(
        lives("no"),
        Answer::NotKnown,
        "elsewhere, or only sometimes: nobody said that they never are"
    );
    assert_eq!(lives("not-known"), Answer::NotKnown);
}

#[test]
fn a_whole_conversation_is_accepted_and_nobody_is_recorded_twice() {
    let body = format!(
        "{}&police=caller&police-reference=CAD+1234&safe-to-talk=yes&who-is-there=Nobody&name=Asha+E&line-drops=wait\
         &code-word=marmalade&limits=yes&child-1=Noor&child-3=Sami\
         &supporter-name=Dilys&supporter-home=no&supporter-at=07700+900456&supporter-others=no&supporter-safe=safe\
         &may-be-told=Dilys+only&interpreter=Somali&place=The+library&meeting-at=The+library,+ZZ99+3VZ\
         &worker=woman&language=Somali&beside=Dilys&adjustments=Breaks\
         &perp-1-id={PERPETRATOR}&perp-1-name=Corin+Example&perp-1-route=married&perp-1-home=no&perp-1-keys=yes\
         &perp-2-name=Bo+Example&perp-2-route=relatives\
         &incident-1-kinds=strangulation&incident-1-kinds=threats&incident-1-when-month=2&incident-1-when-year=2026\
         &incident-1-words=Hands+round+the+neck&incident-1-injuries=Sore+throat&incident-1-by=1&incident-1-children=yes\
         &wishes=To+stay+here&agency-idva=aloud&severity=immediate\
         &next-channel=phone&next-day=11&next-month=3&next-year=2026&next-from=10:00&next-until=10:30&next-missed=supporter",
        safe_call()
    );
    let first = read(&body).ok().unwrap();
    let ids: Vec<PersonId> = first.people.iter().map(|person| person.person).collect();
    assert_eq!(ids.iter().filter(|id| **id == SURVIVOR).count(), 1, "the survivor has another name now");
    assert_eq!(
        ids.iter().filter(|id| **id == PERPETRATOR).count(),
        1,
        "he does not live there, which is new"
    );
    let roles = |role| first.people.iter().filter(|person| person.is(role)).count();
    assert_eq!(
        (roles(PersonRole::Child), roles(PersonRole::Supporter), roles(PersonRole::AllegedPerpetrator)),
        (2, 1, 2)
    );
    assert_eq!(first.connections.first().unwrap().route, Connection::Married);
    assert_eq!(first.incidents.first().unwrap().by, [PERPETRATOR]);
    assert_eq!(first.secrets.len(), 3);
    let events = decided(&body).unwrap();
    assert!(matches!(events.last(), Some(CaseEvent::ContactAgreed(_))), "{events:?}");
}

#[test]
fn a_person_who_is_not_an_alleged_perpetrator_here_is_not_made_one() {
    let message = "This person is not in this record any more. Open the page again";
    for id in [SURVIVOR.to_string(), Uuid::from_u128(0xff).to_string(), "x".to_owned()] {
        wrong(&format!("{NEEDED}&perp-1-id={id}&perp-1-name=Corin"), "perp-1-name", message);
    }
}

#[test]
fn a_way_that_nobody_spoke_of_is_not_recorded_and_one_in_doubt_is_not_safe() {
    let untouched =
        format!("{NEEDED}&phone-safe=unknown&text-times=not-known&email-others=not-known&letter-at=+");
    assert_eq!(read(&untouched).ok().unwrap().plan, None);

    let given = read(&format!("{NEEDED}&phone-at=07700900123")).ok().unwrap();
    let [phone] = given.plan.unwrap().channels.try_into().unwrap();
    assert_eq!(
        (phone.safety, phone.confirmed, phone.seen_by_others),
        (Safety::Unknown, None, Answer::NotKnown)
    );
    assert_eq!(phone.times, domain::contact::SafeTimes::NotKnown);

    let shared =
        read(&format!("{NEEDED}&email-whose=not-known&email-others=no&email-safe=safe")).ok().unwrap();
    let [email] = shared.plan.unwrap().channels.try_into().unwrap();
    assert_eq!(email.seen_by_others, Answer::NotKnown);
}

#[test]
fn the_gate_decides_whether_the_next_contact_may_be_agreed() {
    let next = "&next-channel=phone&next-day=11&next-month=3&next-year=2026&next-from=10:00&next-until=10:30";
    assert!(decided(&format!("{}{next}", safe_call())).is_ok());
    wrong(
        &format!("{}{next}", safe_call()).replace("phone-told=yes", "phone-told="),
        "phone-told",
        "Tick that they told you today that it is safe, or be in touch by another way",
    );
    for (change, to, reason) in [
        ("phone-safe=safe", "phone-safe=not-safe", Reason::NotSafe),
        ("phone-others=no", "phone-others=", Reason::SeenByOthers),
        ("phone-whose=theirs", "phone-whose=shared", Reason::SeenByOthers),
        ("phone-days=3&", "phone-days=5&", Reason::OutsideHours),
    ] {
        let changed = format!("{}{next}", safe_call()).replace(change, to);
        match decided(&changed) {
            Err(Refusal::NotCleared(no)) => assert_eq!(no.reason, reason, "{to}"),
            other => panic!("{to}: {other:?}"),
        }
    }
}

#[test]
fn nothing_goes_to_a_home_unless_it_is_clear_that_he_does_not_live_there() {
    let letter = format!(
        "{NEEDED}&letter-at=1+Example+Street&letter-whose=theirs&letter-others=no&letter-safe=safe&letter-told=yes\
         &letter-times=any&next-channel=letter&next-day=11&next-month=3&next-year=2026&next-from=10:00&next-until=10:30\
         &perp-1-id={PERPETRATOR}"
    );
    for answer in ["", "&perp-1-home=not-known"] {
        match decided(&format!("{letter}{answer}")) {
            Err(Refusal::NotCleared(no)) => assert_eq!(no.reason, Reason::SharedHome),
            other => panic!("{answer}: {other:?}"),
        }
    }
    let known = Refusal::MarkedSafe { place: 0, kind: ChannelKind::Letter, reason: Reason::SharedHome };
    assert_eq!(decided(&format!("{letter}&perp-1-home=yes")), Err(known));
    assert!(decided(&format!("{letter}&perp-1-home=no")).is_ok());
}

#[test]
fn danger_now_is_the_most_severe_and_nothing_is_lowered() {
    let danger = "danger=yes&children-at-home=no&adults-at-home=no&severity=standard";
    assert_eq!(read(danger).ok().unwrap().severity.unwrap().severity, Severity::Immediate);
    assert_eq!(read(&format!("{NEEDED}&severity=high")).ok().unwrap().severity, None, "it is high already");
    assert_eq!(decided(&format!("{NEEDED}&severity=medium")), Err(Refusal::OnlyAManagerLowers));
}

#[test]
fn each_gap_is_named_beside_its_field() {
    let with = |more: &str| format!("{NEEDED}&{more}");
    wrong(
        &with("phone-times=only"),
        "phone-days",
        "Choose at least one day, or say that the times are not known",
    );
    wrong(
        &with("phone-times=only&phone-days=1&phone-from=9:30"),
        "phone-until",
        "Enter a time, such as 14:30, or say that the times are not known",
    );
    wrong(
        &with("interpreter-wishes=A+woman"),
        "interpreter",
        "Enter the language for which an interpreter is needed",
    );
    wrong(
        &with("incident-1-by=3"),
        "incident-1-by",
        "Nobody is named there in part 7. Name them, or leave this out",
    );
    wrong(&with("next-from=10:00"), "next-channel", "Choose by which way you will be in touch");
    wrong(&with("next-channel=phone"), "next", "Enter the day of the next contact");
    wrong(
        &with("next-channel=text&next-day=11&next-month=3&next-year=2026&next-from=10:00&next-until=10:30"),
        "next-channel",
        "Text message is not in the answers above. Say there how it is safe, or choose another way",
    );
    wrong(
        &format!(
            "{}&next-channel=phone&next-day=11&next-month=3&next-year=2026&next-from=10:00&next-until=9:30",
            safe_call()
        ),
        "next-until",
        "The end must come after the start, on the same day",
    );
}

#[test]
fn every_field_that_the_page_shows_is_one_that_it_takes() {
    use crate::page::Sample as _;
    use askama::Template as _;

    let page = super::super::ConversationPage::sample().render().unwrap();
    let known = fields::all();
    let names = page.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let asked: Vec<&str> = names
        .filter(|name| !["csrf", "go", "viewport", "robots", "format-detection"].contains(name))
        .collect();
    assert!(asked.len() > 150, "only {} fields", asked.len());
    for name in asked {
        let name =
            ["-day", "-month", "-year"].iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name);
        assert!(known.iter().any(|field| field == name), "{name}");
    }
}
