//! Another report about a case that is open already.

use std::sync::Arc;

use access::{ActionKind, LocationSecret};
use domain::case::{CaseCommand, FirstReport, Refusal};
use domain::people::{Person, PersonRole, SecretHeld, SecretKind};
use domain::report::{CameBy, Danger, PoliceCall, ReportSource, ReportTaken, Route};
use domain::suspicion::{Offered, OwnBehaviourDisclosed};
use domain::text::Words;
use domain::{Answer, PersonId, ReportId, SecretId, Severity};
use service::{Entry, ProtectedFact};

use super::note::{ANY, Known, Note};
use super::parts::Parts;
use crate::components::prelude::{Asked as _, Html, Labelled as _};
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;

/// Beside the question how it came (domain.md 6).
pub const HOW_IT_CAME: &str = "Somebody else may be able to sign in to an online account: answer there only if they said that it is safe.";

/// The note.
pub const NOTE: Note = Note {
    what: "report",
    label: "Another report",
    guide: "Somebody has told us more, or something happened again. If anybody is in danger now: 999 first. From a mobile, if they cannot speak, 999 and then 55.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &[
        "danger",
        "police",
        "police-reference",
        "source",
        "reporter",
        "reporter-phone",
        "came-by",
        "words",
        "words-no-address",
        "happened",
        "happened-season",
        "happened-time",
        "severity",
        "children",
        "respect-line",
    ],
    first,
    parts,
    read,
    beside: |refusal| match refusal {
        Refusal::WrongKindOfRecord => Some("source"),
        Refusal::InTheFuture => Some("happened"),
        _ => None,
    },
};

/// On a record of somebody's own behaviour only they tell us more: whatever anybody else reports is a record
/// of its own, and about a survivor.
fn is_own(known: &Known<'_>) -> bool {
    known.view.route == Some(Route::OwnBehaviour)
}

fn first(known: &Known<'_>, sent: &mut Sent) {
    if is_own(known) {
        sent.set("source", vec![ReportSource::OwnBehaviour.code().to_owned()]);
    }
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let others: Vec<ReportSource> =
        ReportSource::ALL.iter().copied().filter(|source| *source != ReportSource::OwnBehaviour).collect();
    let parts = Parts::of(form)
        .and(&form.radios::<Answer>("danger", "Is anybody in danger now?"))
        .and(&form.radios::<PoliceCall>("police", "Have the police been called?"))
        .and(&form.input("police-reference", "Police reference, if there is one"));
    let parts = if is_own(known) {
        parts
            .text("This is for what the person who told us says now. What anybody else reports is a new report of its own.")
            .hidden("source")
            .and(&form.radios::<Answer>("children", "Do children live with them?"))
            .and(
                &form
                    .radios::<Offered>("respect-line", "What came of offering the Respect phoneline?")
                    .hint("Offer it each time: 0808 802 4040. Listen, and do not agree."),
            )
    } else {
        parts
            .and(&form.radios_of("source", "Who or what brought it to us?", &others))
            .and(
                &form
                    .input("reporter", "Name of the person who tells us, if it is not the survivor")
                    .hint("Protected. The person said to cause harm never learns who told us."),
            )
            .and(&form.phone("reporter-phone", "Their phone number"))
    };
    parts
        .and(&form.select::<CameBy>("came-by", "How did it come?").hint(HOW_IT_CAME))
        .note(
            "words",
            "What was said?",
            "What they saw or heard, in their words. Not what you conclude from it.",
        )
        .happened("happened", "When did it happen?")
        .and(
            &form
                .radios::<Severity>("severity", "How severe is it, as far as you can tell?")
                .hint("This can make the record more urgent, never less."),
        )
        .done()
}

fn read(reader: &mut Reader<'_>, ids: &mut Minted<'_>) -> Option<Vec<Entry>> {
    let now = reader.must_choose("danger", "Choose yes, no or not known: is anybody in danger now?");
    let police = reader.code("police", "Have the police been called?").unwrap_or(PoliceCall::NotKnown);
    let police_reference = reader.line("police-reference", "Police reference");
    let source: Option<ReportSource> = reader.must_choose("source", "Choose who or what brought it to us");
    let reporter = Reporter::read(reader, source, ids);
    let came_by = reader.code("came-by", "How did it come?").unwrap_or(CameBy::Phone);
    let words = reader.note("words", "What was said");
    let happened = reader.happened("happened", "When it happened");
    let severity = reader.code("severity", "Severity").unwrap_or(Severity::Unknown);
    let own_behaviour = own_behaviour(reader, source, words.as_ref());
    let now = now?;
    let report = ReportTaken {
        report: ids.next(ReportId::from_uuid),
        source: source?,
        came_by,
        danger: Danger { now, police, police_reference },
        reporter: reporter.people.first().map(|person| person.person),
        words,
        happened,
        severity: if now == Answer::Yes { Severity::Immediate } else { severity },
    };
    let Reporter { people, secrets, facts } = reporter;
    let first = FirstReport { report, people, secrets, own_behaviour };
    Some(vec![Entry { command: CaseCommand::AddReport(Box::new(first)), facts }])
}

/// What they said of their own behaviour, where it is they who told us: the Respect phoneline and the check on
/// the survivor start anew from it (domain.md 13A).
fn own_behaviour(
    reader: &mut Reader<'_>,
    source: Option<ReportSource>,
    words: Option<&Words>,
) -> Option<OwnBehaviourDisclosed> {
    if source != Some(ReportSource::OwnBehaviour) {
        return None;
    }
    Some(OwnBehaviourDisclosed {
        words: words.cloned(),
        respect_line: reader.code("respect-line", "Respect phoneline").unwrap_or(Offered::NotOffered),
        children_at_home: reader.code("children", "Children").unwrap_or(Answer::NotKnown),
    })
}

/// Whoever told us, where it is somebody to protect.
#[derive(Default)]
struct Reporter {
    people: Vec<Person>,
    secrets: Vec<SecretHeld>,
    facts: Vec<ProtectedFact>,
}

impl Reporter {
    fn read(reader: &mut Reader<'_>, source: Option<ReportSource>, ids: &mut Minted<'_>) -> Self {
        let named = ["reporter", "reporter-phone"].into_iter().find(|field| reader.sent().has(field));
        let Some(field) = named else { return Self::default() };
        if source.is_some_and(|source| !source.has_reporter_to_protect()) {
            reader.wrong(field, "Leave this out: it is for somebody other than the survivor who tells us");
        }
        let person = ids.next(PersonId::from_uuid);
        let name = reader.name("reporter", "Name of the person who tells us");
        let mut read = Self {
            people: vec![Person { name, ..Person::unnamed(person, PersonRole::Reporter) }],
            ..Self::default()
        };
        if let Some(phone) = reader.phone("reporter-phone", "Their phone number") {
            let (secret, kind) = (ids.next(SecretId::from_uuid), SecretKind::Phone);
            read.secrets.push(SecretHeld { secret, kind, person });
            let text = Arc::new(LocationSecret::new(phone.as_e164().to_owned()));
            read.facts.push(ProtectedFact { secret, kind, text });
        }
        read
    }
}
