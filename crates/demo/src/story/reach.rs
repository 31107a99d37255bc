//! How a survivor may be reached: one safe way, in most cases, among several that are not.

use domain::contact::{
    AgreedContact, Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, IfMissed, Interpreter,
    LineDrops, SafeTimes, Safety, Voicemail, Window,
};
use domain::people::{SecretHeld, SecretKind};
use domain::text::ShortText;
use domain::{Answer, ChannelId, PersonId};
use jiff::civil::{Date, Time, Weekday, time};
use jiff::{Timestamp, ToSpan};

use super::cast::{Cast, address, email, phone};
use super::script::{Script, later};
use crate::tables::{notes, places};
use crate::tale::Tale;

/// The plan, and the one way in it that the gate clears.
pub(super) struct Reach {
    pub plan: ContactPlan,
    pub main: Option<Main>,
}

/// A way that is safe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Main {
    pub channel: ChannelId,
    pub kind: ChannelKind,
    pub hours: Option<Hours>,
    /// The day on which the survivor last said that it is safe.
    pub confirmed: Date,
}

/// Days, from when and until when.
type Hours = (&'static [Weekday], Time, Time);

use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

const WORKING: &[Weekday] = &[Monday, Tuesday, Wednesday, Thursday, Friday];
const HOURS: &[Hours] = &[
    (WORKING, time(9, 30, 0, 0), time(11, 30, 0, 0)),
    (WORKING, time(12, 0, 0, 0), time(14, 0, 0, 0)),
    (&[Tuesday, Thursday], time(10, 0, 0, 0), time(12, 15, 0, 0)),
    (&[Monday, Wednesday, Friday], time(13, 15, 0, 0), time(15, 0, 0, 0)),
    (&[Saturday, Sunday], time(7, 0, 0, 0), time(9, 0, 0, 0)),
    (&[Sunday, Monday, Tuesday, Wednesday, Thursday], time(22, 0, 0, 0), time(1, 0, 0, 0)),
    (&[Friday, Saturday], time(23, 0, 0, 0), time(5, 30, 0, 0)),
];

/// What a plan is to be like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Whether there is a safe way at all.
    pub safe: bool,
    /// Whether any hour has to do, because the case ends with a contact near now.
    pub any_hour: bool,
}

/// A plan, with the protected facts it rests on.
pub(super) fn reach(
    script: &mut Script,
    tale: &Tale,
    cast: &Cast,
    wanted: Wanted,
) -> (Reach, Vec<SecretHeld>) {
    let mut held = Vec::new();
    let mut channels = Vec::new();
    let main = wanted.safe.then(|| main(script, tale, cast, wanted, &mut held, &mut channels));
    channels.push(home_letter(script, cast));
    if !wanted.safe || (!cast.by.is_empty() && script.dice.chance(45)) {
        channels.push(shared_phone(script, cast, &mut held));
    }
    if script.dice.chance(40) {
        channels.push(unknown_email(script, cast, &mut held));
    }
    let plan = ContactPlan {
        survivor: cast.survivor.person,
        channels,
        code_word: script.line(notes::CODE_WORDS).filter(|_| script.dice.chance(75)),
        line_drops: script.dice.pick(LineDrops::ALL, LineDrops::WaitForThem),
        may_be_told: script.words(notes::MAY_BE_TOLD).filter(|_| script.dice.chance(70)),
        interpreter: tale.language.and_then(|language| interpreter(script, language)),
    };
    (Reach { plan, main }, held)
}

fn interpreter(script: &mut Script, language: &str) -> Option<Interpreter> {
    let wishes = script.line(notes::INTERPRETER_WISHES);
    Some(Interpreter { language: ShortText::parse(language).ok()?, wishes })
}

fn main(
    script: &mut Script,
    tale: &Tale,
    cast: &Cast,
    wanted: Wanted,
    held: &mut Vec<SecretHeld>,
    channels: &mut Vec<Channel>,
) -> Main {
    let kind = main_kind(script, tale, cast);
    let whose = match (&cast.supporter, kind) {
        (Some(supporter), ChannelKind::Supporter) => supporter.person,
        _ => cast.survivor.person,
    };
    let text = secret_text(script, kind);
    let fact = script.holds(whose, kind.secret_kind(), text);
    let hours = Some(script.dice.pick(HOURS, (WORKING, time(9, 30, 0, 0), time(11, 30, 0, 0))));
    let hours = hours.filter(|_| !wanted.any_hour && script.dice.chance(75));
    let confirmed = script.today();
    let mut channel = channel(script, kind, whose, Safety::Safe);
    channel.secret = Some(fact.secret);
    channel.seen_by_others = Answer::No;
    channel.confirmed = Some(Confirmed { by: ConfirmedBy::Survivor, on: confirmed });
    channel.times = hours.map_or(SafeTimes::Any, |(days, from, until)| {
        SafeTimes::Only(vec![Window::new(days.iter().copied(), from, until)])
    });
    channel.neutral_words =
        script.line(notes::NEUTRAL_WORDS).filter(|_| channel.voicemail == Voicemail::Neutral);
    let main = Main { channel: channel.channel, kind, hours, confirmed };
    held.push(fact);
    channels.push(channel);
    main
}

