//! Proof that somebody was asked for before they were helped. It is never asked for: this is for when it was.

use serde::{Deserialize, Serialize};

use crate::Answer;
use crate::text::Words;

/// The survivor was asked to prove what happened to them, by anybody and in whatever form, as a condition of help: a crime
/// reference, a letter of a doctor, photographs. Whoever hears of it writes it down, and again once it was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofAsked {
    /// What was asked for, by whom, and which help waited for it.
    pub words: Option<Words>,
    /// Whether they have been told since that no proof is needed, and the help goes on. Not known is not yet.
    pub taken_back: Answer,
}
