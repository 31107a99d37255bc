//! Ids: UUIDv7 newtypes, one for each kind of thing, so that one cannot stand in for another.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The text is not an id of the kind that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id: copy it whole from the page it stands on")]
pub struct NotAnId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a value minted by [`crate::IdBlock::nth`] or read back from where it was stored.
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The bare value, for storage.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// One case: the stream of everything recorded about one survivor, or one person who causes harm.
    CaseId
    /// One housing provider or partner agency; every row belongs to one.
    OrganisationId
    /// What somebody was let in to of one case.
    GrantId
    /// Colleagues who cover for each other.
    TeamId
    /// A part of the organisation's stock with a regional housing manager of its own (ASC-09).
    RegionId
    /// One person who signs in.
    UserId
    /// One person who stands in a case: survivor, alleged perpetrator, child, reporter.
    PersonId
    /// One report of abuse, from whatever source.
    ReportId
    /// One incident of abuse (ONE-04).
    IncidentId
    /// A protected fact, kept apart from the events: a number, an address, a school, a place of work.
    SecretId
    /// An unfinished form.
    DraftId
    /// A form that arrived after the sign-in of whoever sent it had ended.
    HeldId
    /// One sign-in that lasts, in one browser.
    SessionId
    /// One passkey of somebody who signs in.
    PasskeyId
    /// One time at which somebody opened a case in an emergency.
    GlassId
    /// One time at which somebody asked a second person for a protected fact.
    LocationRequestId
    /// One time for which somebody was put on call.
    OnCallId
    /// One time for which somebody is away.
    AwayId
    /// One attempt to make contact, with its outcome.
    AttemptId
    /// One way to reach somebody, in a contact plan.
    ChannelId
}
