//! Somebody in the record has died: everything is kept from now on, and nobody is told who must not be (R-20,
//! domain.md 9).

use access::ActionKind;
use domain::case::{CaseCommand, Refusal};
use domain::next_of_kin::{Belongings, NextOfKin, TellsFamily, Told, Whom};
use domain::people::PersonRole;
use domain::reviewing::DeathRecorded;
use domain::when::london;
use domain::{Answer, Happened};

use super::note::{ANY, Known, Note};
use super::parts::{Parts, begin_on, chosen};
use crate::components::prelude::{Asked as _, Html, Labelled as _, Styled as _};
use crate::form::{Filled, Reader, Sent};

domain::codes! {
    /// What was decided about telling anybody.
    WhoIsTold {
        NotDecided = "not-decided", "Not decided yet: nobody is told by us";
        ToBeTold = "to-be-told", "Somebody is to be told";
        NotTold = "not-told", "Nobody is told";
    }
}

domain::codes! {
    /// Who has the belongings, the keys and the letters.
    WhoHas {
        Kept = "kept", "Nobody yet: we keep them";
        Police = "police", "The police";
        Handed = "handed", "Somebody else";
    }
}

/// The note.
pub const NOTE: Note = Note {
    what: "loss",
    label: "Somebody has died",
    guide: "From the moment this is recorded nothing of this record can be deleted by anybody. Tell the domestic-abuse lead today. Stop every letter and call that goes out by itself. Speak with nobody of the family about what is in this record: what may be said, and to whom, is decided with the police. Then look after yourself and your colleagues.",
    needs: ActionKind::RecordOnCase,
    routes: ANY,
    replaces: false,
    fields: &[
        "person",
        "on",
        "on-season",
        "on-time",
        "words",
        "words-no-address",
        "kin-doubt",
        "kin",
        "kin-person",
        "kin-named",
        "kin-by",
        "kin-why",
        "kin-why-no-address",
        "things",
        "things-person",
        "things-named",
    ],
    first,
    parts,
    read: |reader, _| {
        let person = chosen(reader, "person", "Choose who has died");
        let on = reader.happened("on", "When they died");
        let words = reader.note("words", "Who told us, and what we know");
        let kin = next_of_kin(reader);
        Some(vec![CaseCommand::from(DeathRecorded { person: person?, on, words, kin: kin? }).into()])
    },
    beside: |refusal| match refusal {
        Refusal::NoSuchPerson => Some("person"),
        Refusal::InTheFuture => Some("on"),
        Refusal::PerpetratorToBeTold => Some("kin-person"),
        Refusal::LeftToThePolice => Some("kin-by"),
        Refusal::PerpetratorToHaveThings => Some("things"),
        _ => None,
    },
};

fn parts(known: &Known<'_>, form: &Filled) -> Vec<Html> {
    Parts::of(form)
        .person("person", "Who has died?", known.view, PersonRole::Survivor)
        .happened("on", "When, as far as it is known?")
        .note("words", "Who told us, and what we know", "Only what we were told. No guess at how it came about.")
        .heading("Who is told")
        .text("Whoever would ordinarily be told may be the one who is said to have caused harm, or of their family. The police or the coroner’s officer tells them, and says what. Leave it undecided until you have spoken with them.")
        .and(
            &form
                .radios::<Answer>("kin-doubt", "Is the next of kin an alleged perpetrator or of their family, or may they be?")
                .hint("Not known counts as yes.")
                .class("govuk-radios--inline"),
        )
        .and(&form.radios::<WhoIsTold>("kin", "Who is told?"))
        .person("kin-person", "If somebody is to be told: who of this record?", known.view, PersonRole::Supporter)
        .and(&form.input("kin-named", "Or somebody else").hint("Their name, or what they were to them. No address and no number."))
        .and(&form.radios::<TellsFamily>("kin-by", "Who tells them?").hint("The police, where nothing else was agreed."))
        .note("kin-why", "If nobody is told: why?", "For example that the police have asked us not to.")
        .heading("Belongings, keys and letters about the home")
        .text("They never go to an alleged perpetrator, and no letter about the tenancy does. While anything is in doubt we keep them.")
        .and(&form.radios::<WhoHas>("things", "Who has them?"))
        .person("things-person", "If somebody else: who of this record?", known.view, PersonRole::Supporter)
        .and(&form.input("things-named", "Or somebody else").hint("Their name, or what they were to them."))
        .done()
}

fn next_of_kin(reader: &mut Reader<'_>) -> Option<NextOfKin> {
    let doubt = reader.code("kin-doubt", "Whether whoever would be told may be an alleged perpetrator");
    let told = match reader.code::<WhoIsTold>("kin", "Who is told?").unwrap_or(WhoIsTold::NotDecided) {
        WhoIsTold::NotDecided => Told::NotDecided,
        WhoIsTold::ToBeTold => Told::ToBeTold {
            by: reader.code("kin-by", "Who tells them?").unwrap_or(TellsFamily::Police),
            whom: whom(reader, "kin", "Choose who is to be told, or write who it is")?,
        },
        WhoIsTold::NotTold => Told::NotTold {
            why: reader.must_note("kin-why", "Why nobody is told", "Write down why nobody is told")?,
        },
    };
    let belongings = match reader.code::<WhoHas>("things", "Who has them?").unwrap_or(WhoHas::Kept) {
        WhoHas::Kept => Belongings::Kept,
        WhoHas::Police => Belongings::WithPolice,
        WhoHas::Handed => {
            Belongings::HandedTo(whom(reader, "things", "Choose who has them, or write who it is")?)
        }
    };
    Some(NextOfKin { may_be_perpetrator: doubt.unwrap_or(Answer::NotKnown), told, belongings })
}

