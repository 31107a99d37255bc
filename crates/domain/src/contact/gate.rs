//! The one gate through which every way out goes: the call sheet, the letter, the note of a visit.

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::plan::{Channel, ChannelKind, ContactPlan, LineDrops, Safety, Voicemail, may_leave_words};
use crate::case::CaseState;
use crate::codes::codes;
use crate::people::{Person, PersonRole, SecretKind};
use crate::report::Route;
use crate::text::ShortText;
use crate::when::london;
use crate::{Answer, ChannelId, PersonId, SecretId};

/// How long a survivor's word that a channel is safe holds, in days (security.md 11: confirmations expire).
pub const CONFIRMATION_HOLDS_DAYS: i32 = 90;

/// Somebody wants to use a channel at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Intent {
    /// Which channel of the plan.
    pub channel: ChannelId,
    /// When.
    pub at: Timestamp,
}

codes! {
    /// Why a channel may not be used now.
    Reason {
        HasDied = "has-died", "They have died. Nobody rings, writes or calls by: others who are bereaved may answer, or whoever caused it";
        NotOpenToContact = "not-open-to-contact", "This is a suspicion. Contact could alert the person who causes harm. Follow the safe-enquiry plan";
        NotTheSurvivor = "not-the-survivor", "The contact plan is not for the survivor of this case. Make a new plan before any contact";
        NoPlan = "no-plan", "There is no contact plan yet. Ask the survivor what is safe when they next get in touch";
        NotInPlan = "not-in-plan", "This way is not in the contact plan";
        Compromised = "compromised", "Somebody may know this who must not. It is burnt: never use it again";
        NotSafe = "not-safe", "The survivor said this is not safe. Never use it";
        SafetyUnknown = "safety-unknown", "Nobody has confirmed that this is safe. Do not use it";
        ConfirmationOld = "confirmation-old", "It is more than 90 days since this was confirmed as safe. Ask again before you use it";
        ConfirmAgain = "confirm-again", "Somebody asked for every way of getting in touch to be confirmed again. Ask them before you use it, and write it into the plan";
        SharedWithLinkedPerson = "shared", "This is also recorded for another person in this case. Do not use it";
        MayBeFamily = "may-be-family", "With honour-based abuse, forced marriage or FGM nobody in the family may learn of any contact, and nothing shows that this person is not family. Do not use it";
        SupporterInDoubt = "supporter-in-doubt", "It is not known to be safe to go through this person: they may live with the alleged perpetrator. Do not use it";
        SeenByOthers = "seen-by-others", "Somebody else may see or hear this. Do not use it";
        SharedHome = "shared-home", "The alleged perpetrator lives there, or nobody has recorded that they live elsewhere. Nothing goes to that address";
        NoAddress = "no-address", "No number or address is recorded for this";
        Paused = "paused", "Contact must wait: somebody recorded that it cannot safely be tried yet";
        HoursNotKnown = "hours-not-known", "Nobody has said at what hours this is safe. Do not use it";
        NotNow = "not-now", "They said not now. Nobody gets in touch before the day that was agreed, unless they call or give their sign";
        OutsideHours = "outside-hours", "This is outside the safe hours";
    }
}

/// The gate's no, with what an officer needs next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("contact was not cleared: {}", reason.label())]
pub struct NotCleared {
    /// Why not.
    pub reason: Reason,
    /// The next moment at which this channel is safe, where waiting helps.
    pub next_safe: Option<Timestamp>,
}

/// What to keep to while using a cleared channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructions {
    /// Finish before this moment, where the safe hours end.
    pub until: Option<Timestamp>,
    /// What may be left on voicemail.
    pub voicemail: Voicemail,
    /// The agreed neutral words.
    pub neutral_words: Option<ShortText>,
    /// The word that tells us to stop.
    pub code_word: Option<ShortText>,
    /// What to do if the line drops.
    pub line_drops: LineDrops,
}

impl Instructions {
    /// Whether a message may be left by a channel of this kind.
    pub const fn may_leave_words(&self, kind: ChannelKind) -> bool {
        may_leave_words(kind, self.voicemail, self.neutral_words.as_ref())
    }
}

