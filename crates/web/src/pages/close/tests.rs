use domain::case::{CaseCommand, SupportStep};
use domain::reviewing::{Ending, TheirView};
use domain::{IdBlock, Moment, UserId};

use super::*;

fn moment() -> Moment {
    let now = "2026-03-10T12:00:00Z".parse().unwrap();
    Moment { now, actor: UserId::from_uuid(uuid::Uuid::nil()), ids: IdBlock::new(now, [0; 10]) }
}

fn sent(body: &str) -> Result<Vec<Entry>, Problems> {
    read(&Sent::parse(body.as_bytes()).unwrap(), &moment())
}

#[test]
fn given_every_answer_then_it_is_a_closing() {
    let entries =
        sent("ending=moved&asked=said&view=Glad+of+it&words=Nothing+for+three+months").ok().unwrap();
    let CaseCommand::Support(step) = &entries[0].command else { panic!("a step") };
    let SupportStep::CaseClosed(closed) = &**step else { panic!("a closing") };
    assert_eq!(closed.ending, Ending::Moved);
    assert!(matches!(&closed.view, Some(TheirView::Said(said)) if said.as_str() == "Glad of it"));
}

#[test]
fn given_what_is_missing_then_it_is_said_beside_its_field() {
    for (body, field) in [
        ("asked=said&view=Glad&words=Nothing", "ending"),
        ("ending=moved&words=Nothing", "asked"),
        ("ending=moved&asked=said&words=Nothing", "view"),
        ("ending=moved&asked=not-asked&words=Nothing", "why-not"),
        ("ending=moved&asked=said&view=Glad", "words"),
        ("ending=whatever&asked=said&view=Glad&words=Nothing", "ending"),
    ] {
        let problems = sent(body).err().unwrap();
        assert!(problems.on(field).is_some(), "{field}");
    }
}
