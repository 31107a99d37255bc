use std::collections::BTreeSet;

use askama::Template as _;
use domain::case::{CaseCommand, Refusal, SetAsideWhy};
use domain::disclosure::{Agency, GivenHow};
use domain::incident::AbuseKind;
use domain::people::{Connection, PersonRole, SecretKind};
use domain::report::{Danger, PoliceCall, ReportSource, Route};
use domain::suspicion::Offered;
use domain::text::ShortText;
use domain::when::Season;
use domain::{Answer, Happened, IdBlock, Moment, PersonId, Severity, UserId};
use service::Entry;
use uuid::Uuid;

use super::note::{Known, Note};
use super::*;

/// A Monday morning.
const NOW: &str = "2026-03-02T10:00:00Z";

fn moment() -> Moment {
    let now = NOW.parse().unwrap();
    Moment { now, actor: UserId::from_uuid(Uuid::nil()), ids: IdBlock::new(now, [7; 10]) }
}

pub(in crate::pages) fn sent(answers: &[(&str, &str)]) -> Sent {
    let body: Vec<String> =
        answers.iter().map(|(field, value)| format!("{field}={}", value.replace(' ', "+"))).collect();
    Sent::parse(body.join("&").as_bytes()).unwrap()
}

fn read(note: &Note, answers: &[(&str, &str)]) -> Result<Vec<Entry>, Problems> {
    let sent = sent(answers);
    sent.only(note.fields).unwrap();
    note.entries(&sent, &moment())
}

fn taken(note: &Note, answers: &[(&str, &str)]) -> Vec<Entry> {
    read(note, answers).unwrap_or_else(|problems| panic!("{}", problems.summary().unwrap()))
}

fn command(note: &Note, answers: &[(&str, &str)]) -> CaseCommand {
    let mut entries = taken(note, answers);
    assert_eq!(entries.len(), 1);
    entries.remove(0).command
}

#[track_caller]
fn refused(note: &Note, answers: &[(&str, &str)], field: &str, message: &str) {
    let problems = read(note, answers).expect_err("it was taken");
    assert_eq!(problems.on(field), Some(message));
}

fn person(number: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(number))
}

