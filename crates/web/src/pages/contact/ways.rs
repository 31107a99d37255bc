//! The ways of the plan as these pages tell them: what the gate says of each, never the number.

use access::ActionKind;
use domain::contact::{ChannelKind, NotCleared, Reason};
use domain::people::{Person, PersonRole};
use domain::report::Route;
use domain::{CaseId, ChannelId, PersonId};
use jiff::Timestamp;
use service::{CasePage, ChannelLine};

use super::settle::Settle;
use crate::components::prelude::{Styled as _, Tag};
use crate::contact_first::ContactFirst;
use crate::plain::{self, moment_from};

/// One way.
#[derive(Clone)]
pub struct Way {
    /// Which.
    pub channel: ChannelId,
    /// What kind.
    pub kind: ChannelKind,
    /// What it is called on a page: its kind and whose it is.
    pub name: String,
    /// Whether it may be used now.
    pub open: bool,
    /// Whether it may be used now or will be: only time is against it.
    pub comes: bool,
    /// What the gate says of it.
    pub says: String,
    /// Whether somebody may know its number or address who must not.
    pub burnt: bool,
    /// Where to record that somebody may, where the reader may.
    pub burn: Option<String>,
    /// What can be done about the gate's no, where the reader may record.
    pub settle: Option<Settle>,
}

impl Way {
    fn new(line: &ChannelLine, page: &CasePage) -> Self {
        let channel = &line.channel;
        let burnt = matches!(&line.gate, Err(no) if no.reason == Reason::Compromised);
        let own = page.view.route == Some(Route::OwnBehaviour);
        let records = page.may.contains(&ActionKind::RecordOnCase);
        let may = records && !burnt && !own;
        let no = line.gate.as_ref().err().filter(|_| records);
        Self {
            settle: no.and_then(|no| Settle::of(page.case, no.reason)),
            burnt,
            burn: channel
                .secret
                .filter(|_| may)
                .map(|secret| format!("/cases/{}/notes/details?fact={secret}", page.case)),
            channel: channel.channel,
            kind: channel.kind,
            name: format!("{}: {}", channel.kind.label(), page.view.name(channel.whose)),
            open: line.gate.is_ok(),
            comes: line.gate.as_ref().map_or_else(|no| no.next_safe.is_some(), |_| true),
            says: match &line.gate {
                Ok(None) => "Safe now".to_owned(),
                Ok(Some(until)) => format!("Safe now, until {}", plain::until(*until, page.as_of)),
                Err(no) => refusal(no, page.as_of),
            },
        }
    }

    /// Yes or no in a word.
    pub fn tag(&self) -> Tag {
        if self.burnt {
            Tag::coloured("No longer safe: never use", "red").class("app-tag")
        } else if self.open {
            Tag::coloured("May be used now", "green")
        } else {
            Tag::coloured("Do not use now", "red")
        }
    }
}

/// The gate's no in plain words, with the next safe moment where waiting helps.
pub fn refusal(no: &NotCleared, now: Timestamp) -> String {
    let reason = no.reason.label();
    match no.next_safe {
        Some(next) => format!("{reason}. The next safe moment is {}", moment_from(next, now)),
        None => reason.to_owned(),
    }
}

/// What stands first on every page of this area: whom it is about, and how they may be contacted.
#[derive(Clone)]
pub struct Head {
    /// Which case.
    pub case: CaseId,
    /// How they may be contacted.
    pub contact: ContactFirst,
    /// Whether it is only open in an emergency.
    pub glass: bool,
    /// Whether a contact was agreed that may be the one which is written down.
    pub agreed: bool,
    /// Every way of the plan.
    pub ways: Vec<Way>,
}

impl Head {
    /// The head of a page about a case.
    pub fn new(page: &CasePage) -> Self {
        Self {
            case: page.case,
            contact: ContactFirst::of(page),
            glass: page.glass.is_some(),
            agreed: page.view.agreed.is_some(),
            ways: page.channels.iter().map(|line| Way::new(line, page)).collect(),
        }
    }

    /// One way.
    pub fn way(&self, channel: ChannelId) -> Option<&Way> {
        self.ways.iter().find(|way| way.channel == channel)
    }

    /// The other ways that may be used now.
    pub fn others(&self, channel: ChannelId) -> Vec<&Way> {
        self.ways.iter().filter(|way| way.open && way.channel != channel).collect()
    }
}

/// The person a contact plan is for.
pub fn centre(page: &CasePage) -> Option<&Person> {
    let role = match page.view.route {
        Some(Route::OwnBehaviour) => PersonRole::AllegedPerpetrator,
        _ => PersonRole::Survivor,
    };
    let of_plan = page.view.plan.as_ref().and_then(|plan| page.view.people.get(&plan.survivor));
    of_plan.or_else(|| page.view.people.values().find(|person| person.is(role)))
}

/// Everybody in the case, whoever the plan is for first.
pub fn people(page: &CasePage) -> Vec<(PersonId, String)> {
    let first = centre(page).map(|person| person.person);
    let mut people: Vec<_> =
        page.view.people.keys().map(|person| (*person, page.view.name(*person))).collect();
    people.sort_by_key(|(person, _)| Some(*person) != first);
    people
}

impl Head {
    /// An example for the samples.
    pub fn sample() -> Self {
        Self::new(&crate::pages::case::sample::page())
    }
}
