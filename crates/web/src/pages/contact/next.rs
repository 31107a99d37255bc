//! The next contact, as agreed with the survivor.

use askama::Template;
use domain::case::{CaseCommand, Refusal};
use domain::contact::{AgreedContact, IfMissed, Reason};
use domain::text::CivilTime;
use domain::when::london;
use domain::{ChannelId, Moment};
use jiff::Timestamp;
use jiff::civil::Date;

use super::small::{self, SmallForm};
use super::ways::{self, Head};
use crate::components::prelude::*;
use crate::form::{Filled, Reader, Sent};
use crate::layout::Layout;
use crate::page::Sample;
use crate::pages::notes::keeping::as_ruled;

/// The form.
#[derive(Clone, Template)]
#[template(path = "contact/next.html")]
pub struct NextPage {
    layout: Layout,
    head: Head,
    form: Filled,
}

pub(super) fn agreed(sent: &Sent, moment: &Moment) -> Result<AgreedContact, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let channel: Option<ChannelId> = sent.one("channel").parse().ok();
    if channel.is_none() {
        reader.wrong("channel", "Choose how to get in touch");
    }
    if !sent.has("on") {
        reader.wrong("on", "Enter the day");
    }
    let on = reader.coming_day("on", "The day");
    let from = time(&mut reader, "from", "Enter the time from which it may be, such as 14:00");
    let until = time(&mut reader, "until", "Enter the time after which it counts as missed, such as 15:00");
    let hours = on.zip(from).zip(until).and_then(|((on, from), until)| hours(&mut reader, on, from, until));
    let if_missed = reader.must_choose::<IfMissed>("if-missed", "Choose what to do if it does not happen");
    let read = channel.zip(hours).zip(if_missed);
    reader.done(read.map(|((channel, (from, until)), if_missed)| AgreedContact {
        channel,
        from,
        until,
        if_missed,
    }))
}

fn time(reader: &mut Reader<'_>, field: &str, message: &str) -> Option<CivilTime> {
    if !reader.sent().has(field) {
        reader.wrong(field, message);
    }
    reader.time(field, "Time")
}

/// The hours as instants; an end before the start is on the next day.
fn hours(
    reader: &mut Reader<'_>,
    on: Date,
    from: CivilTime,
    until: CivilTime,
) -> Option<(Timestamp, Timestamp)> {
    if from == until {
        reader.wrong("until", "The two times are the same. Give an end after the start");
        return None;
    }
    let last = if until < from { on.tomorrow().ok()? } else { on };
    let instant = |day: Date, time: CivilTime| day.to_datetime(time.time()).to_zoned(london()).ok();
    Some((instant(on, from)?.timestamp(), instant(last, until)?.timestamp()))
}

impl SmallForm for NextPage {
    const PART: &'static str = "contact-next";
    const FIELDS: &'static [&'static str] = &["channel", "on", "from", "until", "if-missed"];

    fn new(layout: Layout, head: Head, form: Filled) -> Self {
        Self { layout, head, form }
    }

    fn read(sent: &Sent, moment: &Moment) -> Result<CaseCommand, Problems> {
        agreed(sent, moment).map(CaseCommand::AgreeContact)
    }

    /// Where waiting helps it is the day; else another way is needed.
    fn beside(refusal: &Refusal) -> Option<&'static str> {
        match refusal {
            Refusal::NotCleared(no) => match no.reason {
                Reason::Paused | Reason::NotNow | Reason::OutsideHours | Reason::ConfirmationOld => {
                    Some("on")
                }
                _ => Some("channel"),
            },
            Refusal::TimesDoNotFit => Some("until"),
            _ => None,
        }
    }

    fn said(refusal: &Refusal, now: Timestamp) -> String {
        match refusal {
            Refusal::NotCleared(no) => ways::refusal(no, now),
            Refusal::TimesDoNotFit => {
                "That time is over already. Give an end that is later than now".to_owned()
            }
            other => as_ruled(other, now),
        }
    }
}

impl NextPage {
    fn channel(&self) -> Radios {
        let name = "channel";
        let error = self.form.problems.on(name).map(str::to_owned);
        let way = |radios: Radios, way: &ways::Way| {
            radios.item(Choice::new(way.channel.to_string(), way.name.as_str()).hint(way.says.as_str()))
        };
        let radios = Radios::new(name, "How?").value(Some(self.form.sent.one(name))).error(error);
        self.ways().into_iter().fold(radios, way)
    }

    /// The ways by which a contact can be agreed at all: those that are safe now, or will be.
    fn ways(&self) -> Vec<&ways::Way> {
        self.head.ways.iter().filter(|way| way.comes).collect()
    }

    fn on(&self) -> DateInput {
        self.form.date("on", "On which day?")
    }

    fn from(&self) -> Input {
        self.form.input("from", "From").hint("For example 14:00").class("govuk-input--width-5")
    }

    fn until(&self) -> Input {
        self.form
            .input("until", "Until")
            .hint("After it, the contact counts as missed. A time before the start is on the next day.")
            .class("govuk-input--width-5")
    }

    fn if_missed(&self) -> Radios {
        self.form.radios::<IfMissed>("if-missed", "What do they want us to do if it does not happen?")
    }
}

impl Sample for NextPage {
    fn sample() -> Self {
        small::sample()
    }
}