/// Authority to use one channel of one survivor at one moment. Only [`clear`] makes one.
///
/// ```compile_fail
/// // Forging one does not build, whatever one has for its fields: they are private.
/// # use domain::contact::{ChannelKind, ClearedContact, Instructions};
/// # use domain::{ChannelId, PersonId, SecretId};
/// # type Known = (ChannelId, ChannelKind, PersonId, Option<SecretId>, jiff::Timestamp, Instructions);
/// fn forge((channel, kind, to, secret, at, instructions): Known) -> ClearedContact {
///     ClearedContact { channel, kind, to, secret, at, instructions }
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearedContact {
    channel: ChannelId,
    kind: ChannelKind,
    to: PersonId,
    secret: Option<SecretId>,
    at: Timestamp,
    instructions: Instructions,
}

impl ClearedContact {
    /// The channel.
    pub const fn channel(&self) -> ChannelId {
        self.channel
    }

    /// What kind of channel.
    pub const fn kind(&self) -> ChannelKind {
        self.kind
    }

    /// Whom it reaches: one person, never a list (R05, R12).
    pub const fn to(&self) -> PersonId {
        self.to
    }

    /// Where the number or address is kept.
    pub const fn secret(&self) -> Option<SecretId> {
        self.secret
    }

    /// For which moment it was cleared.
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// What to keep to.
    pub const fn instructions(&self) -> &Instructions {
        &self.instructions
    }
}

/// Clears one use of one channel, or says why not. Unknown is never safe.
pub fn clear(state: &CaseState, intent: Intent) -> Result<ClearedContact, NotCleared> {
    let no = |reason| NotCleared { reason, next_safe: None };
    if state.whoever_it_is_about_has_died() {
        return Err(no(Reason::HasDied));
    }
    if !state.is_open_to_contact() {
        return Err(no(Reason::NotOpenToContact));
    }
    let plan = state.contact_plan().ok_or(no(Reason::NoPlan))?;
    if !is_at_centre(state, plan.survivor) {
        return Err(no(Reason::NotTheSurvivor));
    }
    let channel = the_one(plan, intent.channel).ok_or(no(Reason::NotInPlan))?;
    refusal_of_channel(state, plan, channel, intent.at).map_or(Ok(()), |reason| Err(no(reason)))?;
    let until = open_at(state, channel, intent.at).map_err(|(reason, next)| NotCleared {
        reason,
        next_safe: kept_later(state, intent, reason)
            .or(next.filter(|next| refusal_of_channel(state, plan, channel, *next).is_none())),
    })?;
    Ok(ClearedContact {
        channel: channel.channel,
        kind: channel.kind,
        to: plan.survivor,
        secret: channel.secret,
        at: intent.at,
        instructions: Instructions {
            until,
            voicemail: channel.voicemail,
            neutral_words: channel.neutral_words.clone(),
            code_word: plan.code_word.clone(),
            line_drops: plan.line_drops,
        },
    })
}

/// The person the record is about. A counter-allegation alone cuts no survivor off, but beside another
/// survivor nobody who is said to cause harm is contacted.
fn is_at_centre(state: &CaseState, person: PersonId) -> bool {
    let survivors = state.with_role(PersonRole::Survivor);
    if state.route() == Some(Route::OwnBehaviour) {
        return state.person(person).is_some() && !survivors.contains(&person);
    }
    survivors.contains(&person) && (survivors.len() == 1 || !state.is_alleged_perpetrator(person))
}

/// The channel with this id, unless the plan gives the id twice: then nobody knows which was meant.
fn the_one(plan: &ContactPlan, id: ChannelId) -> Option<&Channel> {
    let mut named = plan.channels.iter().filter(|channel| channel.channel == id);
    named.next().filter(|_| named.next().is_none())
}