/// Somebody who signs is not rung up.
fn main_kind(script: &mut Script, tale: &Tale, cast: &Cast) -> ChannelKind {
    use ChannelKind::{Email, Meeting, Phone, Supporter, Text};
    if tale.language == Some("British Sign Language") {
        return script.dice.pick(&[Text, Email, Meeting], Text);
    }
    if cast.supporter.is_some() && script.dice.chance(20) && !tale.has_harmful_practice() {
        return Supporter;
    }
    script.dice.pick(&[Phone, Phone, Phone, Phone, Text, Email, Meeting], Phone)
}

fn secret_text(script: &mut Script, kind: ChannelKind) -> String {
    match kind.secret_kind() {
        SecretKind::Email => email(&mut script.dice),
        SecretKind::MeetingPlace => script.dice.text(places::MEETING_PLACES).to_owned(),
        SecretKind::Address => address(&mut script.dice),
        _ => phone(&mut script.dice),
    }
}

/// A way of which nothing is known yet but how safe it is said to be.
fn channel(script: &mut Script, kind: ChannelKind, whose: PersonId, safety: Safety) -> Channel {
    Channel {
        channel: ChannelId::from_uuid(script.id()),
        kind,
        secret: None,
        whose,
        seen_by_others: Answer::NotKnown,
        who_else: None,
        safety,
        confirmed: None,
        times: SafeTimes::NotKnown,
        voicemail: script.dice.pick(Voicemail::ALL, Voicemail::Never),
        neutral_words: None,
    }
}

/// Letters to the home: not safe, or nobody has said.
fn home_letter(script: &mut Script, cast: &Cast) -> Channel {
    let safety = script.dice.pick(&[Safety::NotSafe, Safety::Unknown], Safety::Unknown);
    let mut letter = channel(script, ChannelKind::Letter, cast.survivor.person, safety);
    letter.secret = Some(cast.home.secret);
    letter.who_else = script.line(notes::WHO_ELSE);
    letter.voicemail = Voicemail::Never;
    letter
}

/// A phone that the alleged perpetrator has too. Nobody can call it safe, and the gate finds it by the shared
/// fact.
fn shared_phone(script: &mut Script, cast: &Cast, held: &mut Vec<SecretHeld>) -> Channel {
    let number = phone(&mut script.dice);
    let fact = script.holds(cast.survivor.person, SecretKind::Phone, number);
    let safety = script.dice.pick(&[Safety::NotSafe, Safety::Unknown], Safety::Unknown);
    let mut shared = channel(script, ChannelKind::Phone, cast.survivor.person, safety);
    shared.secret = Some(fact.secret);
    shared.seen_by_others = Answer::Yes;
    shared.who_else = script.line(notes::WHO_ELSE);
    held.extend(cast.alleged().first().map(|person| SecretHeld { person: *person, ..fact.clone() }));
    held.push(fact);
    shared
}

fn unknown_email(script: &mut Script, cast: &Cast, held: &mut Vec<SecretHeld>) -> Channel {
    let text = email(&mut script.dice);
    let fact = script.holds(cast.survivor.person, SecretKind::Email, text);
    let mut unknown = channel(script, ChannelKind::Email, cast.survivor.person, Safety::Unknown);
    unknown.secret = Some(fact.secret);
    held.push(fact);
    unknown
}

impl Reach {
    /// The survivor says again what is safe.
    pub(super) fn confirm(&mut self, day: Date) {
        for channel in &mut self.plan.channels {
            if let Some(confirmed) = &mut channel.confirmed {
                confirmed.on = day;
            }
        }
        if let Some(main) = &mut self.main {
            main.confirmed = day;
        }
    }
}

impl Main {
    /// An hour or two of this way, at least so many days after the step.
    pub(super) fn slot(self, script: &mut Script, days: i64) -> Option<(Timestamp, Timestamp)> {
        let first = script.today().checked_add(days.days()).ok()?;
        let (open, from) = match self.hours {
            Some((open, from, _)) => (open, from),
            None => (WORKING, Time::new(i8::try_from(script.dice.between(9, 15)).ok()?, 0, 0, 0).ok()?),
        };
        let day = (0_i64..8).find_map(|ahead| {
            first.checked_add(ahead.days()).ok().filter(|day| open.contains(&day.weekday()))
        })?;
        let start = day.to_datetime(from).to_zoned(script.world.zone.clone()).ok()?.timestamp();
        Some((later(start, 15), later(start, 75)))
    }

    /// The next contact by this way, at some time.
    pub(super) fn agreed(self, script: &mut Script, (from, until): (Timestamp, Timestamp)) -> AgreedContact {
        let if_missed = script.dice.pick(IfMissed::ALL, IfMissed::TryAgain);
        AgreedContact { channel: self.channel, from, until, if_missed }
    }
}
