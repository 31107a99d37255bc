//! What the gate must hold for every household there is (G03, R01, R02), judged by an oracle that was
//! written from the rule and shares no code with the gate; and proof that the oracle can say no.

use std::collections::BTreeSet;

use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::case::testkit::{
    compromised, connection, incident, instant, journal, plan_with, report_by, short, with, words,
};
use crate::case::{CaseEvent, CaseState};
use crate::incident::AbuseKind;
use crate::next_of_kin::NextOfKin;
use crate::people::{Person, PersonRole, SecretHeld, SecretKind};
use crate::report::ReportSource;
use crate::reviewing::DeathRecorded;
use crate::same_person::ConfirmAgain;
use crate::when::london;
use crate::{Answer, ChannelId, Happened, PersonId, SecretId};

fn person_id(n: u8) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(0xa0 + u128::from(n)))
}

fn secret_id(n: u8) -> SecretId {
    SecretId::from_uuid(Uuid::from_u128(0xe0 + u128::from(n)))
}

fn channel_id(n: u8) -> ChannelId {
    ChannelId::from_uuid(Uuid::from_u128(0xd0 + u128::from(n)))
}

/// Everything the oracle looks at, as it was made up: no fold, no state.
#[derive(Debug, Clone)]
struct Household {
    source: ReportSource,
    people: Vec<Person>,
    held: Vec<SecretHeld>,
    plan: ContactPlan,
    harm_by: Option<PersonId>,
    connected: Option<PersonId>,
    burnt: Option<SecretId>,
    harmful_practice: Option<AbuseKind>,
    /// Whether every way was asked to be confirmed again: before the plan was made, or after.
    asked_again: Option<Asked>,
    died: Option<PersonId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    BeforeThePlan,
    AfterIt,
}

impl Household {
    fn events(&self) -> Vec<CaseEvent> {
        let mut events = vec![report_by(self.source).into()];
        events.extend(self.people.iter().cloned().map(CaseEvent::from));
        events.extend(self.held.iter().cloned().map(CaseEvent::from));
        events.extend(self.harm_by.map(|by| {
            let mut told = incident(Happened::NotKnown);
            told.by = vec![by];
            CaseEvent::from(told)
        }));
        events.extend(self.connected.map(|alleged| {
            let mut told = connection();
            told.alleged_perpetrator = alleged;
            CaseEvent::from(told)
        }));
        events.extend(self.harmful_practice.map(|kind| {
            let mut told = incident(Happened::NotKnown);
            (told.by, told.kinds) = (Vec::new(), BTreeSet::from([kind]));
            told.incident = crate::IncidentId::from_uuid(Uuid::from_u128(0xf9));
            CaseEvent::from(told)
        }));
        events.extend(self.burnt.map(|secret| CaseEvent::from(compromised(secret, SecretKind::Phone))));
        let asked = |when| (self.asked_again == Some(when)).then(|| CaseEvent::from(ConfirmAgain {}));
        events.extend(asked(Asked::BeforeThePlan));
        events.push(self.plan.clone().into());
        events.extend(asked(Asked::AfterIt));
        events.extend(self.died.map(|person| {
            let (on, kin) = (Happened::NotKnown, NextOfKin::default());
            CaseEvent::from(DeathRecorded { person, on, words: None, kin })
        }));
        events
    }

    /// Whether nobody has confirmed this channel since it was asked for.
    fn is_to_be_confirmed_again(&self, channel: &Channel, at: Timestamp) -> bool {
        let history = journal(self.events());
        let asked = history.iter().find(|entry| matches!(entry.event, CaseEvent::ConfirmAgain(_)));
        let day = |at: Timestamp| at.to_zoned(london()).date();
        let newer = |since| channel.confirmed.as_ref().is_some_and(|said| said.on >= day(since));
        asked.is_some_and(|asked| {
            let since = asked.recorded_at;
            at >= since && !(self.asked_again == Some(Asked::BeforeThePlan) && newer(since))
        })
    }

    fn state(&self) -> CaseState {
        CaseState::from_history(&journal(self.events()))
    }

    fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.person == id)
    }

    fn is_alleged(&self, person: &Person) -> bool {
        person.roles.contains(&PersonRole::AllegedPerpetrator)
            || self.harm_by == Some(person.person)
            || self.connected == Some(person.person)
    }

    fn may_reach(&self, kind: ChannelKind, id: PersonId) -> bool {
        id == self.plan.survivor
            || (kind == ChannelKind::Supporter
                && self.person(id).is_some_and(|person| {
                    person.roles.contains(&PersonRole::Supporter) && !self.is_alleged(person)
                }))
    }
}