/// Everything about a channel but its hours, the gravest reason first.
fn refusal_of_channel(
    state: &CaseState,
    plan: &ContactPlan,
    channel: &Channel,
    at: Timestamp,
) -> Option<Reason> {
    if is_compromised(state, channel) {
        return Some(Reason::Compromised);
    }
    if is_said_to_be_unsafe(plan, channel) {
        return Some(Reason::NotSafe);
    }
    if is_shared(state, plan, channel) {
        return Some(Reason::SharedWithLinkedPerson);
    }
    if channel.kind == ChannelKind::Supporter && state.is_family_shut_out() {
        return Some(Reason::MayBeFamily);
    }
    if channel.kind == ChannelKind::Supporter && is_supporter_in_doubt(state, channel) {
        return Some(Reason::SupporterInDoubt);
    }
    if channel.secret.is_some_and(|secret| is_home(state, plan, secret)) && home_may_be_shared(state) {
        return Some(Reason::SharedHome);
    }
    if channel.seen_by_others.may_be() {
        return Some(Reason::SeenByOthers);
    }
    if channel.safety != Safety::Safe {
        return Some(Reason::SafetyUnknown);
    }
    if let Some(reason) = refusal_of_confirmation(channel, at) {
        return Some(reason);
    }
    if state.is_unconfirmed(channel, at) {
        return Some(Reason::ConfirmAgain);
    }
    let is_recorded = match channel.secret {
        Some(secret) => state.holders(secret).next().is_some(),
        None => !channel.kind.needs_address(),
    };
    (!is_recorded).then_some(Reason::NoAddress)
}

/// Somebody confirmed it, not more than 90 days before, and not only afterwards.
fn refusal_of_confirmation(channel: &Channel, at: Timestamp) -> Option<Reason> {
    let today = at.to_zoned(london()).date();
    let Some(confirmed) = channel.confirmed.as_ref().filter(|confirmed| confirmed.on <= today) else {
        return Some(Reason::SafetyUnknown);
    };
    let holds_until = confirmed.on.checked_add(CONFIRMATION_HOLDS_DAYS.days()).unwrap_or(confirmed.on);
    (today > holds_until).then_some(Reason::ConfirmationOld)
}

/// Its number or address is burnt. No confirmation makes it safe again.
fn is_compromised(state: &CaseState, channel: &Channel) -> bool {
    channel.secret.is_some_and(|secret| state.compromised(secret).is_some())
}

/// The same number is listed twice for the same use, and once it is said to be unsafe: the no counts.
fn is_said_to_be_unsafe(plan: &ContactPlan, channel: &Channel) -> bool {
    let same_use = |other: &&Channel| {
        other.channel == channel.channel
            || (other.secret.is_some() && other.secret == channel.secret && other.kind == channel.kind)
    };
    plan.channels.iter().filter(same_use).any(|other| other.safety == Safety::NotSafe)
}

/// It is, or is also, somebody's who is neither the survivor nor, for that kind of channel, a supporter.
fn is_shared(state: &CaseState, plan: &ContactPlan, channel: &Channel) -> bool {
    let may_have_it = |person: PersonId| {
        person == plan.survivor || (channel.kind == ChannelKind::Supporter && is_supporter(state, person))
    };
    !reached(state, channel).all(may_have_it)
}

/// Why a way cannot be recorded as safe, whatever was said of it: it is known to reach somebody else, or to
/// go to a home in which an alleged perpetrator is known to live (R02, F12). What is only not known is
/// recorded as the survivor said it, and [`clear`] keeps it shut.
pub(crate) fn known_to_be_unsafe(state: &CaseState, plan: &ContactPlan, channel: &Channel) -> Option<Reason> {
    if channel.safety != Safety::Safe {
        return None;
    }
    if is_compromised(state, channel) {
        return Some(Reason::Compromised);
    }
    if is_shared(state, plan, channel) {
        return Some(Reason::SharedWithLinkedPerson);
    }
    let lives_there = |person: &Person| {
        let said = person.lives_in_home == Answer::Yes || person.is(PersonRole::HouseholdMember);
        said && state.is_alleged_perpetrator(person.person)
    };
    let goes_home = channel.secret.is_some_and(|secret| is_home(state, plan, secret));
    (goes_home && state.people().any(lives_there)).then_some(Reason::SharedHome)
}

/// Whoever is reached by a channel: the person it is said to belong to and all who hold its number.
fn reached<'a>(state: &'a CaseState, channel: &Channel) -> impl Iterator<Item = PersonId> + 'a {
    let holders = channel.secret.into_iter().flat_map(|secret| state.holders(secret));
    std::iter::once(channel.whose).chain(holders)
}

