//! Contact cannot safely be tried before a moment: clocks wait, with the reason.

use askama::Template;
use domain::Moment;
use domain::case::CaseCommand;
use domain::contact::ContactPaused;

use super::small::{self, SmallForm};
use super::ways::Head;
use crate::components::prelude::*;
use crate::form::{Filled, KEEP_AS_IT_IS, Reader, Sent};
use crate::layout::Layout;
use crate::page::Sample;

/// The form.
#[derive(Clone, Template)]
#[template(path = "contact/pause.html")]
pub struct PausePage {
    layout: Layout,
    head: Head,
    form: Filled,
}

pub(super) fn paused(sent: &Sent, moment: &Moment) -> Result<ContactPaused, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    if !sent.has("until") {
        reader.wrong("until", "Enter the day until which contact must wait");
    }
    let until = reader.moment("until", "Until when");
    if until.is_some_and(|until| until <= moment.now) {
        reader.wrong("until", "Until when must be later than now");
    }
    let why = reader.must_note("why", "Why", "Say why contact cannot safely be tried before then");
    reader.done(Option::zip(until, why).map(|(until, why)| ContactPaused { until, why }))
}

impl PausePage {
    fn until(&self) -> DateInput {
        self.form.date("until", "Until when must contact wait?")
    }

    fn time(&self) -> Input {
        self.form.input("until-time", "Time").hint("For example 09:00").class("govuk-input--width-5")
    }

    fn why(&self) -> Textarea {
        self.form.words("why", "Why is it not safe before then?").rows(3_u16)
    }

    fn not_an_address(&self) -> Option<Checkboxes> {
        self.form.problems.on("why").filter(|_| self.form.sent.has("why"))?;
        Some(self.form.tick("why-no-address", KEEP_AS_IT_IS))
    }
}

impl SmallForm for PausePage {
    const PART: &'static str = "contact-pause";
    const FIELDS: &'static [&'static str] = &["until", "until-time", "why", "why-no-address"];

    fn new(layout: Layout, head: Head, form: Filled) -> Self {
        Self { layout, head, form }
    }

    fn read(sent: &Sent, moment: &Moment) -> Result<CaseCommand, Problems> {
        paused(sent, moment).map(CaseCommand::PauseContact)
    }
}

impl Sample for PausePage {
    fn sample() -> Self {
        small::sample()
    }
}
