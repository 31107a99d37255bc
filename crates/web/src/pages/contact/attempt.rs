//! An attempt to be in touch, recorded with its outcome, also where the gate had said no.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{CaseCommand, Refusal};
use domain::contact::{Attempted, ChannelKind, Clearance, NotCleared, Outcome, Way};
use domain::text::Words;
use domain::when::london;
use domain::{AttemptId, CaseId, ChannelId, Moment};
use jiff::Timestamp;
use service::Problem;

use super::{channel, ways};
use crate::app::App;
use crate::components::prelude::*;
use crate::failure::Failure;
use crate::form::{Filled, KEEP_AS_IT_IS, Reader, Sent};
use crate::ids::Minted;
use crate::session::{Posted, SignedIn};

/// Every field of the form, in its order.
pub(super) const FIELDS: &[&str] = &[
    "outcome",
    "at",
    "at-time",
    "was-agreed",
    "words",
    "words-no-address",
    "made-anyway-why",
    "made-anyway-why-no-address",
];
/// The reason of somebody who did it although the gate had said no.
const WHY: &str = "made-anyway-why";

/// What was not to happen, and did.
const AGAINST_PLAN: &str = "A message was left, against the contact plan";
/// Beside a way by which no message may be left.
const NO_MESSAGE: &str = "The contact plan allows no message here. If one was left, say so: then an agreed contact still stands, and safety is gone through today.";

/// What somebody tells of an attempt.
#[derive(Clone)]
pub(super) struct Told {
    at: Timestamp,
    outcome: Outcome,
    was_agreed: bool,
    words: Option<Words>,
    why: Option<Words>,
}

/// Reads the form. Without a date it was now.
pub(super) fn told(sent: &Sent, moment: &Moment) -> Result<Told, Problems> {
    let mut reader = Reader::new(sent, moment.now);
    let outcome = reader.must_choose("outcome", "Choose what came of it");
    let at = reader.moment("at", "When it was").unwrap_or(moment.now);
    if at > moment.now {
        reader.wrong("at", "When it was cannot be later than now");
    }
    let words = reader.note("words", "What was said or noticed");
    let why = reader.note(WHY, "Why it was done all the same");
    let was_agreed = sent.has("was-agreed");
    reader.done(outcome.map(|outcome| Told { at, outcome, was_agreed, words, why }))
}

impl Told {
    /// As it is recorded.
    pub(super) fn attempted(&self, way: Way, moment: &Moment) -> Attempted {
        Attempted {
            attempt: Minted::new(moment).next(AttemptId::from_uuid),
            way,
            at: self.at,
            outcome: self.outcome,
            was_agreed: self.was_agreed,
            against_plan: false,
            words: self.words.clone(),
        }
    }

    /// The gate had cleared it after all: the reason that was typed is kept with the other words.
    fn with_the_reason_kept(mut self) -> Self {
        if let Some(why) = self.why.as_ref() {
            let words = self.words.as_ref().map_or("", Words::as_str);
            self.words = Words::parse(&format!("{words}\n{}", why.as_str())).ok().or(self.words);
        }
        self
    }
}

/// Records an attempt by one way of the plan.
pub async fn send(
    State(app): State<App>,
    Path((case, way)): Path<(CaseId, ChannelId)>,
    Posted { who, sent }: Posted,
) -> Result<Response, Failure> {
    sent.only(FIELDS).map_err(Failure::NotSent)?;
    let moment = app.service.moment(&who.actor);
    let problems = match told(&sent, &moment) {
        Err(problems) => problems,
        Ok(told) => match record(&app, &who, (case, way), told, &moment).await {
            Err(Problem::Refused(Refusal::NotCleared(no))) => not_cleared(&no, &moment),
            done => {
                done?;
                return Ok(Redirect::to(&format!("/cases/{case}")).into_response());
            }
        },
    };
    channel::again(&app, &who, case, way, Filled::with_problems(sent, problems)).await
}

/// The gate is asked first. Only where it says no, and somebody says why it was done all the same, is that
/// recorded, with the gate's own reason.
async fn record(
    app: &App,
    who: &SignedIn,
    (case, channel): (CaseId, ChannelId),
    told: Told,
    moment: &Moment,
) -> Result<(), Problem> {
    let put = async |told: &Told, clearance| {
        let attempted = told.attempted(Way::WeTried { channel, clearance }, moment);
        app.service.record(&who.actor, case, None, CaseCommand::RecordAttempt(attempted).into(), moment).await
    };
    let anyway = told.clone();
    match (put(&told.with_the_reason_kept(), Clearance::Cleared).await, anyway.why.clone()) {
        (Err(Problem::Refused(Refusal::NotCleared(no))), Some(why)) => {
            put(&anyway, Clearance::MadeAnyway { reason: no.reason, why }).await
        }
        (done, _) => done,
    }
}

