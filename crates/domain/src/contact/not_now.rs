//! "Not now": until the agreed day only they get in touch (domain.md 13A, R-16).

use jiff::Timestamp;

use super::attempt::Way;
use crate::case::{CaseEvent, CaseState};
use crate::choices::AgreedThen;
use crate::when::london;
use crate::{ChannelId, Severity};

/// Whether this entry ends a wait that was agreed at `said`: they got in touch, by their sign or in any other way; there
/// is a new account or a new danger; or the contact that was to stay did not come about, and what was agreed for that
/// case holds. The same for the gate and for every duty that waits.
pub fn ends_not_now(event: &CaseEvent, said: Timestamp) -> bool {
    match event {
        CaseEvent::ReportTaken(_)
        | CaseEvent::DisclosureTaken(_)
        | CaseEvent::IncidentRecorded(_)
        | CaseEvent::LocationCompromised(_)
        | CaseEvent::CaseReopened(_) => true,
        CaseEvent::SeverityAssessed(assessed) => assessed.severity == Severity::Immediate,
        CaseEvent::ContactAttempted(tried) => {
            let they_called = tried.way == Way::TheyContactedUs;
            tried.at > said && (they_called || (tried.was_agreed && !tried.outcome.is_contact()))
        }
        _ => false,
    }
}

impl CaseState {
    /// From when somebody asks again, where they said not now and it holds at this moment. In danger nobody waits.
    pub(super) fn waits_for_them(&self, at: Timestamp) -> Option<Timestamp> {
        let said = self.support().not_now().filter(|said| said.recorded_at <= at)?;
        let day = said.is.until.to_zoned(london()).ok()?.timestamp();
        (at < day && self.severity() != Severity::Immediate).then_some(day)
    }

    /// From when to when they want us to get in touch by this channel all the same.
    pub(super) fn kept(&self, channel: ChannelId) -> Option<(Timestamp, Timestamp)> {
        self.support().not_now().filter(|said| said.is.agreed == Some(AgreedThen::Kept))?;
        let agreed = self.agreed_contact().filter(|agreed| agreed.is.channel == channel)?;
        Some((agreed.is.from, agreed.is.until))
    }
}
