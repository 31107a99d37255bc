//! The police were told (NHG-15, ONE-12).

use access::ActionKind;
use domain::case::CaseCommand;
use domain::report::{PoliceCall, PoliceTold};

use super::note::{ANY, Note, at_the_moment};
use super::parts::{Parts, begin_today, must_moment};

/// Whoever can have told them.
const TELLERS: &[PoliceCall] =
    &[PoliceCall::Us, PoliceCall::Caller, PoliceCall::SomebodyElse, PoliceCall::NotKnown];

/// The note.
pub const NOTE: Note = Note {
    what: "police",
    label: "The police were told",
    guide: "If anybody is in danger now, call 999 first and write this afterwards.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &["by", "at", "at-time", "reference"],
    first: |known, sent| begin_today(sent, "at", known.now),
    parts: |_, form| {
        Parts::of(form)
            .and(&form.radios_of("by", "Who told them?", TELLERS))
            .moment("at", "When?")
            .and(&form.input("reference", "Police reference, if there is one"))
            .done()
    },
    read: |reader, _| {
        let by = reader.must_choose::<PoliceCall>("by", "Choose who told the police");
        if by == Some(PoliceCall::NotCalled) {
            reader.wrong("by", "Choose who told the police");
        }
        let at =
            must_moment(reader, "at", "When they were told", "Give the day and the time when they were told");
        let reference = reader.line("reference", "Police reference");
        let (by, at) = Option::zip(by, at)?;
        Some(vec![CaseCommand::TellPolice(PoliceTold { by, at, reference }).into()])
    },
    beside: at_the_moment,
};
