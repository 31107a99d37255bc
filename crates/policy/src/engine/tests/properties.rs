use domain::contact::Outcome;
use domain::report::ReportSource;
use domain::safeguarding::ConcernFor;
use domain::{Answer, Happened, Severity};
use jiff::ToSpan;
use proptest::prelude::*;

use super::*;

const ANSWERS: [Answer; 3] = [Answer::Yes, Answer::No, Answer::NotKnown];
const PACKS: [&str; 5] = ["nacro", "council", "one-system", "association", "nhg"];

/// One step of a made-up history: which event, a choice within it, and hours since the last.
type Step = (u8, usize, u8);

fn add(story: Story, (kind, choice, _): Step) -> Story {
    let severity = Severity::ALL[choice % Severity::ALL.len()];
    let answer = ANSWERS[choice % 3];
    match kind {
        0 => story.report(ReportSource::ALL[choice % 10], severity, answer),
        1 => story.severity(severity),
        2 => story.disclosed(),
        3 => story.household(answer, ANSWERS[choice / 3 % 3]),
        4 => story.concern([ConcernFor::Children, ConcernFor::Adult, ConcernFor::Both][choice % 3]),
        5 => story.spoke(),
        6 => story.no_answer(choice.is_multiple_of(2)),
        7 => story.incident([Happened::NotKnown, Happened::Year(2026)][choice % 2].clone(), answer),
        8 => story.contact_plan(),
        9 => story.owner(),
        10 => story.wishes(),
        11 => story.agencies(),
        12 => story.connection(),
        13 => story.enquiry_planned(date(2026, 3, 10)),
        14 => story.history(),
        15 => story.police_told(),
        16 => story.set_aside("first-contact", 1),
        17 => story.pause("2026-03-20T09:00:00Z"),
        18 => story.agreed("2026-03-06T10:00:00Z", "2026-03-06T11:00:00Z"),
        19 => story.region(),
        20 => story.own_behaviour(),
        21 => opened_again::closed(story),
        22 => opened_again::opened(story),
        _ => story.enquiry_not_safe(),
    }
}

fn tell(steps: &[Step]) -> Story {
    let mut now = at("2026-03-02T09:00:00Z");
    let mut story =
        Story::begin("2026-03-02T09:00:00Z").report(ReportSource::Survivor, Severity::Unknown, Answer::No);
    for step in steps {
        now += i64::from(step.2).hours();
        story = add(story.later(&now.to_string()), *step);
    }
    story
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..24_u8, 0..30_usize, 0..40_u8), 0..30)
}

