//! A number or an address is no longer safe: somebody may know it who must not (security.md R19, T1), and the
//! clock of a personal-data breach runs (UK GDPR, article 33).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::codes::codes;
use crate::people::SecretKind;
use crate::text::{ShortText, Words};
use crate::{Answer, Happened, SecretId};

/// How long there is to tell the regulator of a personal-data breach, in hours from when we learned of it
/// (UK GDPR, article 33).
pub const BREACH_CLOCK_HOURS: i64 = 72;

codes! {
    /// Who may know a protected fact who must not.
    KnownTo {
        AllegedPerpetrator = "alleged-perpetrator", "The alleged perpetrator";
        CloseToThem = "close-to-them", "Somebody close to the alleged perpetrator";
        SomebodyElse = "somebody-else", "Somebody else who should not have it";
        NotKnown = "not-known", "Not known";
    }
}

codes! {
    /// Who noticed.
    NoticedBy {
        Survivor = "survivor", "The survivor told us";
        Us = "us", "Somebody who works here";
        Agency = "agency", "Another agency";
        Police = "police", "The police";
        SomebodyElse = "somebody-else", "Somebody else";
    }
}

/// A protected fact is burnt: the gate refuses it for ever. A press by mistake is corrected like any entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocationCompromised {
    /// Which fact.
    pub secret: SecretId,
    /// What kind it is, as the case has it.
    pub kind: SecretKind,
    /// Since when somebody may know it.
    pub since: Happened,
    /// Who may know it.
    pub known_to: KnownTo,
    /// Who noticed.
    pub noticed_by: NoticedBy,
    /// How it is thought to have come out.
    pub how: Option<Words>,
}

/// What was decided about telling the regulator, the Information Commissioner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Regulator {
    /// They were told.
    Reported {
        /// When.
        at: Timestamp,
        /// Their reference.
        reference: Option<ShortText>,
    },
    /// It need not be reported.
    NotReportable {
        /// Because.
        why: Words,
    },
}

/// Whether the survivor knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SurvivorTold {
    /// They were told.
    Told {
        /// When.
        at: Timestamp,
    },
    /// Not yet, or not at all.
    NotTold {
        /// Because.
        why: Words,
    },
}

/// What was decided about the breach that one entry tells of; each part may be decided on its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachDecided {
    /// The entry by which the fact was burnt.
    pub of: u64,
    /// Whether the regulator was told; `None` where this entry says nothing of it.
    pub regulator: Option<Regulator>,
    /// Whether the survivor was; `None` where this entry says nothing of it.
    pub survivor: Option<SurvivorTold>,
}

/// Somebody went through the safety of everybody at home again, because something had changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafetyReviewed {
    /// Whether it was done together with the survivor.
    pub with_survivor: Answer,
    /// What was agreed or done.
    pub words: Words,
}
