//! Reads the whole conversation into one command.

mod channels;
mod happened;
mod people;

use std::sync::Arc;

use access::{CaseView, LocationSecret};
use domain::case::{CaseCommand, FirstDisclosure, SeverityAssessed};
use domain::contact::{AgreedContact, ChannelKind, ContactPlan, IfMissed, LineDrops, Safety};
use domain::disclosure::{
    AgenciesOffered, Agency, DisclosureTaken, GivenHow, HouseholdAnswered, MeetingWishes, WishesRecorded,
    WorkerWish,
};
use domain::people::{ConnectionRecorded, Person, SecretHeld, SecretKind};
use domain::report::{Danger, PoliceCall};
use domain::text::ShortText;
use domain::when::london;
use domain::{Answer, Moment, PersonId, SecretId, Severity};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use service::{Entry, ProtectedFact};

use super::fields;
use crate::components::prelude::Problems;
use crate::form::{Reader, Sent};
use crate::ids::Minted;

/// What was said, or what is wrong with the answers. `view` is the case as it is now: whoever is in it
/// already keeps their id.
pub(super) fn conversation(view: &CaseView, sent: &Sent, moment: &Moment) -> Result<Entry, Problems> {
    let mut ids = Minted::new(moment);
    let mut book = Book {
        view,
        reader: Reader::new(sent, moment.now),
        ids: &mut ids,
        people: Vec::new(),
        held: Vec::new(),
        facts: Vec::new(),
        connections: Vec::new(),
    };
    let first = book.read();
    let Book { reader, facts, .. } = book;
    reader.done(first.map(|first| Entry { command: CaseCommand::TakeDisclosure(Box::new(first)), facts }))
}

/// The answers while they are read, and what they add to the case.
struct Book<'a, 'm> {
    view: &'a CaseView,
    reader: Reader<'a>,
    ids: &'a mut Minted<'m>,
    people: Vec<Person>,
    held: Vec<SecretHeld>,
    facts: Vec<ProtectedFact>,
    connections: Vec<ConnectionRecorded>,
}

/// Part 2.
struct Talk {
    safe: Answer,
    who_is_there: Option<ShortText>,
    line_drops: Option<LineDrops>,
    code_word: Option<ShortText>,
}

impl Book<'_, '_> {
    /// Every part, in the order of the page, so that what is wrong is listed in that order.
    fn read(&mut self) -> Option<FirstDisclosure> {
        let danger = self.danger();
        let survivor = self.survivor();
        let talk = self.talk();
        let limits_explained = self.answer("limits", "Confidentiality and its limits");
        let household = self.household();
        self.children(household.as_ref().map_or(Answer::NotKnown, |answered| answered.children));
        let mut plan = self.plan(survivor, &talk);
        let place = self.reader.line("place", "Where they would like to meet");
        plan.channels.extend(self.channel(ChannelKind::Meeting, survivor));
        let meeting = self.meeting(place);
        let named = self.alleged_perpetrators(survivor);
        let incidents = self.incidents(&named);
        let wishes = self.reader.note("wishes", "What they want").map(|words| WishesRecorded { words });
        let agencies = self.agencies();
        let severity = self.severity(danger.as_ref());
        let plan = self.with_what_was_agreed_before(plan);
        let next_contact = self.next_contact(plan.as_ref().or(self.view.plan.as_ref()));
        let danger = danger?;
        let disclosure = DisclosureTaken {
            survivor,
            danger,
            safe_to_talk: talk.safe,
            who_is_there: talk.who_is_there,
            line_drops: talk.line_drops.unwrap_or(LineDrops::NotAgreed),
            limits_explained,
            meeting,
        };
        Some(FirstDisclosure {
            disclosure,
            household: Some(household?),
            people: std::mem::take(&mut self.people),
            secrets: std::mem::take(&mut self.held),
            connections: std::mem::take(&mut self.connections),
            plan,
            incidents,
            wishes,
            agencies,
            severity,
            next_contact,
        })
    }

    /// Yes, no or not known. What was not asked is not known.
    fn answer(&mut self, field: &str, label: &str) -> Answer {
        self.reader.code(field, label).unwrap_or(Answer::NotKnown)
    }

    fn danger(&mut self) -> Option<Danger> {
        let now = self.reader.must_choose("danger", "Choose yes, no or not known: is anybody in danger now?");
        let police = self.reader.code("police", "Police").unwrap_or(PoliceCall::NotKnown);
        let police_reference = self.reader.line("police-reference", "Police reference");
        now.map(|now| Danger { now, police, police_reference })
    }

