//! The places to which bytes are sealed, and the purposes that have keys of their own.

use domain::{CaseId, OrganisationId};
use seal::Place;
use uuid::Uuid;

pub(crate) const HEADER_KEY: &str = "case-header";
pub(crate) const DRAFT_KEY: &str = "draft";
pub(crate) const LOOK_KEY: &str = "look";
/// Of the reasons that stand apart from the access journal.
pub(crate) const REASON_KEY: &str = "reason";
pub(crate) const LOOK_SEAL_KEY: &str = "look-seal";
pub(crate) const SEARCH_KEY: &str = "search";
pub(crate) const EQUALITY_KEY: &str = "equality";
pub(crate) const TRIES_KEY: &str = "tries";
pub(crate) const HELD_KEY: &str = "held-form";
pub(crate) const SECOND_FACTOR_KEY: &str = "second-factor";
pub(crate) const SECURITY_KEY: &str = "security";
pub(crate) const PASSKEY_KEY: &str = "passkey";
pub(crate) const WALL_KEY: &str = "wall";
pub(crate) const VOICE_KEY: &str = "voice";
pub(crate) const PROBE_KEY: &str = "probe";

/// Every purpose whose key seals, beside that of the probe.
pub(crate) const SEALING: [&str; 11] = [
    HEADER_KEY,
    DRAFT_KEY,
    LOOK_KEY,
    LOOK_SEAL_KEY,
    REASON_KEY,
    HELD_KEY,
    SECOND_FACTOR_KEY,
    SECURITY_KEY,
    PASSKEY_KEY,
    WALL_KEY,
    VOICE_KEY,
];

/// Every purpose whose key makes marks.
pub(crate) const MARKING: [&str; 4] = [SEARCH_KEY, EQUALITY_KEY, TRIES_KEY, VOICE_KEY];

/// What a store seals when it is made and opens when it is opened, to know its key.
pub(crate) const PROBE: &[u8] = b"holdfast";

/// The place of what a stream has one of.
pub(crate) const fn single(organisation: OrganisationId, stream: Uuid, kind: &str) -> Place<'_> {
    Place { organisation: *organisation.as_uuid().as_bytes(), stream: *stream.as_bytes(), sequence: 0, kind }
}

/// The place of one entry of a journal.
pub(crate) const fn entry(
    organisation: OrganisationId,
    case: CaseId,
    sequence: u64,
    kind: &str,
) -> Place<'_> {
    let organisation = *organisation.as_uuid().as_bytes();
    Place { organisation, stream: *case.as_uuid().as_bytes(), sequence, kind }
}

/// The place of what vouches for a seal of the access journal, which belongs to no organisation.
pub(crate) const fn look_seal(number: u64) -> Place<'static> {
    Place { organisation: [0; 16], stream: [0; 16], sequence: number, kind: LOOK_SEAL_KEY }
}

/// The place of the probe, which belongs to no organisation.
pub(crate) const fn probe() -> Place<'static> {
    Place { organisation: [0; 16], stream: [0; 16], sequence: 0, kind: PROBE_KEY }
}
