//! What the rules refused, said beside the answer that can mend it.

use domain::case::Refusal;

use super::fields::{CHILDREN, CO_SIGNER};
use crate::components::prelude::Problems;

/// The refusal at its field; `None` where no answer of this page mends it.
pub(super) fn beside(refusal: &Refusal) -> Option<Problems> {
    let (field, message) = match refusal {
        Refusal::CountIsHigh => {
            ("level", "The answers alone make this high. Your judgement can raise the level, not lower it")
        }
        Refusal::OnlyAManagerLowers => {
            ("level", "This is lower than the level in force. Only a manager lowers it, with a reason")
        }
        Refusal::Unanswered(what) if what.contains("colleague") => {
            (CO_SIGNER, "Choose the colleague trained in risk with whom you talked this through")
        }
        Refusal::Unanswered(_) => (
            CHILDREN,
            "Before the risk is assessed: record each child, and raise a safeguarding concern for them or say why none is needed",
        ),
        Refusal::InTheFuture => ("f1-dated", "A source cannot be dated after today. Check the dates"),
        _ => return None,
    };
    let mut problems = Problems::new();
    problems.add(field, message);
    Some(problems)
}
