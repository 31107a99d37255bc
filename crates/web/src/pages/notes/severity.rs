//! Judging the severity, as it is or higher. Lowering it is a manager's act, on the page of handing over
//!

use access::{ActionKind, CaseView};
use domain::Severity;
use domain::case::{CaseCommand, Refusal};

use super::note::{ANY, Note, empty};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// The note.
pub const NOTE: Note = Note {
    what: "severity",
    label: "How severe it is",
    guide: "You can always raise it, and you need not prove anything. Only a manager lowers it, with a reason.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &["severity", "why", "why-no-address"],
    first: empty,
    parts: |known, form| {
        let now = known.view.severity.unwrap_or(Severity::Unknown);
        let severity = form
            .radios_of("severity", "How severe is it?", &not_lower(known.view))
            .hint(format!("On record now: {}.", now.label()));
        Parts::of(form)
            .and(&severity)
            .note("why", why(known.judgement_due).0, why(known.judgement_due).1)
            .done()
    },
    read: |reader, _| {
        let severity = reader.must_choose::<Severity>("severity", "Choose how severe it is");
        if severity == Some(Severity::Unknown) {
            reader.wrong("severity", "Choose how severe it is");
        }
        let why = reader.note("why", "Why");
        Some(vec![CaseCommand::AssessSeverity { severity: severity?, why }.into()])
    },
    beside: |refusal| matches!(refusal, Refusal::OnlyAManagerLowers).then_some("severity"),
};

/// How the reason is asked for. Without one it is raised all the same, and a judgement that is due stays due.
const fn why(judgement_due: bool) -> (&'static str, &'static str) {
    if judgement_due {
        (
            "Why?",
            "Something here calls for a judgement, and a judgement has its reason: what you saw, heard or were told. Without one the level changes at once, and the judgement stays due.",
        )
    } else {
        ("Why? You can leave this out", "What you saw, heard or were told.")
    }
}

/// The severities that are as urgent as the one on record, or more.
fn not_lower(view: &CaseView) -> Vec<Severity> {
    let now = view.severity.unwrap_or(Severity::Unknown);
    let offered = |severity: &Severity| *severity != Severity::Unknown && !now.is_lowered_by(*severity);
    Severity::ALL.iter().copied().filter(offered).collect()
}