#[test]
fn every_note_stands_once_in_the_table_and_shows_only_fields_that_it_reads() {
    let whats: BTreeSet<&str> = NOTES.iter().map(|note| note.what).collect();
    assert_eq!(whats.len(), NOTES.len());
    for note in NOTES {
        let roads = note.routes.iter().map(|road| samples::page_on(*road, note).render().unwrap());
        let shown: Vec<String> = roads.collect();
        let forms = shown.iter().map(|page| page.split_once("name=\"seen\"").unwrap().1);
        let named: BTreeSet<&str> = forms
            .filter_map(|form| form.split("</form>").next())
            .flat_map(|form| form.split(" name=\"").skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        for name in &named {
            let whole =
                ["-day", "-month", "-year"].iter().find_map(|part| name.strip_suffix(part)).unwrap_or(name);
            assert!(note.fields.contains(&whole), "{}: {name} is asked and not read", note.what);
        }
        for field in note.fields.iter().filter(|field| !field.ends_with("-no-address")) {
            let asked = named.contains(field) || named.contains(format!("{field}-day").as_str());
            assert!(asked, "{}: {field} is read and not asked", note.what);
        }
    }
}

#[test]
fn a_note_that_is_sent_empty_is_refused_beside_its_first_questions_and_never_recorded() {
    for note in NOTES.iter().filter(|note| !note.fields.is_empty()) {
        let problems = read(note, &[]).err().unwrap_or_else(|| panic!("{} takes nothing", note.what));
        assert!(note.fields.iter().any(|field| problems.on(field).is_some()), "{}", note.what);
    }
}

#[test]
fn a_field_that_a_note_does_not_have_is_refused() {
    let sent = sent(&[("words", "To stay"), ("actor", "somebody")]);
    assert!(known_fields(&wishes::NOTE, &sent, &["seen"]).is_err());
}

#[test]
fn an_address_in_a_note_is_stopped_once_and_the_other_answers_stay() {
    let answers = [("words", "She is at 12 Acacia Avenue now")];
    refused(
        &wishes::NOTE,
        &answers,
        "words",
        "This looks like an address. Put it in the protected address field",
    );
    assert!(read(&wishes::NOTE, &[answers[0], ("words-no-address", "yes")]).is_ok());
}

#[test]
fn an_incident_is_read_as_vaguely_as_it_is_told() {
    let (tom, mia) = (person(2).to_string(), person(3).to_string());
    let answers = [
        ("told-by", "neighbour"),
        ("words", "Shouting and a crash"),
        ("kinds", "damage"),
        ("kinds", "strangulation"),
        ("happened-year", "2024"),
        ("happened-season", "winter"),
        ("by", &tom),
        ("by", &mia),
        ("children", "yes"),
    ];
    let CaseCommand::RecordIncident(incident) = command(&incident::NOTE, &answers) else { panic!() };
    assert_eq!(incident.kinds, BTreeSet::from([AbuseKind::Damage, AbuseKind::Strangulation]));
    assert_eq!(incident.happened, Happened::Season { year: 2024, season: Season::Winter });
    assert_eq!(incident.by, [person(2), person(3)]);
    assert_eq!((incident.told_by, incident.children_present), (ReportSource::Neighbour, Answer::Yes));
}

#[test]
fn an_incident_needs_who_told_us_and_something_that_happened() {
    let told = ("told-by", "survivor");
    refused(&incident::NOTE, &[("kinds", "threats")], "told-by", "Choose who told us");
    refused(
        &incident::NOTE,
        &[told],
        "words",
        "Write down what happened, or choose what kind of abuse it was",
    );
    let future = [
        told,
        ("kinds", "threats"),
        ("happened-day", "3"),
        ("happened-month", "3"),
        ("happened-year", "2026"),
    ];
    refused(&incident::NOTE, &future, "happened", "When it happened cannot be after today");
    refused(
        &incident::NOTE,
        &[told, ("kinds", "threats"), ("by", "nobody")],
        "by",
        "Choose from the people shown",
    );
    assert_eq!((incident::NOTE.beside)(&Refusal::NoSuchPerson), Some("by"));
}

#[test]
fn nobody_is_made_to_answer_what_they_do_not_know() {
    let CaseCommand::RecordIncident(incident) =
        command(&incident::NOTE, &[("told-by", "police"), ("kinds", "sexual")])
    else {
        panic!()
    };
    assert_eq!((incident.children_present, incident.happened), (Answer::NotKnown, Happened::NotKnown));
}

#[test]
fn the_household_question_cannot_be_skipped_and_not_known_is_an_answer() {
    refused(
        &household::NOTE,
        &[("children", "no")],
        "adults",
        "Choose yes, no or not known: does an adult at risk live in the home?",
    );
    let CaseCommand::AnswerHousehold(answered) =
        command(&household::NOTE, &[("children", "not-known"), ("adults", "no")])
    else {
        panic!()
    };
    assert_eq!((answered.children, answered.adults_at_risk), (Answer::NotKnown, Answer::No));
}

#[test]
fn agencies_that_were_not_spoken_of_are_left_out() {
    let CaseCommand::OfferAgencies(offered) = command(
        &agencies::NOTE,
        &[("given-idva", "aloud"), ("given-health", ""), ("given-helpline", "not-now")],
    ) else {
        panic!()
    };
    assert_eq!(offered.agencies, [(Agency::Idva, GivenHow::Aloud), (Agency::Helpline, GivenHow::NotNow)]);
}

#[test]
fn a_concern_whose_survivor_was_not_told_says_why() {
    let mut answers = vec![
        ("concern", "children"),
        ("harm", "significant"),
        ("agreed", "no"),
        ("ground", "coerced"),
        ("why", "He answers for her, also at the surgery"),
        ("with", "mash"),
        ("at-day", "2"),
        ("at-month", "3"),
        ("at-year", "2026"),
        ("at-time", "09:15"),
        ("told", "no"),
    ];
    refused(&safeguarding::NOTE, &answers, "words", "Say why the survivor was not told");
    answers.push(("words", "He reads every letter and was beside them"));
    let CaseCommand::RaiseConcern(raised) = command(&safeguarding::NOTE, &answers) else { panic!() };
    assert_eq!(raised.at.to_string(), "2026-03-02T09:15:00Z");
    assert_eq!((raised.with, raised.survivor_told), (Agency::Mash, Answer::No));
    refused(&safeguarding::NOTE, &[("told", "yes")], "at", "Give the day and the time when it was raised");
    assert_eq!((safeguarding::NOTE.beside)(&Refusal::InTheFuture), Some("at"));
}

#[test]
fn that_no_concern_is_needed_takes_the_permit_of_ending_a_case_and_a_reason() {
    let note = &safeguarding_not_needed::NOTE;
    refused(note, &[("concern", "adult")], "why", "Say why no concern is needed");
    let entry = command(note, &[("concern", "adult"), ("why", "They moved away last year")]);
    assert_eq!(access::action::needed(&entry), note.needs);
    assert_eq!(note.needs, access::ActionKind::EndCase);
}

#[test]
fn nothing_of_these_notes_needs_more_than_they_say() {
    let at = [("at-day", "2"), ("at-month", "3"), ("at-year", "2026"), ("at-time", "09:15")];
    let police: Vec<_> = [("by", "us")].into_iter().chain(at).collect();
    for (note, answers) in [
        (&wishes::NOTE, vec![("words", "To stay")]),
        (&severity::NOTE, vec![("severity", "high")]),
        (&police::NOTE, police),
    ] {
        assert_eq!(access::action::needed(&command(note, &answers)), note.needs, "{}", note.what);
    }
}

#[test]
fn the_police_cannot_have_been_told_by_nobody() {
    refused(&police::NOTE, &[("by", "not-called")], "by", "Choose who told the police");
    let told = [("by", "us"), ("at-day", "1"), ("at-month", "3"), ("at-year", "2026"), ("at-time", "23:40")];
    let CaseCommand::TellPolice(told) = command(&police::NOTE, &told) else { panic!() };
    assert_eq!(told.by, PoliceCall::Us);
}

#[test]
fn a_severity_below_the_one_on_record_is_not_offered() {
    let shown = samples::page(&severity::NOTE).render().unwrap();
    assert!(shown.contains("value=\"high\"") && shown.contains("value=\"medium\""));
    assert!(!shown.contains("value=\"standard\"") && !shown.contains("value=\"unknown\""));
    assert_eq!((severity::NOTE.beside)(&Refusal::OnlyAManagerLowers), Some("severity"));
    refused(&severity::NOTE, &[("severity", "unknown")], "severity", "Choose how severe it is");
}

#[test]
fn what_is_in_reach_stays_not_known_until_somebody_knows() {
    let (ana, tom) = (person(1).to_string(), person(2).to_string());
    let answers = [("perpetrator", &*tom), ("survivor", &*ana), ("route", "married"), ("has-keys", "yes")];
    let CaseCommand::RecordConnection(connection) = command(&relationship::NOTE, &answers) else { panic!() };
    assert_eq!((connection.alleged_perpetrator, connection.survivor), (person(2), person(1)));
    assert_eq!(connection.route, Connection::Married);
    assert_eq!((connection.reach.has_keys, connection.reach.weapons), (Answer::Yes, Answer::NotKnown));
    let same = [("perpetrator", &*tom), ("survivor", &*tom), ("route", "married")];
    refused(&relationship::NOTE, &same, "survivor", "Choose two different people");
}

#[test]
fn the_two_of_whom_there_is_no_doubt_are_chosen_already() {
    let shown = samples::page(&relationship::NOTE).render().unwrap();
    for chosen in [person(1), person(2)] {
        assert!(shown.contains(&format!("value=\"{chosen}\" selected")), "{chosen}");
    }
}

#[test]
fn where_a_person_is_stays_out_of_what_is_recorded() {
    let answers = [
        ("roles", "child"),
        ("name", "Mia Pereira"),
        ("born-day", "4"),
        ("born-month", "5"),
        ("born-year", "2019"),
        ("home", "yes"),
        ("phone", "07700 900123"),
        ("school", "Beech Hill Primary"),
    ];
    let entries = taken(&person::NOTE, &answers);
    let CaseCommand::RecordPerson(recorded) = &entries[0].command else { panic!() };
    assert!(recorded.is(PersonRole::Child) && recorded.born.is_some());
    let kinds: Vec<SecretKind> =
        entries.iter().flat_map(|entry| &entry.facts).map(|fact| fact.kind).collect();
    assert_eq!(kinds, [SecretKind::Phone, SecretKind::School]);
    for entry in &entries[1..] {
        let CaseCommand::HoldSecret(held) = &entry.command else { panic!() };
        assert_eq!((held.person, held.secret), (recorded.person, entry.facts[0].secret));
    }
}

#[test]
fn somebody_who_is_here_keeps_their_id_and_everything_known_of_them_is_shown() {
    let mut view = samples::view();
    let ana = view.people.get_mut(&person(1)).unwrap();
    ana.born = Some(jiff::civil::date(1990, 2, 1));
    let known = Known { person: Some(person(1)), ..Known::of(&view, moment().now) };
    let mut sent = Sent::default();
    (person::NOTE.first)(&known, &mut sent);
    sent.only(person::NOTE.fields).unwrap();
    assert_eq!((sent.part("born", 0), sent.part("born", 2)), ("1", "1990"));
    let entries =
        person::NOTE.entries(&sent, &moment()).unwrap_or_else(|_| panic!("what was shown is refused"));
    let CaseCommand::RecordPerson(recorded) = &entries[0].command else { panic!() };
    assert_eq!(recorded, &view.people[&person(1)]);
}

#[test]
fn another_report_protects_whoever_made_it() {
    let answers = [
        ("danger", "yes"),
        ("police", "us"),
        ("source", "neighbour"),
        ("reporter", "Dilys Marsh"),
        ("reporter-phone", "07700 900456"),
        ("came-by", "phone"),
        ("severity", "standard"),
    ];
    let entries = taken(&report::NOTE, &answers);
    let CaseCommand::AddReport(first) = &entries[0].command else { panic!() };
    assert_eq!(first.report.reporter, first.people.first().map(|person| person.person));
    assert!(first.people[0].is(PersonRole::Reporter));
    assert_eq!(first.secrets[0].secret, entries[0].facts[0].secret);
    assert_eq!(first.report.severity, Severity::Immediate);
    assert!(matches!(first.report.danger, Danger { now: Answer::Yes, police: PoliceCall::Us, .. }));
    refused(
        &report::NOTE,
        &[("danger", "no"), ("source", "survivor"), ("reporter", "Dilys Marsh")],
        "reporter",
        "Leave this out: it is for somebody other than the survivor who tells us",
    );
}

#[test]
fn more_about_ones_own_behaviour_offers_the_respect_line_again() {
    let answers =
        [("danger", "no"), ("source", "own-behaviour"), ("respect-line", "taken"), ("children", "yes")];
    let entries = taken(&report::NOTE, &answers);
    let CaseCommand::AddReport(first) = &entries[0].command else { panic!() };
    let own = first.own_behaviour.as_ref().unwrap();
    assert_eq!((own.respect_line, own.children_at_home), (Offered::Taken, Answer::Yes));
    assert!(first.report.reporter.is_none() && first.people.is_empty());
    let bare = taken(&report::NOTE, &[("danger", "no"), ("source", "own-behaviour")]);
    let CaseCommand::AddReport(first) = &bare[0].command else { panic!() };
    let own = first.own_behaviour.as_ref().unwrap();
    assert_eq!((own.respect_line, own.children_at_home), (Offered::NotOffered, Answer::NotKnown));
    let others =
        taken(&report::NOTE, &[("danger", "no"), ("source", "neighbour"), ("respect-line", "taken")]);
    let CaseCommand::AddReport(first) = &others[0].command else { panic!() };
    assert!(first.own_behaviour.is_none());
}

#[test]
fn a_record_of_own_behaviour_asks_for_no_survivor() {
    let mut view = samples::view();
    view.route = Some(Route::OwnBehaviour);
    let known = Known::of(&view, moment().now);
    for note in NOTES.iter().filter(|note| note.fits(view.route)) {
        let mut sent = Sent::default();
        (note.first)(&known, &mut sent);
        let form = Filled { sent, ..Filled::default() };
        let asked: String = (note.parts)(&known, &form).iter().map(ToString::to_string).collect();
        for theirs in ["Was the survivor told", "if it is not the survivor", "survivor\u{2019}s home"] {
            assert!(!asked.contains(theirs), "{}: {theirs}", note.what);
        }
    }
}

#[test]
fn the_reason_for_a_severity_may_be_left_out_only_where_no_judgement_is_due() {
    let view = samples::view();
    let asked = |judgement_due| {
        let known = Known { judgement_due, ..Known::of(&view, moment().now) };
        (severity::NOTE.parts)(&known, &Filled::default()).iter().map(ToString::to_string).collect::<String>()
    };
    let (due, not_due) = (asked(true), asked(false));
    assert!(due.contains("the judgement stays due") && !due.contains("You can leave this out"), "{due}");
    assert!(not_due.contains("You can leave this out"), "{not_due}");
}

#[test]
fn a_record_of_own_behaviour_offers_no_note_about_a_survivor() {
    let offered: Vec<&str> =
        NOTES.iter().filter(|note| note.fits(Some(Route::OwnBehaviour))).map(|note| note.what).collect();
    assert_eq!(
        offered,
        [
            "person",
            "safeguarding",
            "safeguarding-not-needed",
            "answer",
            "reviewed",
            "loss",
            "kept",
            "reopen",
            "police",
            "severity",
            "report",
            "again"
        ]
    );
}

#[test]
fn a_duty_is_set_aside_with_a_kind_of_reason_and_a_reason_in_words() {
    let duty = || ShortText::parse("agencies-offered").unwrap();
    let read = |answers: &[(&str, &str)]| set_aside::read(&sent(answers), duty(), 7, &moment());
    let problems = read(&[]).err().unwrap();
    assert_eq!(problems.on("why"), Some("Choose why it is set aside"));
    assert_eq!(problems.on("words"), Some("Write down the reason"));
    let entries = read(&[("why", "survivors-choice"), ("words", "They know them and will ring themselves")]);
    let CaseCommand::SetDutyAside(aside) = &entries.ok().unwrap()[0].command else { panic!() };
    assert_eq!((aside.started, aside.why), (7, SetAsideWhy::SurvivorsChoice));
    assert_eq!(aside.duty, duty());
}

#[test]
fn notes_are_shown_as_reviewed() {
    for note in NOTES {
        insta::assert_snapshot!(
            format!("note-{}", note.what),
            main_part(&samples::page(note).render().unwrap())
        );
    }
    let page = <set_aside::SetAsidePage as crate::page::Sample>::sample();
    insta::assert_snapshot!("set-aside", main_part(&page.render().unwrap()));
}

/// The part of a page that is its own, without blank lines. How the person may be contacted has a snapshot
/// of its own.
pub(in crate::pages) fn main_part(page: &str) -> String {
    let main = crate::page::reviewed::main_part(page);
    let (before, contact) =
        main.split_once("<section class=\"app-person").expect("it does not say how to get in touch");
    let rest = contact.split_once("</section>").unwrap().1;
    format!("{}\n{}", before.trim_end(), rest.trim_start_matches('\n'))
}

fn mine<'a>(person: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("person", person)], more].concat()
}

