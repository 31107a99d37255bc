//! The ways of the plan as these pages tell them: what the gate says of each, never the number.

use domain::contact::{ChannelKind, NotCleared};
use domain::people::{Person, PersonRole};
use domain::report::Route;
use domain::{CaseId, ChannelId, PersonId};
use jiff::Timestamp;
use service::{CasePage, ChannelLine};

use crate::components::prelude::Tag;
use crate::plain::moment_from;

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
    /// What the gate says of it.
    pub says: String,
}

impl Way {
    fn new(line: &ChannelLine, page: &CasePage) -> Self {
        let channel = &line.channel;
        Self {
            channel: channel.channel,
            kind: channel.kind,
            name: format!("{}: {}", channel.kind.label(), page.view.name(channel.whose)),
            open: line.gate.is_ok(),
            says: match &line.gate {
                Ok(None) => "Safe now".to_owned(),
                Ok(Some(until)) => format!("Safe now, until {}", moment_from(*until, page.as_of)),
                Err(no) => refusal(no, page.as_of),
            },
        }
    }

    /// Yes or no in a word.
    pub fn tag(&self) -> Tag {
        if self.open { Tag::coloured("May be used now", "green") } else { Tag::coloured("Do not use now", "red") }
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
    /// What the person is called.
    pub called: String,
    /// Every way of the plan.
    pub ways: Vec<Way>,
    /// Whether it is a mere suspicion, in which nobody is contacted.
    pub is_suspicion: bool,
    /// The next contact, if one is agreed.
    pub agreed: Option<String>,
}

impl Head {
    /// The head of a page about a case.
    pub fn new(page: &CasePage) -> Self {
        let ways: Vec<Way> = page.channels.iter().map(|line| Way::new(line, page)).collect();
        let agreed = page.view.agreed.as_ref().map(|agreed| {
            let way = ways.iter().find(|way| way.channel == agreed.is.channel);
            let name = way.map_or("a way that is no longer in the plan", |way| &way.name);
            let moment = |at| moment_from(at, page.as_of);
            format!("{name}, from {} until {}", moment(agreed.is.from), moment(agreed.is.until))
        });
        Self {
            case: page.case,
            called: centre(page).map_or_else(|| "This person".to_owned(), |person| page.view.name(person.person)),
            is_suspicion: page.view.route == Some(Route::Suspicion),
            ways,
            agreed,
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

    /// Whether no way at all may be used now.
    pub fn nothing_is_safe(&self) -> bool {
        self.ways.iter().all(|way| !way.open)
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
    let mut people: Vec<_> = page.view.people.keys().map(|person| (*person, page.view.name(*person))).collect();
    people.sort_by_key(|(person, _)| Some(*person) != first);
    people
}

impl Head {
    /// An example for the samples: one way that may be used, and one that may not.
    pub fn sample() -> Self {
        let way = |number, kind: ChannelKind, open, says: &str| Way {
            channel: ChannelId::from_uuid(uuid::Uuid::from_u128(number)),
            kind,
            name: format!("{}: Rowan Ashdown", kind.label()),
            open,
            says: says.to_owned(),
        };
        Self {
            case: CaseId::from_uuid(uuid::Uuid::nil()),
            called: "Rowan Ashdown".to_owned(),
            ways: vec![
                way(1, ChannelKind::Phone, true, "Safe now, until today at 3pm"),
                way(2, ChannelKind::Letter, false, "The alleged perpetrator lives there, or may. Nothing goes to that address"),
            ],
            is_suspicion: false,
            agreed: Some("Phone call: Rowan Ashdown, from tomorrow at 10am until tomorrow at 11am".to_owned()),
        }
    }
}