fn met(all: &[Duty<'_>]) -> Vec<(String, Started, DutyState)> {
    let met = all.iter().filter(|duty| matches!(duty.state, DutyState::Met { .. }));
    met.map(|duty| (duty.code.to_owned(), duty.started, duty.state)).collect()
}

proptest! {
    #[test]
    fn what_was_met_stays_met_whatever_is_recorded_afterwards(steps in steps(), pack_no in 0..5_usize) {
        let (story, pack) = (tell(&steps), pack(PACKS[pack_no]));
        let far = at("2027-01-01T00:00:00Z");
        let mut earlier = Vec::new();
        for length in 0..=story.entries.len() {
            let now = met(&duties(pack, &story.entries[..length], calendar(), far));
            prop_assert!(earlier.iter().all(|duty| now.contains(duty)));
            earlier = now;
        }
    }

    #[test]
    fn a_judgement_that_goes_on_says_what_one_from_the_beginning_says(
        steps in steps(), pack_no in 0..5_usize, from in 0..30_usize, withdrawn in 1..30_u64, hours in -40..4000_i64
    ) {
        let pack = pack(PACKS[pack_no]);
        let (story, withdrawn) = (tell(&steps), withdrawn.min(steps.len() as u64 + 1));
        let story = story.later("2026-12-01T09:00:00Z").withdraw_entry(withdrawn).spoke();
        let from = from.min(story.entries.len());
        let mut judged = Judged::of(pack, &story.entries[..from], calendar());
        for (entry, length) in story.entries[from..].iter().zip(from + 1..) {
            let history = &story.entries[..length];
            judged = if let Some(judged) = judged.and(pack, entry, calendar()) {
                judged
            } else {
                prop_assert_eq!(entry.event.kind(), "corrected");
                Judged::of(pack, history, calendar())
            };
            let now = entry.recorded_at + hours.hours();
            let open = duties(pack, history, calendar(), now).into_iter().filter(|duty| duty.state.is_open());
            let expected = (hours >= 0).then(|| open.collect::<Vec<_>>());
            prop_assert_eq!(judged.open(pack, calendar(), now), expected);
        }
    }

    #[test]
    fn the_answer_as_of_a_day_is_what_the_history_of_that_day_gave(steps in steps(), pack_no in 0..5_usize) {
        let pack = pack(PACKS[pack_no]);
        let story = tell(&steps).later("2026-12-01T09:00:00Z").withdraw_entry(2);
        for entry in &story.entries {
            let now = entry.recorded_at;
            let known: Vec<_> = story.entries.iter().filter(|e| e.recorded_at <= now).cloned().collect();
            prop_assert_eq!(
                duties(pack, &story.entries, calendar(), now),
                duties(pack, &known, calendar(), now)
            );
        }
    }

    #[test]
    fn nothing_changes_with_time_alone_before_the_moment_that_a_duty_names(
        steps in steps(), pack_no in 0..5_usize, hours in 0..4000_i64, part in 1..1000_i64
    ) {
        let (story, pack) = (tell(&steps), pack(PACKS[pack_no]));
        let now = story.entries.last().unwrap().recorded_at + hours.hours();
        let all = duties(pack, &story.entries, calendar(), now);
        for duty in &all {
            let next = duty.changes.unwrap_or_else(|| now + 9000.hours());
            let within = (next.as_second() - now.as_second()) * part / 1000;
            let later = duties(pack, &story.entries, calendar(), now + within.seconds());
            prop_assert!(later.contains(duty), "{} before {next}", duty.code);
        }
    }

    #[test]
    fn not_knowing_the_severity_never_gives_longer_than_high(hour in 0..9000_i64, pack_no in 0..5_usize, source in 0..10_usize) {
        let begin = (at("2026-01-01T00:00:00Z") + hour.hours()).to_string();
        let pack = pack(PACKS[pack_no]);
        let with = |severity| Story::begin(&begin).report(ReportSource::ALL[source], severity, Answer::NotKnown).disclosed();
        let (unknown, high) = (with(Severity::Unknown), with(Severity::High));
        let all = unknown.duties(pack, &begin);
        for duty in &high.duties(pack, &begin) {
            let same = all.iter().find(|other| other.code == duty.code && other.started == duty.started);
            prop_assert!(same.is_some_and(|same| same.due <= duty.due), "{}", duty.code);
        }
    }

    #[test]
    fn a_due_time_only_ever_moves_earlier_unless_contact_is_paused(steps in steps()) {
        let steps: Vec<Step> = steps.into_iter().filter(|step| step.0 != 17).map(|s| (s.0, s.1, s.2.max(1))).collect();
        let (story, pack) = (tell(&steps), pack("nhg"));
        let far = at("2027-01-01T00:00:00Z");
        for length in 1..story.entries.len() {
            let before = duties(pack, &story.entries[..length], calendar(), far);
            let after = duties(pack, &story.entries[..=length], calendar(), far);
            for duty in &before {
                let same = after.iter().find(|other| other.code == duty.code && other.started == duty.started);
                prop_assert!(same.is_none_or(|same| same.due <= duty.due));
            }
        }
    }

    #[test]
    fn duties_are_sorted_never_due_before_they_start_and_never_raised_before_they_are_due(steps in steps(), outcome in 0..9_usize) {
        let story = tell(&steps);
        let last = story.entries.last().map(|entry| entry.recorded_at).unwrap();
        let story = story.attempt(last, Outcome::ALL[outcome], true);
        let pack = pack("association");
        let all = duties(pack, &story.entries, calendar(), last + 400.hours());
        prop_assert!(all.is_sorted_by_key(|duty| duty.due));
        for duty in &all {
            prop_assert!(duty.due >= duty.started.at);
            prop_assert!(duty.raised.iter().all(|raised| raised.at >= duty.due));
        }
    }
}

#[test]
fn given_the_very_moment_at_which_it_is_due_then_a_duty_changes_with_the_next() {
    let begin = "2026-03-02T09:00:00Z";
    let story =
        Story::begin(begin).report(ReportSource::ALL[0], Severity::High, Answer::NotKnown).disclosed();
    let at_first = duties(pack("nhg"), &story.entries, calendar(), at(begin));
    let due = at_first.iter().filter(|duty| duty.state.is_open()).map(|duty| duty.due).max().unwrap();
    let all = duties(pack("nhg"), &story.entries, calendar(), due);
    let then = all.iter().find(|duty| duty.due == due && duty.state.is_open()).unwrap();
    let next = then.changes.unwrap();
    assert_eq!(next, due + jiff::SignedDuration::from_micros(1));
    assert!(!duties(pack("nhg"), &story.entries, calendar(), next).contains(then), "it is overdue now");
}