#[test]
fn needs_are_read_and_what_was_not_asked_is_not_recorded() {
    use domain::needs::{Format, Need, NeedAnswer};
    let ana = person(1).to_string();
    let answers = [
        ("language", "Polish"),
        ("interpreter", "A woman, by phone"),
        ("formats", "easy-read"),
        ("formats", "audio"),
        ("need-rural", "yes"),
        ("need-literacy", "rather-not"),
        ("need-caring", "not-asked"),
        ("by-and-for", "migrant"),
    ];
    let CaseCommand::Support(step) = command(&needs::NOTE, &mine(&ana, &answers)) else { panic!() };
    let domain::case::SupportStep::NeedsRecorded(needs) = *step else { panic!() };
    assert_eq!(needs.needs, [(Need::Rural, NeedAnswer::Yes), (Need::Literacy, NeedAnswer::RatherNot)].into());
    assert_eq!(needs.formats, [Format::EasyRead, Format::Audio].into());
    assert_eq!(needs.answer(Need::Caring), NeedAnswer::NotAsked);
}

#[test]
fn an_interpreter_of_the_family_is_refused_beside_its_field_and_nothing_else_is_lost() {
    assert_eq!((needs::NOTE.beside)(&Refusal::FamilyInterprets), Some("interpreter"));
    let nothing = "Write down at least one answer, or go back without recording";
    refused(&needs::NOTE, &mine(&person(1).to_string(), &[]), "language", nothing);
    refused(&needs::NOTE, &[("language", "Polish")], "person", "Choose whose needs these are");
}

