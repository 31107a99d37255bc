//! Contact as it was planned, agreed and tried. Every try is put to the gate as it would be today.

use domain::case::CaseCommand;
use domain::contact::{
    AgreedContact, Attempted, Channel, ChannelKind, Clearance, Confirmed, ConfirmedBy, ContactPaused,
    ContactPlan, IfMissed, Intent, LineDrops, Outcome, SafeTimes, Safety, Voicemail, Way, Window, clear,
};
use domain::people::SecretHeld;
use domain::report::ReportSource;
use domain::text::Words;
use domain::when::london;
use domain::{Answer, AttemptId, ChannelId, PersonId, SecretId};
use jiff::civil::{Date, Weekday, time};
use jiff::{Timestamp, ToSpan};

use super::here::{Here, fixed};
use super::steps::Part;
use crate::problem::Problem;
use crate::scenario::{Teller, when};

const NOT_SHOWN: &str = "The account does not show that anybody had confirmed this way as safe";

/// The plan, and the protected numbers and addresses that it needs.
pub(super) fn plan(part: &Part<'_>, here: &Here<'_>) -> Result<Vec<CaseCommand>, Problem> {
    let survivor = survivor(part, here)?;
    let says = &part.fact.says;
    let mut kinds: Vec<ChannelKind> =
        says.ways.iter().map(|(kind, _)| *kind).filter(|kind| kind.needs_address()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let held =
        |kind: ChannelKind| SecretHeld { secret: secret(kind), kind: kind.secret_kind(), person: survivor };
    let mut commands: Vec<CaseCommand> =
        kinds.into_iter().map(|kind| CaseCommand::HoldSecret(held(kind))).collect();
    let channels = says.ways.iter().map(|(kind, safety)| channel(part, survivor, *kind, *safety)).collect();
    commands.push(CaseCommand::PlanContact(ContactPlan {
        survivor,
        channels,
        code_word: None,
        line_drops: LineDrops::NotAgreed,
        may_be_told: part.fact.words.clone(),
        interpreter: None,
    }));
    Ok(commands)
}

fn channel(part: &Part<'_>, whose: PersonId, kind: ChannelKind, safety: Safety) -> Channel {
    let safe = safety == Safety::Safe;
    let on = part.known.to_zoned(london()).date();
    let week = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let any = if safe { SafeTimes::Any } else { SafeTimes::NotKnown };
    let hours =
        part.fact.says.hours.map(|(from, until)| SafeTimes::Only(vec![Window::new(week, from, until)]));
    Channel {
        channel: channel_id(kind),
        kind,
        secret: kind.needs_address().then(|| secret(kind)),
        whose,
        seen_by_others: if safe { Answer::No } else { Answer::NotKnown },
        who_else: None,
        safety,
        confirmed: safe.then_some(Confirmed { by: ConfirmedBy::Survivor, on }),
        times: hours.unwrap_or(any),
        voicemail: Voicemail::Never,
        neutral_words: None,
    }
}

fn survivor(part: &Part<'_>, here: &Here<'_>) -> Result<PersonId, Problem> {
    here.survivor().ok_or_else(|| here.scenario.problem(part.fact.line, "nobody here is the survivor yet"))
}

/// A kind of channel keeps its id from plan to plan.
fn channel_id(kind: ChannelKind) -> ChannelId {
    ChannelId::from_uuid(fixed(3, kind as u16))
}

/// A call and a text message go to one number.
pub(super) fn secret(kind: ChannelKind) -> SecretId {
    SecretId::from_uuid(fixed(4, kind.secret_kind() as u16))
}

/// The way that the account names, or the first safe one of the plan.
fn way(part: &Part<'_>, here: &Here<'_>) -> ChannelId {
    let safe = || {
        let plan = here.state.contact_plan()?;
        plan.channels.iter().find(|channel| channel.safety == Safety::Safe).map(|channel| channel.channel)
    };
    part.fact.says.way.map(channel_id).or_else(safe).unwrap_or(channel_id(ChannelKind::Phone))
}

/// An attempt. Ours says what the gate says of it: cleared, or made although it was not.
pub(super) fn attempt(
    part: &Part<'_>,
    here: &Here<'_>,
    otherwise: Outcome,
    was_agreed: bool,
) -> Result<Vec<CaseCommand>, Problem> {
    let at = moment_of(part);
    let theirs = part.fact.by.as_ref().map(Teller::source) == Some(ReportSource::Survivor);
    let attempted = Attempted {
        attempt: AttemptId::from_uuid(here.id()),
        way: if theirs { Way::TheyContactedUs } else { ours(part, here, at)? },
        at,
        outcome: part.fact.says.outcome.unwrap_or(otherwise),
        was_agreed,
        against_plan: false,
        words: part.fact.words.clone(),
    };
    Ok(vec![CaseCommand::RecordAttempt(attempted)])
}

fn ours(part: &Part<'_>, here: &Here<'_>, at: Timestamp) -> Result<Way, Problem> {
    let channel = way(part, here);
    let clearance = match clear(here.state, Intent { channel, at }) {
        Ok(_) => Clearance::Cleared,
        Err(not) => Clearance::MadeAnyway { reason: not.reason, why: fixed_words(part, here, NOT_SHOWN)? },
    };
    Ok(Way::WeTried { channel, clearance })
}

/// When something was done: as certain as the account is, and never after it became known.
pub(super) fn moment_of(part: &Part<'_>) -> Timestamp {
    when::certain(&part.happened).map_or(part.known, |at| at.min(part.known))
}

/// A sentence of ours, where the account says nothing and the record needs a word.
pub(super) fn fixed_words(part: &Part<'_>, here: &Here<'_>, text: &str) -> Result<Words, Problem> {
    Words::parse(text)
        .map_err(|_| here.scenario.problem(part.fact.line, "'words' is missing: say what was said"))
}

/// The next contact: an hour from the time named, or the working hours of the day named.
pub(super) fn agreed(part: &Part<'_>, here: &Here<'_>) -> Result<Vec<CaseCommand>, Problem> {
    let says = &part.fact.says;
    let window = says.on.as_ref().and_then(|on| match on {
        domain::Happened::At(from) => Some((*from, from.saturating_add(1.hour()).ok()?)),
        vague => day_window(vague.days()?.1),
    });
    let (from, until) =
        window.ok_or_else(|| here.scenario.problem(part.fact.line, "'on' must be a day or a time"))?;
    Ok(vec![CaseCommand::AgreeContact(AgreedContact {
        channel: way(part, here),
        from,
        until,
        if_missed: says.if_missed.unwrap_or(IfMissed::TryAgain),
    })])
}

fn day_window(day: Date) -> Option<(Timestamp, Timestamp)> {
    Some((when::at(day, time(9, 0, 0, 0))?, when::at(day, time(17, 0, 0, 0))?))
}

/// Contact must wait.
pub(super) fn paused(part: &Part<'_>, here: &Here<'_>) -> Result<Vec<CaseCommand>, Problem> {
    let until = part.fact.says.until.unwrap_or(part.known);
    let why = match &part.fact.words {
        Some(words) => words.clone(),
        None => fixed_words(part, here, "The account does not say why")?,
    };
    Ok(vec![CaseCommand::PauseContact(ContactPaused { until, why })])
}