    fn talk(&mut self) -> Talk {
        Talk {
            safe: self.answer("safe-to-talk", "Is it safe to talk now?"),
            who_is_there: self.reader.line("who-is-there", "Who is there"),
            line_drops: self.reader.code("line-drops", "If the line drops"),
            code_word: self.reader.line("code-word", "Code word"),
        }
    }

    fn household(&mut self) -> Option<HouseholdAnswered> {
        let children = self.reader.must_choose(
            "children-at-home",
            "Choose yes, no or not known: do children live in the home or often stay there?",
        );
        let adults_at_risk = self.reader.must_choose(
            "adults-at-home",
            "Choose yes, no or not known: does an adult at risk live in the home?",
        );
        Option::zip(children, adults_at_risk)
            .map(|(children, adults_at_risk)| HouseholdAnswered { children, adults_at_risk })
    }

    fn meeting(&mut self, place: Option<ShortText>) -> MeetingWishes {
        MeetingWishes {
            place,
            worker: self
                .reader
                .code("worker", "Who they would rather speak with")
                .unwrap_or(WorkerWish::NotAsked),
            language: self.reader.line("language", "Language"),
            supporter: self.reader.line("beside", "Who they would like beside them"),
            adjustments: self.reader.note("adjustments", "What would make it easier"),
        }
    }

    fn agencies(&mut self) -> Option<AgenciesOffered> {
        let mut agencies = Vec::new();
        for agency in Agency::ALL {
            let how = self.reader.code::<GivenHow>(&fields::agency(*agency), agency.label());
            agencies.extend(how.map(|how| (*agency, how)));
        }
        (!agencies.is_empty()).then_some(AgenciesOffered { agencies })
    }

    /// Danger now is the most severe there is, whatever else was chosen.
    fn severity(&mut self, danger: Option<&Danger>) -> Option<SeverityAssessed> {
        let chosen = self.reader.code::<Severity>("severity", "How severe is it?");
        let now = danger.is_some_and(|danger| danger.now == Answer::Yes).then_some(Severity::Immediate);
        let severity = now.or(chosen)?;
        (self.view.severity != Some(severity)).then_some(SeverityAssessed { severity, why: None })
    }

    fn next_contact(&mut self, plan: Option<&ContactPlan>) -> Option<AgreedContact> {
        if !["next-channel", "next", "next-from", "next-until"]
            .iter()
            .any(|field| self.reader.sent().has(field))
        {
            return None;
        }
        let kind = self
            .reader
            .must_choose::<ChannelKind>("next-channel", "Choose by which way you will be in touch");
        let times = self.next_times();
        let if_missed =
            self.reader.code("next-missed", "If it does not happen").unwrap_or(IfMissed::TryAgain);
        let kind = kind?;
        let channel = plan.and_then(|plan| plan.channels.iter().find(|channel| channel.kind == kind));
        if channel.is_none() {
            let message = format!(
                "{} is not in the answers above. Say there how it is safe, or choose another way",
                kind.label()
            );
            self.reader.wrong("next-channel", message);
        }
        if channel.is_some_and(|channel| channel.safety == Safety::Safe && channel.confirmed.is_none()) {
            let told = fields::of(kind.code(), "told");
            self.reader
                .wrong(&told, "Tick that they told you today that it is safe, or be in touch by another way");
        }
        let (from, until) = times?;
        Some(AgreedContact { channel: channel?.channel, from, until, if_missed })
    }

    fn next_times(&mut self) -> Option<(Timestamp, Timestamp)> {
        let day = self.reader.coming_day("next", "The day of the next contact");
        if !self.reader.sent().has("next") {
            self.reader.wrong("next", "Enter the day of the next contact");
        }
        let [from, until] = [("next-from", "From"), ("next-until", "Until")].map(|(field, label)| {
            if !self.reader.sent().has(field) {
                self.reader.wrong(field, "Enter a time, such as 14:30");
            }
            self.reader.time(field, label).map(domain::text::CivilTime::time)
        });
        let (from, until) = (from?, until?);
        if until <= from {
            self.reader.wrong("next-until", "The end must come after the start, on the same day");
            return None;
        }
        Option::zip(instant(day?, from), instant(day?, until))
    }

    /// Keeps a fact apart, under an id by which the case names it.
    fn hold(&mut self, person: PersonId, kind: SecretKind, text: String) -> SecretId {
        let secret = self.ids.next(SecretId::from_uuid);
        self.held.push(SecretHeld { secret, kind, person });
        self.facts.push(ProtectedFact { secret, kind, text: Arc::new(LocationSecret::new(text)) });
        secret
    }
}

fn instant(day: Date, time: Time) -> Option<Timestamp> {
    day.to_datetime(time).to_zoned(london()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests;
