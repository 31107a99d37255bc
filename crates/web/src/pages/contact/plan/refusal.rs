//! What the rules refused in a plan, said beside the answer that can mend it.

use domain::case::Refusal;

use super::super::marked_safe;
use super::fields::{in_plan, name};
use crate::components::prelude::Problems;
use crate::form::Sent;
use crate::plain::capital;

/// The refusal at its field; `None` where no answer of this form mends it.
pub(super) fn beside(sent: &Sent, refusal: &Refusal) -> Option<Problems> {
    if matches!(refusal, Refusal::FamilyInterprets) {
        let mut problems = Problems::new();
        problems.add("interpreter-wishes", capital(&refusal.to_string()));
        return Some(problems);
    }
    let (index, field, message) = match refusal {
        Refusal::MarkedSafe { place, kind, reason } => {
            (in_plan(sent).nth(*place)?, "safety", marked_safe::sentence(*kind, *reason))
        }
        Refusal::WrongKindOfRecord => {
            let theirs = "Only ways of the person who told us stand in this record: choose them";
            (in_plan(sent).next()?, "whose", theirs.to_owned())
        }
        _ => return None,
    };
    let mut problems = Problems::new();
    problems.add(name(index, field), message);
    Some(problems)
}
