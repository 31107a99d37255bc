//! What of a pack stands on the page.

use domain::Severity;
use policy::pack::DutyRule;
use policy::words::{From, Kind, Word};
use policy::{PolicyPack, packs as shipped};

use super::clocks;
use crate::clauses::Clause;
use crate::components::prelude::*;
use crate::form::Filled;
use crate::plain::capital;

/// A commitment and how it is kept.
#[derive(Clone)]
pub(super) struct CommitmentLine {
    pub(super) asks: String,
    pub(super) how: String,
    pub(super) by: String,
}

/// A duty as a person reads it.
#[derive(Clone)]
pub(super) struct DutyRow {
    pub(super) title: String,
    pub(super) by_when: String,
    pub(super) falls_to: String,
    pub(super) clauses: String,
}

/// The shipped packs as a question, each with one line about it.
pub fn packs(form: &Filled, name: &str, legend: &str) -> Radios {
    let radios = Radios::new(name, legend).value(Some(form.sent.one(name)));
    let radios = radios.error(form.problems.on(name).map(str::to_owned));
    shipped::shipped().unwrap_or_default().into_iter().fold(radios, |radios, pack| {
        let about = format!(
            "{}. {}. {} commitments, {} duties with clocks.",
            pack.title,
            Word::label(pack.nation),
            pack.commitments.len(),
            pack.duties.len()
        );
        radios.item(Choice::new(pack.id, pack.organisation).hint(about.as_str()))
    })
}

/// The commitments, each with what keeps it.
pub(super) fn commitments(pack: &PolicyPack) -> Vec<CommitmentLine> {
    let duties_of = |id: &policy::pack::CommitmentId| -> Vec<String> {
        let kept = pack.duties.iter().filter(|duty| duty.keeps.contains(id));
        kept.map(|duty| duty.title.clone()).collect()
    };
    let line = |commitment: &policy::pack::Commitment| CommitmentLine {
        asks: capital(&Clause::of(commitment.id.as_str()).to_string()),
        how: commitment.how.clone(),
        by: match commitment.kind {
            Kind::Duty => format!("Duties: {}", duties_of(&commitment.id).join("; ")),
            kind => crate::refused::sentence(kind.label()).trim_end_matches('.').to_owned(),
        },
    };
    pack.commitments.iter().map(line).collect()
}

impl DutyRow {
    pub(super) fn of(duty: &DutyRule) -> Self {
        let from = match duty.from {
            From::Recorded => String::new(),
            from => format!(", from {}", from.label()),
        };
        let later = duty.escalates.iter().map(|step| clocks::raised(step.after, step.to));
        let ids = duty.keeps.iter().map(ToString::to_string).chain(duty.cites.iter().cloned());
        let clauses: Vec<String> = ids.map(|id| Clause::of(&id).to_string()).collect();
        let upper = |text: &str| crate::refused::sentence(text);
        Self {
            title: duty.title.clone(),
            by_when: upper(&format!(
                "{}{from}",
                clocks::by_severity(|severity: Severity| duty.due.term(severity))
            )),
            falls_to: upper(
                &std::iter::once(duty.falls_to.label().to_owned())
                    .chain(later)
                    .collect::<Vec<_>>()
                    .join("; "),
            ),
            clauses: capital(&clauses.join("; ")),
        }
    }
}
