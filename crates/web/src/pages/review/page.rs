//! The list of what is to be gone through again.

use askama::Template;
use domain::{CaseId, GlassId};
use jiff::Timestamp;
use service::{BreachLine, GlassLine, RequestLine, RequestState};

use crate::components::prelude::*;
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::case::hours_left;
use crate::plain::{moment, moment_from, small};

/// What a privacy officer goes through.
#[derive(Clone, Template)]
#[template(path = "review/page.html")]
pub struct ReviewPage {
    layout: Layout,
    breaches: Vec<Breach>,
    opened: Vec<Opened>,
    requests: Vec<Asked>,
    /// How many people were stopped in the last hour for opening too many records.
    stopped: usize,
    /// Whether they may see the log of sign-ins.
    log: bool,
}

#[derive(Clone)]
struct Breach {
    case: CaseId,
    reference: String,
    left: String,
    over: bool,
}

/// A record that was opened in an emergency.
#[derive(Clone)]
pub(super) struct Opened {
    pub(super) id: GlassId,
    pub(super) case: CaseId,
    pub(super) reference: String,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) why: String,
    pub(super) looks: String,
    pub(super) due: String,
    pub(super) overdue: bool,
    pub(super) may: bool,
    pub(super) own: bool,
    pub(super) found: Option<String>,
}

#[derive(Clone)]
struct Asked {
    case: CaseId,
    reference: String,
    when: String,
    what: String,
    why: String,
    answer: String,
    state: &'static str,
}

impl Opened {
    pub(super) fn new(line: GlassLine, now: Timestamp) -> Self {
        let found = line.reviewed.map(|found| {
            let how = if found.in_order { "In order" } else { "Not in order" };
            let words = found.words.map(|words| format!(": {words}")).unwrap_or_default();
            format!("{how}, said {} {}{words}", found.by, moment(found.at))
        });
        Self {
            id: line.id,
            case: line.case,
            reference: line.reference.to_string(),
            who: line.who,
            when: moment_from(line.since, now),
            why: line.why,
            looks: match line.looks {
                1 => "Looked once".to_owned(),
                times => format!("Looked {times} times"),
            },
            due: moment_from(line.due, now),
            overdue: found.is_none() && line.due < now,
            may: line.may_review,
            own: line.own,
            found,
        }
    }
}

impl Asked {
    fn new(line: RequestLine, now: Timestamp) -> Self {
        let state = match line.state {
            RequestState::Waiting => "Waits for an answer",
            RequestState::RanOut => "Nobody answered in time: not shown",
            RequestState::No => "Not shown",
            RequestState::Yes { .. } => "May be seen now",
            RequestState::NotUsed => "Not looked at in time",
            RequestState::Seen { .. } => "Seen once",
        };
        let answer = line.answered.map(|(by, at, words)| {
            let after = waited(line.asked_at, at);
            format!("{by}, {}, after {after}: {words}", moment(at))
        });
        Self {
            case: line.case,
            reference: line.reference.to_string(),
            when: moment_from(line.asked_at, now),
            what: format!("{} asked for a protected {}", line.who, small(line.kind.label())),
            why: line.why,
            answer: answer
                .unwrap_or_else(|| format!("No answer after {}", waited(line.asked_at, now.min(line.until)))),
            state,
        }
    }
}

/// "1 minute", "12 minutes".
pub fn waited(from: Timestamp, until: Timestamp) -> String {
    match until.duration_since(from).as_mins() {
        1 => "1 minute".to_owned(),
        minutes => format!("{} minutes", minutes.max(0)),
    }
}

impl ReviewPage {
    pub(super) fn new(
        layout: Layout,
        (glass, requests, breaches): (Vec<GlassLine>, Vec<RequestLine>, Vec<BreachLine>),
        now: Timestamp,
    ) -> Self {
        let breach = |line: BreachLine| Breach {
            case: line.case,
            reference: line.reference.to_string(),
            left: hours_left(line.due, now),
            over: line.due < now,
        };
        Self {
            layout: layout.title("Work"),
            breaches: breaches.into_iter().map(breach).collect(),
            opened: glass.into_iter().map(|line| Opened::new(line, now)).collect(),
            requests: requests.into_iter().map(|line| Asked::new(line, now)).collect(),
            stopped: 0,
            log: false,
        }
    }

    pub(super) fn with_stopped(self, stopped: usize, log: bool) -> Self {
        Self { stopped, log, ..self }
    }

    fn overdue() -> Tag {
        Tag::coloured("Overdue", "red")
    }

    fn to_do() -> Tag {
        Tag::coloured("To go through", "yellow")
    }
}

impl Sample for ReviewPage {
    fn sample() -> Self {
        let layout = Layout::signed_in("Imani Clarke", "Privacy officer", "token");
        let id = uuid::Uuid::nil();
        let opened = |found: Option<&str>, overdue, may| Opened {
            id: GlassId::from_uuid(id),
            case: CaseId::from_uuid(id),
            reference: "HF-7K3M-Q2XT".to_owned(),
            who: "Sam Okafor".to_owned(),
            when: "3 days ago, 19 November 2026 at 2:05am".to_owned(),
            why: "The police rang: somebody is at her door, and nobody who has this answers.".to_owned(),
            looks: "Looked 4 times".to_owned(),
            due: "yesterday at 5pm".to_owned(),
            overdue,
            may,
            own: false,
            found: found.map(str::to_owned),
        };
        Self {
            layout: layout.title("Work"),
            breaches: vec![Breach {
                case: CaseId::from_uuid(id),
                reference: "HF-7K3M-Q2XT".to_owned(),
                left: "31 hours left".to_owned(),
                over: false,
            }],
            opened: vec![
                opened(None, true, true),
                opened(Some("In order, said Imani Clarke 19 November 2026 at 9am"), false, false),
            ],
            requests: vec![Asked {
                case: CaseId::from_uuid(id),
                reference: "HF-7K3M-Q2XT".to_owned(),
                when: "yesterday at 2:15am".to_owned(),
                what: "Sam Okafor asked for a protected address".to_owned(),
                why: "The ambulance cannot find the door.".to_owned(),
                answer: "Priya Osei, 21 November 2026 at 2:19am, after 4 minutes: The crew is real"
                    .to_owned(),
                state: "Seen once",
            }],
            stopped: 1,
            log: true,
        }
    }
}
