//! One incident, as exactly or vaguely as it is known (ONE-04, R-05).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::child::Classified;
use domain::incident::Incident;
use domain::report::{ReportSource, Route};
use domain::{Answer, IncidentId};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, ticked};
use crate::components::prelude::{Asked as _, Html};
use crate::family::FamilyNever;
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;
use crate::kinds;
use crate::pages::case::told::{answers, is_apart};
use crate::plain::moment;

/// The note.
pub const NOTE: Note = Note {
    what: "incident",
    label: "An incident",
    guide: "One incident for each note: they are counted together, because a pattern says more than any of them alone. Nobody has to prove it, and nobody has to tell it twice.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "told-by",
        "report",
        "words",
        "words-no-address",
        "kinds",
        "technology",
        "economic",
        "happened",
        "happened-season",
        "happened-time",
        "by",
        "children",
        "injuries",
        "injuries-no-address",
        "police-reference",
    ],
    first: of_report,
    parts,
    read,
    beside: |refusal| match refusal {
        Refusal::NoSuchReport => Some("report"),
        Refusal::NoSuchPerson => Some("by"),
        Refusal::InTheFuture => Some("happened"),
        _ => None,
    },
};

/// Where it is opened for a report, it names that, and what that said stands in it already, unless somebody has recorded it
/// meanwhile.
fn of_report(known: &Known<'_>, sent: &mut Sent) {
    let report = known.view.reports.iter().find(|report| Some(report.sequence) == known.entry);
    let Some(report) = report else { return };
    if is_apart(known.view, report) {
        *sent = answers(report);
    } else {
        sent.set("report", vec![report.sequence.to_string()]);
    }
}

/// The reports of which it may record one.
fn reports(known: &Known<'_>) -> impl Iterator<Item = (String, String)> {
    let reports = known.view.reports.iter().filter(|report| report.is.source.route() != Route::OwnBehaviour);
    reports.map(|report| {
        let (source, entry) = (report.is.source.label(), report.sequence);
        (entry.to_string(), format!("{source}, {} (entry {entry})", moment(report.recorded_at)))
    })
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let others: Vec<ReportSource> =
        ReportSource::ALL.iter().copied().filter(|source| *source != ReportSource::OwnBehaviour).collect();
    let told_by = others.iter().map(|source| (source.code().to_owned(), source.label().to_owned()));
    let family = FamilyNever::of(known.view).unwrap_or(FamilyNever::beforehand());
    let which = "Which report does it record? One alone, or none";
    Parts::of(form)
        .and(&family)
        .and(&form.select_from("told-by", "Who told us?", told_by))
        .and(&form.select_of("report", which, "No report", reports(known)))
        .note("words", "What happened?", "In the words that were used. Not what you conclude from it.")
        .happened("happened", "When did it happen?")
        .links(
            "If it was long ago, or when they were a child, it has a road of its own, with those who know about it:",
            vec![("Abuse of long ago, or in childhood".to_owned(), "past".to_owned())],
        )
        .people("by", "Who is said to have done it?", known.view)
        .and(&kinds::asked(form, str::to_owned, known.definition).hint("Choose all that were told."))
        .and(&form.radios::<Answer>("children", "Were children there?").hint("They saw it, heard it, or were taken."))
        .note(
            "injuries",
            "Injuries",
            "In the words that were used. After strangling, choking or suffocating, advise a medical check even if nothing can be seen.",
        )
        .and(&form.input("police-reference", "Police reference, if there is one"))
        .done()
}

fn read(reader: &mut Reader<'_>, ids: &mut Minted<'_>) -> Option<Vec<service::Entry>> {
    let told_by = reader.must_choose("told-by", "Choose who told us");
    let words = reader.note("words", "What happened");
    let happened = reader.happened("happened", "When it happened");
    let by = ticked(reader, "by");
    let (kinds, forms) = kinds::read(reader, str::to_owned);
    if !["words", "kinds", "technology", "economic"].iter().any(|field| reader.sent().has(field)) {
        reader.wrong("words", "Write down what happened, or choose what kind of abuse it was");
    }
    let children_present = reader.code("children", "Were children there?").unwrap_or(Answer::NotKnown);
    let injuries = reader.note("injuries", "Injuries");
    let police_reference = reader.line("police-reference", "Police reference");
    let report = reader.sent().has("report").then(|| reader.sent().one("report").parse().ok());
    if report == Some(None) {
        reader.wrong("report", "Choose which report it is, or none");
    }
    let incident = Incident {
        incident: ids.next(IncidentId::from_uuid),
        kinds,
        forms,
        happened,
        words,
        by,
        told_by: told_by?,
        injuries,
        children_present,
        police_reference,
        report: report.flatten(),
        classified: Classified::default(),
    };
    Some(vec![CaseCommand::RecordIncident(incident).into()])
}