fn not_cleared(no: &NotCleared, moment: &Moment) -> Problems {
    let mut problems = Problems::new();
    let refusal = ways::refusal(&NotCleared { next_safe: None, ..no.clone() }, moment.now);
    problems.add(
        WHY,
        format!("At that time this was not cleared: {refusal}. If it was done all the same, say why"),
    );
    problems
}

/// What can come of contact of this kind.
pub(super) fn outcomes(kind: ChannelKind) -> Vec<Outcome> {
    let in_person = matches!(kind, ChannelKind::Visit | ChannelKind::Meeting);
    let written = matches!(kind, ChannelKind::Text | ChannelKind::Email | ChannelKind::Letter);
    let letter = kind == ChannelKind::Letter;
    let fits = |outcome: &Outcome| match outcome {
        Outcome::Spoke => !in_person && !letter,
        Outcome::LineDropped | Outcome::MessageLeft => !in_person && !written,
        Outcome::NotSafeToTalk => !letter,
        Outcome::Met | Outcome::DidNotMeet => in_person,
        Outcome::Sent => written,
        Outcome::NoAnswer | Outcome::SomebodyElse => true,
    };
    Outcome::ALL.iter().copied().filter(fits).collect()
}

/// The controls of the form.
pub(super) struct Form<'a>(pub &'a Filled);

impl Form<'_> {
    /// What came of it. A message that the plan does not allow may have been left all the same, and is recorded as that.
    pub fn outcome(&self, choices: &[Outcome], may_leave_words: bool) -> Radios {
        let against = |outcome: Outcome| outcome == Outcome::MessageLeft && !may_leave_words;
        let label = |outcome: Outcome| if against(outcome) { AGAINST_PLAN } else { outcome.label() };
        let radios = Radios::new("outcome", "What came of it?").value(Some(self.0.sent.one("outcome")));
        let radios = choices.iter().fold(radios, |radios, one| radios.option(one.code(), label(*one)));
        let radios = radios.error(self.0.problems.on("outcome").map(str::to_owned));
        if choices.iter().any(|one| against(*one)) { radios.hint(NO_MESSAGE) } else { radios }
    }

    /// When it was.
    pub fn at(&self) -> DateInput {
        self.0.date("at", "When was it?")
    }

    /// At what time.
    pub fn time(&self) -> Input {
        self.0.input("at-time", "Time").hint("For example 14:30").class("govuk-input--width-5")
    }

    /// Whether it was the agreed contact.
    pub fn was_agreed(&self) -> Checkboxes {
        self.0.tick("was-agreed", "This was the contact that had been agreed")
    }

    /// What was said.
    pub fn words(&self) -> Textarea {
        self.0
            .words("words", "What was said or noticed")
            .hint("Only what the next worker needs. No number and no address.")
    }

    /// Why it was done although the gate had said no.
    pub fn why(&self) -> Textarea {
        self.0
            .words(WHY, "If it was not cleared then: why was it done all the same?")
            .hint("Leave it empty if it was cleared. It is checked against the plan.")
            .rows(3_u16)
    }

    /// The box that says that what looks like an address is none.
    pub fn sure(&self, field: &str) -> Option<Checkboxes> {
        self.0.problems.on(field)?;
        Some(self.0.tick(&format!("{field}-no-address"), KEEP_AS_IT_IS))
    }
}

/// A form on which the date and the time of now stand.
pub(super) fn at_now(now: Timestamp) -> Filled {
    let here = now.to_zoned(london());
    let mut sent = Sent::default();
    let part = |format: &str| here.strftime(format).to_string();
    sent.set("at", vec![part("%-d"), part("%-m"), part("%Y")]);
    sent.set("at-time", vec![part("%H:%M")]);
    Filled { sent, ..Filled::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c8_nobody_is_offered_what_cannot_come_of_this_kind_of_contact() {
        let letter = outcomes(ChannelKind::Letter);
        for spoken in [Outcome::Spoke, Outcome::LineDropped, Outcome::MessageLeft, Outcome::Met] {
            assert!(!letter.contains(&spoken), "{spoken:?}");
        }
        assert!(letter.contains(&Outcome::Sent));
        assert!(!outcomes(ChannelKind::Text).contains(&Outcome::LineDropped));
        let call = outcomes(ChannelKind::Phone);
        assert!(call.contains(&Outcome::Spoke) && call.contains(&Outcome::LineDropped));
    }
}