/// A child is never asked to carry messages, and nobody who is said to cause harm counts as a supporter.
fn is_supporter(state: &CaseState, person: PersonId) -> bool {
    state.person(person).is_some_and(|one| one.is(PersonRole::Supporter) && !one.is(PersonRole::Child))
        && !state.is_alleged_perpetrator(person)
}

impl CaseState {
    /// Where a harmful practice was recorded, the family may be part of it. Nothing here says of a supporter that they
    /// are no relative, and what is not known is never safe (domain.md 1.3).
    pub(crate) fn is_family_shut_out(&self) -> bool {
        self.incidents().any(|incident| incident.is.is_harmful_practice())
    }
}

/// Nobody knows who the supporter is, or they may live where an alleged perpetrator may live too.
fn is_supporter_in_doubt(state: &CaseState, channel: &Channel) -> bool {
    let mut supporters = reached(state, channel).filter(|person| is_supporter(state, *person)).peekable();
    supporters.peek().is_none()
        || supporters.any(|person| {
            state.person(person).is_none_or(Person::may_live_in_home) && home_may_be_shared(state)
        })
}

/// An address of whoever the plan is for, or of any survivor in the case.
fn is_home(state: &CaseState, plan: &ContactPlan, secret: SecretId) -> bool {
    state.secrets().iter().any(|held| {
        let lives_there = held.person == plan.survivor
            || state.person(held.person).is_some_and(|person| person.is(PersonRole::Survivor));
        held.secret == secret && held.kind == SecretKind::Address && lives_there
    })
}

/// Whether an alleged perpetrator lives in the home or may. Where nobody is recorded as one, somebody
/// whom we do not know may.
fn home_may_be_shared(state: &CaseState) -> bool {
    let mut alleged = state.people().filter(|person| state.is_alleged_perpetrator(person.person)).peekable();
    alleged.peek().is_none() || alleged.any(Person::may_live_in_home)
}

/// The end of the safe time, or why not now and from when.
fn open_at(
    state: &CaseState,
    channel: &Channel,
    at: Timestamp,
) -> Result<Option<Timestamp>, (Reason, Option<Timestamp>)> {
    let kept = state.kept(channel.channel).filter(|(from, until)| *from <= at && at < *until);
    let pause = state.contact_pause().filter(|pause| pause.recorded_at <= at && at < pause.is.until);
    let pause = pause.map(|pause| (pause.is.until, Reason::Paused));
    let not_now = state.waits_for_them(at).filter(|_| kept.is_none()).map(|day| (day, Reason::NotNow));
    let waits = [pause, not_now].into_iter().flatten().max_by_key(|(until, _)| *until);
    match (waits, channel.times.open_at(waits.map_or(at, |(until, _)| until))) {
        (None, Ok(end)) => Ok(end.into_iter().chain(kept.map(|(_, until)| until)).min()),
        (None, Err(None)) => Err((Reason::HoursNotKnown, None)),
        (None, Err(next)) => Err((Reason::OutsideHours, next)),
        (Some((end, reason)), Ok(_)) => Err((reason, Some(end))),
        (Some((_, reason)), Err(next)) => Err((reason, next)),
    }
}

/// The contact that they wanted to keep, where it lies ahead and only their "not now" is against it before.
fn kept_later(state: &CaseState, intent: Intent, reason: Reason) -> Option<Timestamp> {
    let (from, _) =
        state.kept(intent.channel).filter(|(from, _)| reason == Reason::NotNow && *from > intent.at)?;
    clear(state, Intent { at: from, ..intent }).ok().map(|_| from)
}

impl ChannelKind {
    /// Whether the channel is of no use without a number or an address.
    pub const fn needs_address(self) -> bool {
        !matches!(self, Self::Meeting | Self::Supporter)
    }

    /// What kind of protected fact its number or address is.
    pub const fn secret_kind(self) -> SecretKind {
        match self {
            Self::Phone | Self::Text | Self::Supporter => SecretKind::Phone,
            Self::Email => SecretKind::Email,
            Self::Letter | Self::Visit => SecretKind::Address,
            Self::Meeting => SecretKind::MeetingPlace,
        }
    }
}
