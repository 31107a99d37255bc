use domain::case::{CaseCommand, SupportStep};
use domain::reviewing::{Ending, MovedTo, TheirView};
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
        sent("ending=moved&moved-to=refuge&asked=said&view=Glad+of+it&words=Nothing+for+three+months")
            .ok()
            .unwrap();
    let CaseCommand::Support(step) = &entries[0].command else { panic!("a step") };
    let SupportStep::CaseClosed(closed) = &**step else { panic!("a closing") };
    assert_eq!((closed.ending, closed.moved_to()), (Ending::Moved, Some(MovedTo::Refuge)));
    assert!(matches!(&closed.view, Some(TheirView::Said(said)) if said.as_str() == "Glad of it"));
}

#[test]
fn given_what_is_missing_then_it_is_said_beside_its_field() {
    for (body, field) in [
        ("asked=said&view=Glad&words=Nothing", "ending"),
        ("ending=moved&asked=said&view=Glad&words=Nothing", "moved-to"),
        ("ending=moved&moved-to=paris&asked=said&view=Glad&words=Nothing", "moved-to"),
        ("ending=safe-at-home&words=Nothing", "asked"),
        ("ending=safe-at-home&asked=said&words=Nothing", "view"),
        ("ending=safe-at-home&asked=not-asked&words=Nothing", "why-not"),
        ("ending=safe-at-home&asked=said&view=Glad", "words"),
        ("ending=whatever&asked=said&view=Glad&words=Nothing", "ending"),
    ] {
        let problems = sent(body).err().unwrap();
        assert!(problems.on(field).is_some(), "{field}");
    }
}

#[test]
fn given_another_ending_then_where_they_moved_is_no_answer_to_it() {
    for (body, moved_to) in [
        ("ending=transferred&moved-to=refuge&asked=said&view=Glad&words=Nothing", None),
        ("ending=moved&moved-to=not-known&asked=said&view=Glad&words=Nothing", Some(MovedTo::NotKnown)),
    ] {
        let entries = sent(body).ok().unwrap();
        let CaseCommand::Support(step) = &entries[0].command else { panic!("a step") };
        let SupportStep::CaseClosed(closed) = &**step else { panic!("a closing") };
        assert_eq!(closed.moved_to, moved_to, "{body}");
    }
}

#[test]
fn given_what_depends_on_the_ending_then_each_condition_is_said_once_and_each_thing_leads_to_itself() {
    use crate::page::Sample as _;
    use askama::Template as _;
    let shown = ClosePage::sample().render().unwrap();
    assert!(
        shown.contains("If you choose “They want no more support from us, said more than once” below:"),
        "{shown}"
    );
    assert!(!shown.contains("Do it") && !shown.contains("Unless it ended so"), "{shown}");
    assert!(shown.contains("It turned out to be something else") && !shown.contains("No abuse was found"));
}

#[test]
fn given_they_said_not_now_then_closing_leads_to_what_they_said_and_to_no_new_one() {
    use crate::pages::case::sample;
    use askama::Template as _;
    use serde_json::json;
    let watch = json!({"sign": "A blue cloth", "until": "2026-12-01", "words": null, "agreed": null});
    let closing = |page| service::Closing { page, always: vec![StillOpen::Watch], besides: [].into() };
    let shown =
        |page| ClosePage::new(crate::layout::Layout::default(), &closing(page), None).render().unwrap();
    let page = shown(sample::page_with(vec![("watch-agreed", watch)]));
    assert!(page.contains("#not-now\"") && !page.contains("/notes/later"), "{page}");
    // The control: where nothing of it stands on the record, it is written down first.
    assert!(!shown(sample::page()).contains("#not-now\""));
}