/// What is wrong with a contact that was cleared; `None` where it is right.
fn harm(home: &Household, channel: &Channel, at: Timestamp) -> Option<&'static str> {
    let holders: Vec<&SecretHeld> =
        home.held.iter().filter(|held| Some(held.secret) == channel.secret).collect();
    if home.died == Some(home.plan.survivor) {
        return Some("contact with somebody who has died");
    }
    if home.burnt.is_some_and(|burnt| channel.secret == Some(burnt)) {
        return Some("goes to what somebody may know");
    }
    if home.source.route() == crate::report::Route::Suspicion {
        return Some("contact on a suspicion");
    }
    let centre = home.person(home.plan.survivor);
    let is_survivor = centre.is_some_and(|person| person.roles.contains(&PersonRole::Survivor));
    if centre.is_none() || is_survivor != (home.source == ReportSource::Survivor) {
        return Some("not the person at the centre");
    }
    if !holders.iter().all(|held| home.may_reach(channel.kind, held.person))
        || !home.may_reach(channel.kind, channel.whose)
    {
        return Some("reaches somebody else");
    }
    if home.harmful_practice.is_some() && channel.kind == ChannelKind::Supporter {
        return Some("may be family where a harmful practice was recorded");
    }
    let is_home = holders
        .iter()
        .any(|held| held.kind == SecretKind::Address && !matches!(channel.kind, ChannelKind::Supporter));
    let perpetrator_may_be_there =
        home.people.iter().any(|person| home.is_alleged(person) && person.lives_in_home != Answer::No);
    if is_home && perpetrator_may_be_there {
        return Some("goes to a shared home");
    }
    if channel.safety != Safety::Safe || channel.seen_by_others != Answer::No {
        return Some("not known to be safe");
    }
    let today = at.to_zoned(london()).date();
    let fresh = |on: jiff::civil::Date| on <= today && today <= on + 90.days();
    if !channel.confirmed.as_ref().is_some_and(|confirmed| fresh(confirmed.on)) {
        return Some("nobody's word, or too old");
    }
    if home.is_to_be_confirmed_again(channel, at) {
        return Some("not confirmed since it was asked for");
    }
    (channel.times == SafeTimes::NotKnown).then_some("hours not known")
}

fn answer() -> impl Strategy<Value = Answer> {
    prop::sample::select(Answer::ALL)
}

/// Mostly yes, so that enough is cleared for the property to mean something.
fn mostly<T: Clone + std::fmt::Debug + 'static>(usual: T, others: Vec<T>) -> impl Strategy<Value = T> {
    prop_oneof![7 => Just(usual), 2 => prop::sample::select(others)]
}

