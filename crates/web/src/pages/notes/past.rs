//! Abuse that lies in the past: a road of its own, and one question that is about today (NAC-07).

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::needs::{LifeTime, NonRecentAbuse};

use super::note::{Note, SURVIVORS};
use super::parts::Parts;
use crate::components::prelude::Asked as _;

/// The note.
pub const NOTE: Note = Note {
    what: "past",
    label: "Abuse of long ago, or in childhood",
    guide: "It is never too late to tell, and nobody has to say more than they want. They choose what follows: somebody who knows about this, the police, or that it is written down and nothing else. One question is about today: whether whoever did it can reach somebody now.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: true,
    fields: &[
        "life-time",
        "happened",
        "happened-season",
        "happened-time",
        "reaches",
        "others",
        "words",
        "words-no-address",
    ],
    first: |known, sent| {
        let Some(recorded) = known.view.support.non_recent() else { return };
        let NonRecentAbuse { life_time, reaches_them, others_at_risk, words, .. } = &recorded.is;
        sent.set("life-time", vec![life_time.code().to_owned()]);
        sent.set("reaches", vec![reaches_them.code().to_owned()]);
        sent.set("others", vec![others_at_risk.code().to_owned()]);
        sent.set("words", words.iter().map(|words| words.as_str().to_owned()).collect());
    },
    parts: |_, form| {
        Parts::of(form)
            .and(&form.radios::<LifeTime>("life-time", "When in their life was it?"))
            .happened("happened", "When was it, as far as they can say?")
            .and(&form.radios::<Answer>("reaches", "Can whoever did it reach them now?").hint(
                "If yes or not known, ask what is safe and assess the risk as for any other record.",
            ))
            .and(&form.radios::<Answer>("others", "May children or others be at risk from that person today?").hint(
                "If yes or not known, raise a safeguarding concern for them, or have a manager say why none is needed.",
            ))
            .note("words", "What would they like?", "In their own words. What happened need not be told again here.")
            .done()
    },
    read: |reader, _| {
        let life_time = reader.must_choose("life-time", "Choose when in their life it was");
        let happened = reader.happened("happened", "When it was");
        let reaches =
            reader.must_choose("reaches", "Choose yes, no or not known: can whoever did it reach them now?");
        let others = reader.must_choose(
            "others",
            "Choose yes, no or not known: may others be at risk from that person today?",
        );
        let words = reader.note("words", "What they would like");
        let past = NonRecentAbuse {
            life_time: life_time?,
            happened,
            reaches_them: reaches?,
            others_at_risk: others?,
            words,
        };
        Some(vec![CaseCommand::from(past).into()])
    },
    beside: |refusal| matches!(refusal, Refusal::InTheFuture).then_some("happened"),
};
