//! What the rules refused, said beside the answer that can mend it.

use domain::case::Refusal;
use domain::contact::{NotCleared, Reason};
use jiff::Timestamp;

use super::fields::{Rows, of};
use crate::components::prelude::Problems;
use crate::pages::contact::marked_safe;
use crate::plain::{capital, moment_from};

/// The refusal at its field; `None` where no answer of this page mends it.
pub(super) fn beside(refusal: &Refusal, now: Timestamp) -> Option<Problems> {
    let (field, message) = match refusal {
        Refusal::NotCleared(no) => not_cleared(no, now),
        Refusal::MarkedSafe { kind, reason, .. } => {
            (of(kind.code(), "safe"), marked_safe::sentence(*kind, *reason))
        }
        Refusal::FamilyInterprets => ("interpreter-wishes".to_owned(), capital(&refusal.to_string())),
        Refusal::NoSuchChannel => {
            ("next-channel".to_owned(), "This way is not in the answers above. Choose another".to_owned())
        }
        Refusal::TimesDoNotFit => {
            ("next-until".to_owned(), "The end must come after the start, and after now".to_owned())
        }
        Refusal::OnlyAManagerLowers => {
            let message = "This is lower than it was judged before. Only a manager lowers it, with a reason";
            ("severity".to_owned(), message.to_owned())
        }
        Refusal::Unanswered(_) => ("children-at-home".to_owned(), "Choose yes, no or not known".to_owned()),
        Refusal::NoSuchPerson => {
            let field = format!("{}-name", Rows::Perpetrators.row(1));
            (field, "Somebody named here is not in this record any more. Open the page again".to_owned())
        }
        Refusal::InTheFuture => (
            format!("{}-when", Rows::Incidents.row(1)),
            "Nothing has happened after today. Check the dates".to_owned(),
        ),
        _ => return None,
    };
    let mut problems = Problems::new();
    problems.add(field, message);
    Some(problems)
}

fn not_cleared(no: &NotCleared, now: Timestamp) -> (String, String) {
    let field = match no.reason {
        Reason::OutsideHours | Reason::Paused | Reason::NotNow => "next-from",
        _ => "next-channel",
    };
    let next = no.next_safe.map(|at| format!(". The next safe moment is {}", moment_from(at, now)));
    let mended = next.unwrap_or_else(|| asked(no.reason).map_or_else(String::new, |ask| format!(". {ask}")));
    (field.to_owned(), format!("{}{mended}", no.reason.label()))
}

/// What the survivor can be asked, where the answer stands on this page.
const fn asked(reason: Reason) -> Option<&'static str> {
    match reason {
        Reason::SeenByOthers => Some("Ask in part 5 whose it is and whether anybody else sees or hears it"),
        Reason::SafetyUnknown => Some("Ask in part 5 whether it is safe, and tick that they told you today"),
        Reason::HoursNotKnown => Some("Ask in part 5 when it is safe"),
        Reason::NoAddress => Some("Ask for it in part 5"),
        Reason::SharedHome => Some("Ask in part 7 whether they live in the home"),
        Reason::SupporterInDoubt => Some("Ask in part 5 whether that person lives in the home"),
        _ => None,
    }
}
