//! How an alleged perpetrator and the survivor are connected, and what the former can reach (NHG-19).

use access::ActionKind;
use domain::Answer;
use domain::case::{CaseCommand, Refusal};
use domain::child::Classified;
use domain::people::{Connection, ConnectionRecorded, PersonRole, Reach};

use super::note::{Known, Note, SURVIVORS};
use super::parts::{Parts, chosen, only};
use crate::form::{Reader, Sent};

/// What may be in reach: the field, and the question.
const REACH: [(&str, &str); 5] = [
    ("on-tenancy", "Are they named on the tenancy?"),
    ("has-keys", "Do they have keys to the home?"),
    ("portal-access", "Can they sign in to the survivor’s account with us?"),
    ("works-with-us", "Do they work for us, or for a contractor of ours?"),
    ("weapons", "Can they get at weapons?"),
];

/// The note.
pub const NOTE: Note = Note {
    what: "relationship",
    label: "A relationship",
    guide: "How the person who is said to cause harm and the survivor are or were connected, and what that person can reach. It decides words and figures only: whoever needs help is helped, whatever the answer. What is not known stays not known: we plan as if the answer were yes.",
    needs: ActionKind::RecordOnCase,
    routes: SURVIVORS,
    replaces: true,
    fields: &[
        "perpetrator",
        "survivor",
        "route",
        "on-tenancy",
        "has-keys",
        "portal-access",
        "works-with-us",
        "weapons",
        "detail",
    ],
    first,
    parts: |known, form| {
        let people = Parts::of(form)
            .person("perpetrator", "Who is said to cause harm", known.view, PersonRole::AllegedPerpetrator)
            .person("survivor", "The survivor", known.view, PersonRole::Survivor)
            .and(&form.radios::<Connection>("route", "How are they connected?"));
        REACH
            .iter()
            .fold(people.heading("What they can reach"), |parts, (field, question)| {
                parts.and(&form.radios::<Answer>(field, *question))
            })
            .and(&form.input("detail", "Anything else about it"))
            .done()
    },
    read: |reader, _| {
        let alleged_perpetrator = chosen(reader, "perpetrator", "Choose who is said to cause harm");
        let survivor = chosen(reader, "survivor", "Choose the survivor");
        if survivor.is_some() && survivor == alleged_perpetrator {
            reader.wrong("survivor", "Choose two different people");
        }
        let route = reader.must_choose("route", "Choose how they are connected, or that it is not known");
        let reach = reach(reader);
        let detail = reader.line("detail", "Anything else about it");
        Some(vec![
            CaseCommand::RecordConnection(ConnectionRecorded {
                alleged_perpetrator: alleged_perpetrator?,
                survivor: survivor?,
                route: route?,
                reach,
                detail,
                classified: Classified::default(),
            })
            .into(),
        ])
    },
    beside: |refusal| matches!(refusal, Refusal::NoSuchPerson).then_some("perpetrator"),
};

fn reach(reader: &mut Reader<'_>) -> Reach {
    let [on_tenancy, has_keys, portal_access, works_with_us, weapons] =
        REACH.map(|(field, question)| reader.code(field, question).unwrap_or(Answer::NotKnown));
    Reach { on_tenancy, has_keys, portal_access, works_with_us, weapons }
}

/// Begins with the two people where there is no doubt who they are, and with what is known of them.
fn first(known: &Known<'_>, sent: &mut Sent) {
    let perpetrator = known.person.or_else(|| only(known.view, PersonRole::AllegedPerpetrator));
    let survivor = only(known.view, PersonRole::Survivor);
    sent.set("perpetrator", perpetrator.iter().map(ToString::to_string).collect());
    sent.set("survivor", survivor.iter().map(ToString::to_string).collect());
    let recorded = known.view.connections.iter().find(|connection| {
        Some(connection.alleged_perpetrator) == perpetrator && Some(connection.survivor) == survivor
    });
    let Some(connection) = recorded else { return };
    sent.set("route", vec![connection.route.code().to_owned()]);
    let Reach { on_tenancy, has_keys, portal_access, works_with_us, weapons } = connection.reach;
    let answers = [on_tenancy, has_keys, portal_access, works_with_us, weapons];
    for ((field, _), answer) in REACH.iter().zip(answers) {
        sent.set(*field, vec![answer.code().to_owned()]);
    }
    sent.set("detail", connection.detail.iter().map(|detail| detail.as_str().to_owned()).collect());
}
