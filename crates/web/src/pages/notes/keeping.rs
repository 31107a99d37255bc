//! Records what a form asks for, or says how to show the form again with everything that was typed.

use axum::http::StatusCode;
use domain::case::Refusal;
use domain::{CaseId, Moment};
use jiff::Timestamp;
use service::{Entry, Problem};

use crate::app::App;
use crate::components::prelude::Problems;
use crate::failure::Failure;
use crate::plain::capital;
use crate::session::SignedIn;

/// The form is to be shown again.
pub struct Again {
    /// With which status.
    pub status: StatusCode,
    /// With what beside its fields.
    pub problems: Problems,
}

impl From<Problems> for Again {
    fn from(problems: Problems) -> Self {
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, problems }
    }
}

/// A form that is to be recorded.
pub struct Form<'a> {
    /// On which case.
    pub case: CaseId,
    /// The last entry that its page showed, where a later one must not be hidden.
    pub seen: Option<u64>,
    /// Its fields; what concerns the form as a whole is shown beside the first.
    pub fields: &'a [&'static str],
    /// Beside which field a rule's no is shown.
    pub beside: fn(&Refusal) -> Option<&'static str>,
    /// What is said there; [`as_ruled`] where the rule's own sentence will do.
    pub said: fn(&Refusal, Timestamp) -> String,
}

/// A rule's no in its own words, as a line beside a field.
pub fn as_ruled(refusal: &Refusal, _now: Timestamp) -> String {
    capital(&refusal.to_string())
}

impl Form<'_> {
    /// Records all of it or none. What the person can mend comes back as [`Again`].
    pub async fn keep(
        &self,
        app: &App,
        who: &SignedIn,
        read: Result<Vec<Entry>, Problems>,
        moment: &Moment,
    ) -> Result<Option<Again>, Failure> {
        let entries = match read {
            Ok(entries) => entries,
            Err(problems) => return Ok(Some(problems.into())),
        };
        match app.service.record_all(&who.actor, self.case, self.seen, entries, moment).await {
            Ok(()) => Ok(None),
            Err(problem) => self.again(problem, moment.now).map(Some),
        }
    }

    fn again(&self, problem: Problem, now: Timestamp) -> Result<Again, Failure> {
        let mut problems = Problems::new();
        match problem {
            Problem::Refused(refusal) => match (self.beside)(&refusal) {
                Some(field) => problems.add(field, (self.said)(&refusal, now)),
                None => return Err(Problem::Refused(refusal).into()),
            },
            Problem::Conflict(_) => {
                let first = self.fields.first().copied().unwrap_or_default();
                problems.add(
                    first,
                    "Somebody else recorded something here while you were writing. Check what they recorded, then send this again",
                );
                return Ok(Again { status: StatusCode::CONFLICT, problems });
            }
            problem => return Err(problem.into()),
        }
        Ok(problems.into())
    }
}