#[test]
fn every_need_and_every_sign_is_asked_about() {
    for need in domain::needs::Need::ALL {
        assert!(needs::NOTE.fields.contains(&&*format!("need-{}", need.code())), "{need:?}");
    }
    for sign in domain::counter::Sign::ALL {
        assert!(counter::NOTE.fields.contains(&&*format!("sign-{}", sign.code())), "{sign:?}");
    }
}

#[test]
fn the_page_of_needs_suggests_services_in_words_and_chooses_none() {
    let page = |answers: &[(&str, &str)]| {
        let view = samples::view();
        let known = Known::of(&view, moment().now);
        let form = Filled::with_problems(sent(answers), Problems::new());
        (needs::NOTE.parts)(&known, &form).iter().map(ToString::to_string).collect::<String>()
    };
    let ana = person(1).to_string();
    let suggests = page(&mine(&ana, &[("need-immigration", "yes")]));
    assert!(
        suggests.contains("services for these may fit: Black and minoritised survivors; Migrant survivors")
    );
    assert!(!suggests.split_once("Which did you offer?").unwrap().1.contains("checked"), "one was chosen");
    assert!(page(&mine(&ana, &[])).contains("let them say which"));
}

#[test]
fn equality_questions_can_each_be_left_out_and_begin_empty_whatever_was_answered() {
    let ana = person(1).to_string();
    let some = mine(&ana, &[("religion", "rather-not"), ("ethnicity", "roma")]);
    let CaseCommand::Support(step) = command(&equality::NOTE, &some) else { panic!() };
    let domain::case::SupportStep::EqualityAnswered(answered) = *step else { panic!() };
    assert_eq!(answered.counted().count(), 2);
    let CaseCommand::Support(step) = command(&equality::NOTE, &mine(&ana, &[])) else { panic!() };
    let domain::case::SupportStep::EqualityAnswered(answered) = *step else { panic!() };
    assert_eq!(answered.counted().count(), 0);
    let page = samples::page(&equality::NOTE).render().unwrap();
    assert!(!page.split_once("about-you").unwrap().1.contains(" checked"), "an answer was shown again");
    assert_eq!(page.matches("Prefers not to say").count(), domain::equality::Question::ALL.len());
    for question in domain::equality::Question::ALL {
        assert!(equality::NOTE.fields.contains(&question.code()), "{question:?} is not asked");
    }
    assert!(page.contains("kept apart") && page.contains("counted apart"));
}

