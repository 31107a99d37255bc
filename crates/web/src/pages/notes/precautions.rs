//! What is seen to at once where the risk is high: the home, the sanctuary scheme, orders and bail, a release, open repairs
//! . A note that somebody asked or looked; nothing is sent from here.

use std::collections::BTreeMap;

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::precautions::{Precaution, PrecautionState, PrecautionsNoted};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, begin_today};
use crate::components::prelude::*;
use crate::form::{Filled, Reader, Sent};
use crate::ids::Minted;

/// The note.
pub const NOTE: Note = Note {
    what: "precautions",
    label: "Precautions",
    guide: "What is seen to at once where the danger is high. Nothing is sent from here: you ask, and write down that you did. The survivor decides what is done to their home, and nobody asks them to choose while somebody listens. Leave out what you did not look at.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &["secure-home", "sanctuary", "orders", "release", "repairs", "on", "words", "words-no-address"],
    first,
    parts,
    read,
    beside: |refusal| match refusal {
        Refusal::Unanswered(_) | Refusal::NobodyAskedThem => Some("secure-home"),
        Refusal::InTheFuture => Some("on"),
        _ => None,
    },
};

/// Today, and what was noted before is shown beside each question, never filled in: what was asked last week was not
/// asked again today.
fn first(known: &Known<'_>, sent: &mut Sent) {
    begin_today(sent, "on", known.now);
}

const fn hint(precaution: Precaution) -> &'static str {
    match precaution {
        Precaution::SecureHome => {
            "Within 24 hours: locks, doors, windows, lighting, a letterbox that cannot burn. It is never charged to them."
        }
        Precaution::Sanctuary => {
            "A safe room, alarms, a fire check: whoever runs the scheme here says what there is."
        }
        Precaution::Orders => {
            "Ask the police or the solicitor: is there an order or a bail condition, what does it say, and until when? Record its end as a change in their life."
        }
        Precaution::Release => {
            "Ask the police, probation or prison. A day that is known is recorded as a change in their life, and counted down to. The survivor hears of it before it comes."
        }
        Precaution::Repairs => {
            "Tell repairs that this home comes first, and nothing else: no reason, no name of a service."
        }
    }
}

/// What can be said of it. Whether an order or a release is looked up is not asked of the survivor.
const fn answers(precaution: Precaution) -> &'static [PrecautionState] {
    match precaution {
        Precaution::SecureHome | Precaution::Sanctuary => PrecautionState::ALL,
        Precaution::Orders | Precaution::Release | Precaution::Repairs => {
            &[PrecautionState::Done, PrecautionState::Asked, PrecautionState::NotKnown]
        }
    }
}

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    let lines = Precaution::ALL.iter().fold(Parts::of(form), |parts, precaution| {
        let before = known.view.support.precaution(*precaution).map(|(how_far, _)| how_far.label());
        let before = before.map(|before| format!(" Last noted: {before}.")).unwrap_or_default();
        let asked = form
            .radios_of(precaution.code(), precaution.label(), answers(*precaution))
            .hint(format!("{}{before}", hint(*precaution)))
            .class("govuk-radios--small");
        parts.and(&asked)
    });
    lines
        .and(&form.date("on", "On which day was it asked or checked?"))
        .note(
            "words",
            "Who was asked, and what did they say?",
            "A name of the service, a reference, what the survivor said. No address.",
        )
        .done()
}

fn read(reader: &mut Reader<'_>, _: &mut Minted<'_>) -> Option<Vec<service::Entry>> {
    let mut lines = BTreeMap::new();
    for precaution in Precaution::ALL {
        let how_far: Option<PrecautionState> = reader.code(precaution.code(), precaution.label());
        lines.extend(how_far.map(|how_far| (*precaution, how_far)));
    }
    if lines.is_empty() {
        reader.wrong("secure-home", "Choose how far at least one of them is, or go back without recording");
    }
    if !reader.sent().has("on") {
        reader.wrong("on", "Enter the day on which it was asked or checked");
    }
    let on = reader.past_day("on", "The day on which it was asked or checked");
    let words = reader.note("words", "Who was asked");
    Some(vec![CaseCommand::from(PrecautionsNoted { lines, on: on?, words }).into()])
}
