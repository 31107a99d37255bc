//! They got in touch with us.

use askama::Template;
use domain::Moment;
use domain::case::CaseCommand;
use domain::contact::{Outcome, Way};
use jiff::Timestamp;

use super::attempt::{FIELDS, Form, at_now, told};
use super::small::{self, SmallForm};
use super::ways::Head;
use crate::components::prelude::*;
use crate::form::{Filled, Sent};
use crate::layout::Layout;
use crate::page::Sample;

/// The form.
#[derive(Clone, Template)]
#[template(path = "contact/incoming.html")]
pub struct IncomingPage {
    layout: Layout,
    head: Head,
    form: Filled,
}

const OUTCOMES: [Outcome; 5] =
    [Outcome::Spoke, Outcome::Met, Outcome::NotSafeToTalk, Outcome::LineDropped, Outcome::MessageLeft];

impl IncomingPage {
    /// Whether one was agreed; what was ticked before stays in view.
    fn asks_agreed(&self) -> bool {
        self.head.agreed || self.form.sent.has("was-agreed")
    }

    fn attempt(&self) -> Form<'_> {
        Form(&self.form)
    }

    /// What can come of it. A message is theirs here, not ours.
    fn outcome(&self) -> Radios {
        let label = |outcome: Outcome| match outcome {
            Outcome::MessageLeft => "They left a message",
            other => other.label(),
        };
        let radios = Radios::new("outcome", "What came of it?").value(Some(self.form.sent.one("outcome")));
        OUTCOMES
            .iter()
            .fold(radios, |radios, outcome| radios.option(outcome.code(), label(*outcome)))
            .error(self.form.problems.on("outcome").map(str::to_owned))
    }
}

impl SmallForm for IncomingPage {
    const PART: &'static str = "contact-incoming";
    const FIELDS: &'static [&'static str] = FIELDS;

    fn new(layout: Layout, head: Head, form: Filled) -> Self {
        Self { layout, head, form }
    }

    fn first(now: Timestamp) -> Filled {
        at_now(now)
    }

    fn read(sent: &Sent, moment: &Moment) -> Result<CaseCommand, Problems> {
        let told = told(sent, moment)?;
        Ok(CaseCommand::RecordAttempt(told.attempted(Way::TheyContactedUs, moment)))
    }
}

impl Sample for IncomingPage {
    fn sample() -> Self {
        small::sample()
    }
}