fn people() -> impl Strategy<Value = Vec<Person>> {
    let one = |n: u8| {
        let usual = match n {
            0 => BTreeSet::from([PersonRole::Survivor]),
            1 => BTreeSet::from([PersonRole::AllegedPerpetrator]),
            _ => BTreeSet::from([PersonRole::Supporter]),
        };
        let any_roles = prop::collection::btree_set(prop::sample::select(PersonRole::ALL), 0..3);
        let roles = prop_oneof![5 => Just(usual), 1 => any_roles];
        (roles, answer()).prop_map(move |(roles, lives_in_home)| Person {
            roles,
            lives_in_home,
            ..Person::unnamed(person_id(n), PersonRole::Survivor)
        })
    };
    (one(0), one(1), one(2), one(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

/// Each person has a number and an address of their own, and some share.
fn secrets() -> impl Strategy<Value = Vec<SecretHeld>> {
    let kind = prop::sample::select(vec![SecretKind::Phone, SecretKind::Address]);
    let shared = (0u8..8, kind, 0u8..5);
    prop::collection::vec(shared, 0..3).prop_map(|shared| {
        let own = (0..4).flat_map(|n| [(n, SecretKind::Phone, n), (n + 4, SecretKind::Address, n)]);
        own.chain(shared)
            .map(|(secret, kind, person)| SecretHeld {
                secret: secret_id(secret),
                kind,
                person: person_id(person),
            })
            .collect()
    })
}

fn times() -> impl Strategy<Value = SafeTimes> {
    let night = Window { days: (1..=7).collect(), from: time(22, 0, 0, 0), until: time(6, 0, 0, 0) };
    let day = Window { days: BTreeSet::from([1, 3]), from: time(9, 0, 0, 0), until: time(17, 0, 0, 0) };
    let only = |window| SafeTimes::Only(vec![window]);
    mostly(SafeTimes::Any, vec![SafeTimes::NotKnown, only(night), only(day)])
}

prop_compose! {
    fn channel(n: u8)(
        kind in prop::sample::select(ChannelKind::ALL),
        secret in prop_oneof![7 => (0u8..8).prop_map(|n| Some(secret_id(n))), 1 => Just(None)],
        other in 0u8..5,
        hers in prop::bool::weighted(0.8),
        seen_by_others in mostly(Answer::No, vec![Answer::Yes, Answer::NotKnown]),
        safety in mostly(Safety::Safe, vec![Safety::NotSafe, Safety::Unknown]),
        confirmed in mostly(Some(date(2026, 2, 1)), vec![None, Some(date(2025, 1, 1)), Some(date(2026, 9, 1))]),
        times in times(),
    ) -> Channel {
        let through_them = kind == ChannelKind::Supporter;
        let own = match (through_them, kind.secret_kind()) {
            (true, _) => secret_id(2),
            (false, SecretKind::Address) => secret_id(4),
            (false, _) => secret_id(0),
        };
        Channel {
            channel: channel_id(n),
            kind,
            secret: if hers { Some(own) } else { secret },
            whose: person_id(match (hers, through_them) { (true, true) => 2, (true, false) => 0, _ => other }),
            seen_by_others,
            who_else: None,
            safety,
            confirmed: confirmed.map(|on| Confirmed { by: ConfirmedBy::Survivor, on }),
            times,
            voicemail: Voicemail::Never,
            neutral_words: None,
        }
    }
}

prop_compose! {
    fn household()(
        source in mostly(ReportSource::Survivor, vec![ReportSource::Neighbour, ReportSource::OwnBehaviour]),
        people in people(),
        held in secrets(),
        channels in (channel(0), channel(1)),
        survivor in mostly(0u8, vec![1, 2, 9]),
        harm_by in mostly(None, vec![Some(1u8), Some(2)]),
        connected in mostly(None, vec![Some(1u8), Some(3)]),
        burnt in mostly(None, vec![Some(0u8), Some(2), Some(4)]),
        harmful_practice in mostly(None, AbuseKind::HARMFUL_PRACTICES.map(Some).to_vec()),
        asked_again in mostly(None, vec![Some(Asked::BeforeThePlan), Some(Asked::AfterIt)]),
        died in prop_oneof![9 => Just(None), 1 => (0u8..3).prop_map(|n| Some(person_id(n)))],
    ) -> Household {
        let mut plan = plan_with([channels.0, channels.1]);
        plan.survivor = person_id(survivor);
        let (harm_by, connected) = (harm_by.map(person_id), connected.map(person_id));
        let burnt = burnt.map(secret_id);
        Household { source, people, held, plan, harm_by, connected, burnt, harmful_practice, asked_again, died }
    }
}

fn moments() -> impl Strategy<Value = Timestamp> {
    (0i64..120 * 24 * 60).prop_map(|n| instant("2026-02-01T00:00:00Z") + SignedDuration::from_mins(n))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8_000))]

    #[test]
    fn nothing_that_is_cleared_does_harm(home in household(), at in moments()) {
        let state = home.state();
        for channel in &home.plan.channels {
            match clear(&state, Intent { channel: channel.channel, at }) {
                Ok(cleared) => {
                    prop_assert_eq!(harm(&home, channel, at), None);
                    prop_assert_eq!(cleared.to(), home.plan.survivor);
                    prop_assert_eq!((cleared.secret(), cleared.at()), (channel.secret, at));
                    prop_assert!(cleared.instructions().until.is_none_or(|until| until > at));
                }
                Err(NotCleared { next_safe: Some(next), .. }) => {
                    prop_assert!(next > at);
                    let later = clear(&state, Intent { channel: channel.channel, at: next });
                    prop_assert!(later.is_ok());
                }
                Err(_) => {}
            }
        }
    }

    #[test]
    fn nothing_is_cleared_while_contact_must_wait(home in household(), hours in 1i64..48) {
        let start = instant("2026-03-10T12:00:00Z");
        let until = start + SignedDuration::from_hours(hours);
        let pause = ContactPaused { until, why: words("He is at home this week.") };
        let state = CaseState::from_history(&journal(with(home.events(), [pause.into()])));
        for channel in &home.plan.channels {
            let intent = |at| Intent { channel: channel.channel, at };
            prop_assert!(clear(&state, intent(start)).is_err());
            prop_assert!(clear(&state, intent(until - SignedDuration::from_secs(1))).is_err());
        }
    }
}

