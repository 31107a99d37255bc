//! A number or an address is no longer safe: somebody may know it who must not (security.md R19).

use access::{ActionKind, CaseView};
use domain::case::{CaseCommand, Refusal};
use domain::compromise::{KnownTo, LocationCompromised, NoticedBy};
use domain::people::SecretKind;

use super::note::{Note, SURVIVORS};
use super::parts::Parts;
use crate::components::prelude::Labelled as _;
use crate::plain::small;

/// The note.
pub const NOTE: Note = Note {
    what: "details",
    label: "A number or address is no longer safe",
    guide: "Record this as soon as you think it may be so: you need not be sure. From then on nobody is cleared to use it. If somebody is in danger now, ring 999 first. Nobody is blamed here: write what is known.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: false,
    fields: &[
        "fact",
        "known-to",
        "noticed-by",
        "since",
        "since-season",
        "since-time",
        "how",
        "how-no-address",
    ],
    first: |known, sent| {
        sent.set("fact", known.fact.iter().map(ToString::to_string).collect());
    },
    parts: |known, form| {
        Parts::of(form)
            .and(
                &form
                    .select_from("fact", "Which number or address?", facts(known.view))
                    .hint("It is never shown here. Everything that goes to it is stopped, whatever the contact plan says."),
            )
            .and(&form.radios::<KnownTo>("known-to", "Who may know it now?"))
            .and(&form.radios::<NoticedBy>("noticed-by", "Who noticed?"))
            .happened("since", "Since when may they know it?")
            .note(
                "how",
                "How is it thought to have come out?",
                "If anybody knows: a letter, a call, a bill, a shared device. Never the number or address itself.",
            )
            .done()
    },
    read: |reader, _| {
        let secret = reader.sent().one("fact").parse().ok();
        if secret.is_none() {
            reader.wrong("fact", "Choose which number or address is no longer safe");
        }
        let known_to = reader.must_choose("known-to", "Choose who may know it now, or that it is not known");
        let noticed_by = reader.must_choose("noticed-by", "Choose who noticed");
        let since = reader.happened("since", "Since when they may know it");
        let how = reader.note("how", "How it came out");
        // The rules put the kind of the fact itself in the place of this one.
        let kind = SecretKind::Address;
        let (secret, known_to, noticed_by) = (secret?, known_to?, noticed_by?);
        let marked = LocationCompromised { secret, kind, since, known_to, noticed_by, how };
        Some(vec![CaseCommand::MarkCompromised(marked).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchFact | Refusal::AlreadyCompromised => Some("fact"),
        Refusal::InTheFuture => Some("since"),
        _ => None,
    },
};

/// Every fact that is not burnt yet: what it is and whose, never the fact.
fn facts(view: &CaseView) -> Vec<(String, String)> {
    let burnt = |secret| view.compromised.iter().any(|marked| marked.is.secret == secret);
    let mut all: Vec<(String, String)> = Vec::new();
    for held in view.secrets.iter().filter(|held| !burnt(held.secret)) {
        let (id, name) = (held.secret.to_string(), view.name(held.person));
        match all.iter_mut().find(|(known, _)| *known == id) {
            Some((_, told)) => *told = format!("{told} and {name}"),
            None => all.push((id, format!("The {} of {name}", small(held.kind.label())))),
        }
    }
    all
}