#[test]
fn every_question_about_a_child_is_answered_and_not_known_is_an_answer() {
    let mia = person(3).to_string();
    let answers = [
        ("child", &*mia),
        ("affected", "yes"),
        ("related", "not-known"),
        ("hurt", "not-known"),
        ("spoken", "no"),
    ];
    let CaseCommand::Support(step) = command(&child::NOTE, &answers) else { panic!() };
    let domain::case::SupportStep::ChildSituation(situation) = *step else { panic!() };
    assert_eq!(situation.is_harmed_too(), Answer::NotKnown);
    for left_out in 1..answers.len() {
        let field = answers[left_out].0;
        let some: Vec<_> = answers.iter().copied().filter(|(name, _)| *name != field).collect();
        assert!(read(&child::NOTE, &some).unwrap_err().on(field).is_some(), "{field}");
    }
}

#[test]
fn the_past_is_taken_as_vaguely_as_it_is_told_and_asks_about_today() {
    let answers =
        [("life-time", "childhood"), ("happened-year", "1994"), ("reaches", "no"), ("others", "not-known")];
    let CaseCommand::Support(step) = command(&past::NOTE, &answers) else { panic!() };
    let domain::case::SupportStep::NonRecentAbuse(past) = *step else { panic!() };
    assert_eq!(past.happened, Happened::Year(1994));
    assert_eq!((past.reaches_them, past.others_at_risk), (Answer::No, Answer::NotKnown));
    let message = "Choose yes, no or not known: may others be at risk from that person today?";
    refused(&past::NOTE, &answers[..3], "others", message);
}