/// Of the made-up households enough are cleared, in every kind: the property above is not empty.
#[test]
fn the_households_put_the_gate_to_the_test() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut cleared: BTreeSet<ChannelKind> = BTreeSet::new();
    let mut refused: BTreeSet<Reason> = BTreeSet::new();
    for _ in 0..2_000 {
        let home = household().new_tree(&mut runner).unwrap().current();
        let state = home.state();
        for channel in &home.plan.channels {
            let intent = Intent { channel: channel.channel, at: instant("2026-03-10T12:00:00Z") };
            match clear(&state, intent) {
                Ok(contact) => drop(cleared.insert(contact.kind())),
                Err(no) => drop(refused.insert(no.reason)),
            }
        }
    }
    assert_eq!(cleared.len(), ChannelKind::ALL.len(), "cleared: {cleared:?}");
    let not_met = [Reason::NoPlan, Reason::NotInPlan, Reason::Paused, Reason::NotNow];
    let missing: Vec<_> =
        Reason::ALL.iter().filter(|reason| !refused.contains(reason) && !not_met.contains(reason)).collect();
    assert!(missing.is_empty(), "never refused for {missing:?}");
}

/// A safe household, and one change to it that makes a contact harmful.
fn harmful(change: impl FnOnce(&mut Household)) -> (Household, Timestamp) {
    let channel = crate::case::testkit::channel_safe_by_survivor();
    let mut plan = plan_with([Channel {
        channel: channel_id(0),
        whose: person_id(0),
        secret: Some(secret_id(0)),
        ..channel
    }]);
    plan.survivor = person_id(0);
    plan.code_word = Some(short("marmalade"));
    let someone = |n, role, lives_in_home| Person { lives_in_home, ..Person::unnamed(person_id(n), role) };
    let mut home = Household {
        source: ReportSource::Survivor,
        people: vec![
            someone(0, PersonRole::Survivor, Answer::Yes),
            someone(1, PersonRole::AllegedPerpetrator, Answer::No),
        ],
        held: vec![
            SecretHeld { secret: secret_id(0), kind: SecretKind::Phone, person: person_id(0) },
            SecretHeld { secret: secret_id(4), kind: SecretKind::Address, person: person_id(0) },
        ],
        plan,
        harm_by: None,
        connected: None,
        burnt: None,
        harmful_practice: None,
        asked_again: None,
        died: None,
    };
    change(&mut home);
    (home, instant("2026-03-10T12:00:00Z"))
}

/// The control: for each harm a household whose contact a weaker gate would clear. The oracle says
/// what is wrong with it, so the property would catch that gate; and the gate says no.
#[test]
fn the_oracle_catches_a_gate_that_overlooks_one_thing() {
    type Change = fn(&mut Household);
    let overlooked: [(&str, Change); 11] = [
        ("contact with somebody who has died", |home| home.died = Some(person_id(0))),
        ("may be family where a harmful practice was recorded", |home| {
            let friend =
                Person { lives_in_home: Answer::No, ..Person::unnamed(person_id(2), PersonRole::Supporter) };
            home.people.push(friend);
            home.held.push(SecretHeld {
                secret: secret_id(2),
                kind: SecretKind::Phone,
                person: person_id(2),
            });
            let channel = &mut home.plan.channels[0];
            (channel.kind, channel.whose) = (ChannelKind::Supporter, person_id(2));
            channel.secret = Some(secret_id(2));
            home.harmful_practice = Some(AbuseKind::ForcedMarriage);
        }),
        ("goes to what somebody may know", |home| home.burnt = Some(secret_id(0))),
        ("not confirmed since it was asked for", |home| home.asked_again = Some(Asked::AfterIt)),
        ("contact on a suspicion", |home| home.source = ReportSource::Police),
        ("not the person at the centre", |home| home.plan.survivor = person_id(1)),
        ("reaches somebody else", |home| {
            let secret = secret_id(0);
            home.held.push(SecretHeld { secret, kind: SecretKind::Phone, person: person_id(1) });
        }),
        ("goes to a shared home", |home| {
            home.plan.channels[0].kind = ChannelKind::Letter;
            home.plan.channels[0].secret = Some(secret_id(4));
            home.people[1].lives_in_home = Answer::NotKnown;
        }),
        ("not known to be safe", |home| home.plan.channels[0].seen_by_others = Answer::NotKnown),
        ("nobody's word, or too old", |home| home.plan.channels[0].confirmed = None),
        ("hours not known", |home| home.plan.channels[0].times = SafeTimes::NotKnown),
    ];
    for (wrong, change) in overlooked {
        let (home, at) = harmful(change);
        assert_eq!(harm(&home, &home.plan.channels[0], at), Some(wrong));
        assert!(clear(&home.state(), Intent { channel: channel_id(0), at }).is_err(), "{wrong}");
    }
    let (safe, at) = harmful(|_| {});
    assert_eq!(harm(&safe, &safe.plan.channels[0], at), None);
    assert!(clear(&safe.state(), Intent { channel: channel_id(0), at }).is_ok());
}
