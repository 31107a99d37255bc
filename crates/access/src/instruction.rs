//! What somebody who plans a visit is told: how to go about it, and never why (domain.md 13F).

use domain::case::{CaseEvent, CaseState, Owner};
use domain::contact::{ChannelKind, Intent, Reason, SafeTimes, clear};
use domain::people::PersonRole;
use domain::text::ShortText;
use domain::{Answer, Recorded, UserId};
use jiff::Timestamp;

use crate::action::SeeInstruction;
use crate::permit::Permit;
use crate::view::known_at;

/// How to go about a visit. Nothing in it says what the record is about: it would read the same for a home
/// with a large dog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitInstruction {
    /// Who arranges the visit and lets the household know, and nobody else does.
    pub arranged_by: Option<UserId>,
    /// The hours for it, where they were agreed; nothing where a visit has to be arranged first.
    pub hours: Option<SafeTimes>,
    /// The words that may be said at the door, where some were agreed.
    pub words: Option<ShortText>,
    /// Whether two people go together. One may go alone only where it is known that it is safe.
    pub two_together: bool,
}

impl VisitInstruction {
    /// The instruction as it stands at `now`. Hours and words are told of a visit that the gate would clear at its hour,
    /// and of no other: where it is shut, for whatever reason, a visit has to be arranged first.
    pub fn reduce(_permit: &Permit<SeeInstruction>, history: &[Recorded<CaseEvent>], now: Timestamp) -> Self {
        let state = CaseState::from_history(known_at(history, now));
        let channels = state.contact_plan().into_iter().flat_map(|plan| &plan.channels);
        let visit = channels
            .filter(|channel| channel.kind == ChannelKind::Visit && channel.times != SafeTimes::NotKnown)
            .find(|channel| may_be_made(&state, Intent { channel: channel.channel, at: now }));
        let owner = match state.owner() {
            Owner::Person { owner, .. } => Some(owner),
            Owner::Nobody | Owner::Region(_) => None,
        };
        let mut alleged =
            state.people().filter(|person| person.is(PersonRole::AllegedPerpetrator)).peekable();
        let known = alleged.peek().is_some();
        let safe_alone = known && alleged.all(|person| person.lives_in_home == Answer::No);
        Self {
            arranged_by: owner,
            hours: visit.map(|channel| channel.times.clone()),
            words: visit.and_then(|channel| channel.neutral_words.clone()),
            two_together: !safe_alone,
        }
    }
}

/// Whether only the hour is against it, or nothing.
fn may_be_made(state: &CaseState, visit: Intent) -> bool {
    clear(state, visit).map_or_else(|no| no.reason == Reason::OutsideHours, |_| true)
}