/// Somebody of the record, or somebody else; never both, and never whoever has died.
fn whom(reader: &mut Reader<'_>, about: &str, nobody: &str) -> Option<Whom> {
    let [person, named] = [format!("{about}-person"), format!("{about}-named")];
    let line = reader.line(&named, "Who it is");
    let chosen = reader.sent().one(&person);
    if chosen.is_empty() {
        if line.is_none() {
            reader.wrong(&person, nobody);
        }
        return line.map(Whom::Named);
    }
    if line.is_some() {
        reader.wrong(&named, "Choose somebody of this record or write who it is, not both");
    }
    if chosen == reader.sent().one("person") {
        reader.wrong(&person, "Choose somebody else than the person who has died");
    }
    let person_id = chosen.parse().ok();
    if person_id.is_none() {
        reader.wrong(&person, "Choose from the people shown");
    }
    person_id.map(Whom::InTheRecord)
}

/// What stands already, where this person's death is recorded: what is sent takes its place.
fn first(known: &Known<'_>, sent: &mut Sent) {
    let deaths = known.view.support.deaths();
    let recorded = match known.person {
        Some(person) => deaths.iter().find(|death| death.is.person == person),
        None => deaths.last(),
    };
    let person = known.person.or(recorded.map(|death| death.is.person));
    sent.set("person", person.iter().map(ToString::to_string).collect());
    let Some(DeathRecorded { on, words, kin, .. }) = recorded.map(|death| &death.is) else { return };
    match on {
        Happened::On(day) => begin_on(sent, "on", *day),
        Happened::At(at) => begin_on(sent, "on", at.to_zoned(london()).date()),
        _ => {}
    }
    sent.set("words", words.iter().map(|words| words.as_str().to_owned()).collect());
    let mut put = |field: &str, value: &str| sent.set(field, vec![value.to_owned()]);
    put("kin-doubt", kin.may_be_perpetrator.code());
    match &kin.told {
        Told::NotDecided => put("kin", WhoIsTold::NotDecided.code()),
        Told::ToBeTold { by, .. } => {
            put("kin", WhoIsTold::ToBeTold.code());
            put("kin-by", by.code());
        }
        Told::NotTold { why } => {
            put("kin", WhoIsTold::NotTold.code());
            put("kin-why", why.as_str());
        }
    }
    put(
        "things",
        match &kin.belongings {
            Belongings::Kept => WhoHas::Kept,
            Belongings::WithPolice => WhoHas::Police,
            Belongings::HandedTo(_) => WhoHas::Handed,
        }
        .code(),
    );
    for (about, whom) in [("kin", kin.is_told()), ("things", kin.has_belongings())] {
        match whom {
            Some(Whom::InTheRecord(person)) => put(&format!("{about}-person"), &person.to_string()),
            Some(Whom::Named(words)) => put(&format!("{about}-named"), words.as_str()),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::PersonId;
    use domain::case::SupportStep;
    use domain::{IdBlock, Moment, UserId};
    use uuid::Uuid;

    use super::*;
    use crate::components::prelude::Problems;
    use crate::pages::notes::tests::sent;

    /// Two people of the record.
    fn people() -> [String; 2] {
        [1, 2].map(|number| PersonId::from_uuid(Uuid::from_u128(number)).to_string())
    }

    fn read(answers: &[(&str, &str)]) -> Result<NextOfKin, Problems> {
        let now = "2026-03-02T10:00:00Z".parse().unwrap();
        let ids = IdBlock::new(now, [7; 10]);
        let moment = Moment { now, actor: UserId::from_uuid(Uuid::nil()), ids };
        let [ana, _] = people();
        let sent = sent(&[&[("person", ana.as_str())], answers].concat());
        let entry = NOTE.entries(&sent, &moment)?.remove(0);
        let CaseCommand::Support(step) = entry.command else { panic!("no step") };
        let SupportStep::DeathRecorded(death) = *step else { panic!("no death") };
        Ok(death.kin)
    }

    #[track_caller]
    fn refused(answers: &[(&str, &str)], field: &str, message: &str) {
        assert_eq!(
            read(answers).err().and_then(|problems| problems.on(field).map(str::to_owned)).as_deref(),
            Some(message)
        );
    }

    #[test]
    fn given_nothing_was_answered_then_nothing_is_decided_and_the_police_tell_them_unless_it_is_said() {
        assert_eq!(read(&[]).ok(), Some(NextOfKin::default()));
        let [_, tom] = people();
        let told = read(&[("kin", "to-be-told"), ("kin-person", &tom)]).ok().unwrap().told;
        assert!(matches!(told, Told::ToBeTold { whom: Whom::InTheRecord(_), by: TellsFamily::Police }));
    }

    #[test]
    fn given_half_an_answer_then_it_is_said_beside_its_field() {
        let [ana, tom] = people();
        let to = ("kin", "to-be-told");
        refused(&[to], "kin-person", "Choose who is to be told, or write who it is");
        let themself = "Choose somebody else than the person who has died";
        refused(&[to, ("kin-person", &ana)], "kin-person", themself);
        let both = "Choose somebody of this record or write who it is, not both";
        refused(&[to, ("kin-person", &tom), ("kin-named", "Her mother")], "kin-named", both);
        refused(&[("kin", "not-told")], "kin-why", "Write down why nobody is told");
        refused(&[("things", "handed")], "things-person", "Choose who has them, or write who it is");
        assert_eq!((NOTE.beside)(&Refusal::PerpetratorToBeTold), Some("kin-person"));
        assert_eq!((NOTE.beside)(&Refusal::PerpetratorToHaveThings), Some("things"));
    }
}