#[test]
fn an_allegation_in_return_is_read_and_its_page_says_what_it_does_not_do() {
    use domain::counter::Sign;
    let (tom, ana) = (person(2).to_string(), person(1).to_string());
    let answers = [("by", &*tom), ("of", &*ana), ("words", "Says the same of her"), ("sign-fear", "yes")];
    let CaseCommand::Support(step) = command(&counter::NOTE, &answers) else { panic!() };
    let domain::case::SupportStep::CounterAllegation(counter) = *step else { panic!() };
    assert_eq!((counter.by, counter.of), (person(2), person(1)));
    assert_eq!(counter.signs, [(Sign::Fear, Answer::Yes)].into());
    let page = samples::page(&counter::NOTE).render().unwrap();
    assert!(page.contains("opens no case against the survivor"));
    assert!(page.contains("another record with another worker"));
    assert_eq!((counter::NOTE.beside)(&Refusal::OfThemself), Some("by"));
}

#[test]
fn b24_who_is_said_to_have_done_it_begins_with_whoever_is_said_to_cause_harm() {
    let page = samples::page(&incident::NOTE).render().unwrap();
    let (_, asked) = page.split_once("Who is said to have done it?").unwrap();
    let place = |name: &str| asked.find(name).unwrap();
    assert!(place("Tom Aldous") < place("Mia Pereira") && place("Mia Pereira") < place("Ana Pereira"));
}

#[test]
fn c8_nobody_asks_of_a_child_whether_they_are_an_adult_who_needs_care() {
    let page = samples::page(&care::NOTE).render().unwrap();
    let (asked, _) = page.split_once("Who is it?").unwrap().1.split_once("</select>").unwrap();
    assert!(asked.contains("Ana Pereira"));
    assert!(!asked.contains("Mia Pereira") && !asked.contains("Tom Aldous"), "{asked}");
}
