//! What is recorded and makes an assessment old (domain.md 12): one rule, for whoever shows it and for whoever asks for a
//! new one.

use crate::case::CaseEvent;
use crate::codes::codes;

codes! {
    /// What made an assessment old.
    Aged {
        Incident = "incident", "an incident was recorded";
        Report = "report", "another report came in";
        Account = "account", "they told us about it again";
        Change = "change", "something changed in their life, or will";
        Burnt = "burnt", "a number or an address is no longer safe";
        Missed = "missed", "a contact that was agreed did not come about";
    }
}

impl Aged {
    /// What this entry makes old, if it does. That somebody cannot be reached is a change too, whatever came of it.
    pub const fn by(event: &CaseEvent) -> Option<Self> {
        match event {
            CaseEvent::IncidentRecorded(_) => Some(Self::Incident),
            CaseEvent::ReportTaken(_) => Some(Self::Report),
            CaseEvent::DisclosureTaken(_) => Some(Self::Account),
            CaseEvent::ChangeRecorded(_) => Some(Self::Change),
            CaseEvent::LocationCompromised(_) => Some(Self::Burnt),
            CaseEvent::ContactAttempted(attempted) if attempted.is_missed() => Some(Self::Missed),
            _ => None,
        }
    }
}
