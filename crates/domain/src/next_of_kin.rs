//! After a death: who is told, by whom, and who has what was in the home (R-20, domain.md 9). Whoever would ordinarily be
//! told may be the one who is said to have caused harm, or of their family; so the police or the coroner's officer tells
//! them, unless nothing speaks against it.

use serde::{Deserialize, Serialize};

use crate::case::{CaseState, Refusal};
use crate::codes::codes;
use crate::text::{ShortText, Words};
use crate::{Answer, PersonId};

codes! {
    /// Who tells them.
    TellsFamily {
        Police = "police", "The police";
        Coroner = "coroner", "The coroner’s officer";
        Us = "us", "We do, as agreed with the police";
    }
}

/// Somebody outside this organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whom {
    /// Somebody of the record.
    InTheRecord(PersonId),
    /// Somebody else, by name or by what they were to the person who died.
    Named(ShortText),
}

/// What was decided about telling anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// Nothing yet: until then nobody is told.
    #[default]
    NotDecided,
    /// Somebody is to be told.
    ToBeTold {
        /// Who.
        whom: Whom,
        /// By whom.
        by: TellsFamily,
    },
    /// Nobody is told.
    NotTold {
        /// Because.
        why: Words,
    },
}

/// Who has the belongings, the keys and the letters about the home.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Belongings {
    /// Nobody yet: we keep them.
    #[default]
    Kept,
    /// The police have them.
    WithPolice,
    /// They go to somebody.
    HandedTo(Whom),
}

/// What was decided about those who were near to somebody who died. The newest record of a death stands for all before
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextOfKin {
    /// Whether whoever would ordinarily be told is, or may be, an alleged perpetrator or of their family. Not known
    /// counts as yes.
    pub may_be_perpetrator: Answer,
    /// Who is to be told, or why nobody is.
    pub told: Told,
    /// Belongings, keys and letters about the home.
    pub belongings: Belongings,
}

impl Default for NextOfKin {
    /// Nothing is known or decided.
    fn default() -> Self {
        Self { may_be_perpetrator: Answer::NotKnown, told: Told::NotDecided, belongings: Belongings::Kept }
    }
}

impl NextOfKin {
    /// Who is to be told, where somebody is.
    pub const fn is_told(&self) -> Option<&Whom> {
        match &self.told {
            Told::ToBeTold { whom, .. } => Some(whom),
            Told::NotDecided | Told::NotTold { .. } => None,
        }
    }

    /// Who has the belongings, keys and letters, where somebody has.
    pub const fn has_belongings(&self) -> Option<&Whom> {
        match &self.belongings {
            Belongings::HandedTo(whom) => Some(whom),
            Belongings::Kept | Belongings::WithPolice => None,
        }
    }

    /// Whether whoever is to be told, or has anything, is somebody of whom this holds: for a page that shows what was
    /// decided before somebody was said to have caused harm.
    pub fn reaches(&self, is: impl Fn(PersonId) -> bool) -> bool {
        let all = [self.is_told(), self.has_belongings()].into_iter().flatten();
        all.into_iter().any(|whom| matches!(whom, Whom::InTheRecord(person) if is(*person)))
    }

    /// What must hold of it: an alleged perpetrator is never the one who is told or who has anything, and where the
    /// family may be part of it nobody tells them but the police or the coroner's officer.
    pub(crate) fn allowed(&self, state: &CaseState) -> Result<(), Refusal> {
        let in_doubt = self.may_be_perpetrator.may_be() || state.is_family_shut_out();
        let is_alleged = |whom: &Whom| match whom {
            Whom::InTheRecord(person) if state.person(*person).is_none() => Err(Refusal::NoSuchPerson),
            Whom::InTheRecord(person) => Ok(state.is_alleged_perpetrator(*person)),
            Whom::Named(_) => Ok(false),
        };
        if let Told::ToBeTold { whom, by } = &self.told {
            if is_alleged(whom)? {
                return Err(Refusal::PerpetratorToBeTold);
            }
            if in_doubt && *by == TellsFamily::Us {
                return Err(Refusal::LeftToThePolice);
            }
        }
        if let Some(whom) = self.has_belongings() {
            let a_stranger_in_doubt = in_doubt && matches!(whom, Whom::Named(_));
            if is_alleged(whom)? || a_stranger_in_doubt {
                return Err(Refusal::PerpetratorToHaveThings);
            }
        }
        Ok(())
    }
}
