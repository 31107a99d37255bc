//! The steps of one case as they are written, with the clock, the ids and the count of events.

use std::collections::VecDeque;

use domain::case::CaseCommand;
use domain::people::{SecretHeld, SecretKind};
use domain::text::{ShortText, Words};
use domain::{IdBlock, PersonId, RegionId, SecretId, Severity, UserId};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, Zoned};
use uuid::Uuid;

use super::Step;
use crate::dice::Dice;
use crate::world::World;
use access::Role;

/// The first office hour and the last, as hours of the day.
const OFFICE: (i8, i8) = (9, 17);

/// How often another text is looked for, where one was said already.
const TRIES: u8 = 6;

/// One case being written.
pub(super) struct Script<'w> {
    pub world: &'w World,
    pub dice: Dice,
    pub steps: Vec<Step>,
    /// The moment of the next step.
    pub at: Timestamp,
    /// Who records it.
    pub actor: UserId,
    /// The severity in force.
    pub severity: Severity,
    pub region: RegionId,
    pub officer: UserId,
    pub manager: UserId,
    /// How many events the steps so far bring.
    pub events: u64,
    /// The later reports that no incident records yet, the first first.
    pub reported: VecDeque<u64>,
    ids: IdBlock,
    minted: u16,
    /// What was said in this case already, as it stands in the tables.
    pub said: Vec<&'static str>,
    secrets: Vec<(SecretId, SecretKind, String)>,
}

impl<'w> Script<'w> {
    /// None only where the organisation has no region or nobody to take the call.
    pub(super) fn begin(world: &'w World, mut dice: Dice, at: Timestamp, severity: Severity) -> Option<Self> {
        let region = world.regions().get(dice.below(world.regions().len()))?.region;
        Some(Self {
            world,
            actor: world.someone(Role::CallHandler, None, &mut dice)?,
            officer: world.someone(Role::HousingOfficer, Some(region), &mut dice)?,
            manager: world.someone(Role::RegionalManager, Some(region), &mut dice)?,
            ids: IdBlock::new(at, dice.bytes()),
            dice,
            steps: Vec::new(),
            at,
            severity,
            region,
            events: 0,
            reported: VecDeque::new(),
            minted: 0,
            said: Vec::new(),
            secrets: Vec::new(),
        })
    }

    pub(super) fn id(&mut self) -> Uuid {
        let id = self.ids.nth(self.minted);
        self.minted += 1;
        id
    }

    /// Records `command` now, with the protected facts that were given since the last step.
    pub(super) fn record(&mut self, command: CaseCommand) {
        self.events += events_of(&command);
        let secrets = std::mem::take(&mut self.secrets);
        self.steps.push(Step { at: self.at, actor: self.actor, command, secrets });
    }

    /// A protected fact of this person. Its text goes with the next step.
    pub(super) fn holds(&mut self, person: PersonId, kind: SecretKind, text: String) -> SecretHeld {
        let secret = SecretId::from_uuid(self.id());
        self.secrets.push((secret, kind, text));
        SecretHeld { secret, kind, person }
    }

    /// One of these texts, one that was not said in this case yet, where that can be had.
    pub(super) fn words(&mut self, from: &[&'static str]) -> Option<Words> {
        let mut text = self.dice.text(from);
        for _ in 0..TRIES {
            if !self.said.contains(&text) {
                break;
            }
            text = self.dice.text(from);
        }
        self.said.push(text);
        Words::parse(text).ok()
    }

    /// One of these lines.
    pub(super) fn line(&mut self, from: &[&'static str]) -> Option<ShortText> {
        ShortText::parse(self.dice.text(from)).ok()
    }

    /// Lets some minutes pass, but never past now.
    pub(super) fn pass(&mut self, least: i64, most: i64) {
        let moment = later(self.at, self.dice.between(least, most));
        self.to(moment);
    }

    /// Goes on to a moment, where it lies ahead, but never past now.
    pub(super) fn to(&mut self, moment: Timestamp) {
        self.at = self.at.max(moment).min(self.world.now);
    }

    /// Goes on to the first office hour from a moment on, where there is one before now.
    pub(super) fn in_office_hours(&mut self, moment: Timestamp) {
        let local = self.local(moment);
        let open = |at: &Zoned| !matches!(at.weekday(), Weekday::Saturday | Weekday::Sunday);
        if open(&local) && (OFFICE.0..OFFICE.1).contains(&local.hour()) {
            return self.to(moment);
        }
        let hour =
            i8::try_from(self.dice.between(i64::from(OFFICE.0), i64::from(OFFICE.1) - 1)).unwrap_or(OFFICE.0);
        let minute = i8::try_from(self.dice.between(0, 59)).unwrap_or(0);
        let days = (0..4).filter_map(|ahead| local.checked_add(SignedDuration::from_hours(24 * ahead)).ok());
        let next = days
            .filter(open)
            .filter_map(|day| day.with().hour(hour).minute(minute).build().ok())
            .map(|at| at.timestamp())
            .find(|at| *at > moment);
        self.to(next.unwrap_or(moment));
    }

    pub(super) fn local(&self, moment: Timestamp) -> Zoned {
        moment.to_zoned(self.world.zone.clone())
    }

    /// The day on which the next step is recorded.
    pub(super) fn today(&self) -> Date {
        self.local(self.at).date()
    }
}

/// A moment so many minutes later, or earlier where the number is below zero.
pub(super) fn later(moment: Timestamp, minutes: i64) -> Timestamp {
    moment.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(moment)
}

/// How many whole minutes lie between two moments.
pub(super) fn minutes(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_mins()
}

fn events_of(command: &CaseCommand) -> u64 {
    let report = |first: &domain::case::FirstReport| {
        1 + first.people.len() + first.secrets.len() + usize::from(first.own_behaviour.is_some())
    };
    let events = match command {
        CaseCommand::Open(new) => report(&new.first) + usize::from(new.region.is_some()),
        CaseCommand::AddReport(first) => report(first),
        CaseCommand::TakeDisclosure(first) => {
            let each =
                [first.people.len(), first.secrets.len(), first.connections.len(), first.incidents.len()];
            let once = [first.plan.is_some(), first.wishes.is_some(), first.agencies.is_some()];
            let household = 1 + usize::from(first.next_contact.is_some());
            1 + household + each.iter().sum::<usize>() + once.iter().filter(|there| **there).count()
        }
        _ => 1,
    };
    u64::try_from(events).unwrap_or(u64::MAX)
}
