//! What the gate says of every way to make contact, at the moment of the review.

use domain::ChannelId;
use domain::case::CaseState;
use domain::contact::{Intent, clear};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// One way to make contact, and what the gate says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContactLine {
    /// Which way; `any` where there is no plan.
    pub way: &'static str,
    /// Whether the gate clears it.
    pub cleared: bool,
    /// Why not.
    pub why: Option<&'static str>,
}

/// One line for each way of the plan, or one for all where there is none.
pub(super) fn lines(state: &CaseState, now: Timestamp) -> Vec<ContactLine> {
    let line = |way, channel| {
        let refused = clear(state, Intent { channel, at: now }).err();
        ContactLine { way, cleared: refused.is_none(), why: refused.map(|not| not.reason.label()) }
    };
    match state.contact_plan() {
        Some(plan) => {
            plan.channels.iter().map(|channel| line(channel.kind.code(), channel.channel)).collect()
        }
        None => vec![line("any", ChannelId::from_uuid(Uuid::nil()))],
    }
}
