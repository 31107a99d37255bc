//! Another record of the same person is shown with a permit for it, and to nobody else.

mod visit;

use access::action::SeeCase;
use access::{Actor, CaseFacts, CaseView, Permit, Role, check};
use domain::case::{CaseEvent, Owner};
use domain::{CaseId, Recorded};
use jiff::Timestamp;
use serde_json::json;

use crate::common::{actor, facts, id};

const OTHER: u8 = 0x51;
const ELSEWHERE: u8 = 0x52;

fn event(kind: &str, payload: &serde_json::Value) -> CaseEvent {
    CaseEvent::decode(kind, payload.to_string().as_bytes()).unwrap_or_else(|_| panic!("a {kind}"))
}

fn said(kind: &str, of: u8) -> CaseEvent {
    let other = id::<CaseId>(of).to_string();
    event(kind, &json!({"other": other, "reference": "HF-0W3G-E1RA", "why": "canary-why"}))
}

fn history(event: CaseEvent) -> Vec<Recorded<CaseEvent>> {
    vec![Recorded { sequence: 1, recorded_at: Timestamp::UNIX_EPOCH, actor: id(7), event }]
}

/// A permit for a case that is the actor's.
fn permit(actor: &Actor, case: u8) -> Permit<SeeCase> {
    let owner = Owner::Person { owner: actor.user, cover: None };
    check(actor, &CaseFacts { case: id(case), owner, ..facts() }).expect("it is theirs")
}

fn seen(actor: &Actor, beside: &[Permit<SeeCase>], event: CaseEvent) -> CaseView {
    CaseView::reduce_beside(&permit(actor, 10), beside, &history(event), Timestamp::UNIX_EPOCH)
}

/// The two entries with which two records name each other, and the plain one that names nobody.
#[test]
fn without_a_permit_for_the_other_the_entry_is_the_plain_one_to_the_last_word() {
    let officer = actor(Role::HousingOfficer);
    let plain = format!("{:?}", seen(&officer, &[], event("confirm-again", &json!({}))).chronology);
    let somebody_else = Actor { user: id(9), ..actor(Role::HousingOfficer) };
    for kind in ["records-joined", "records-parted"] {
        for beside in [vec![], vec![permit(&officer, ELSEWHERE)], vec![permit(&somebody_else, OTHER)]] {
            let view = seen(&officer, &beside, said(kind, OTHER));
            assert_eq!(format!("{:?}", view.chronology), plain);
            assert!(view.joined.is_empty());
        }
        // The control: with it, it is told.
        let view = seen(&officer, &[permit(&officer, OTHER)], said(kind, OTHER));
        let told = format!("{:?}", view.chronology);
        assert!(told.contains("canary-why") && told.contains("HF-0W3G-E1RA") && told.contains(kind));
        assert_eq!(view.joined.len(), usize::from(kind == "records-joined"));
    }
}

#[test]
fn in_who_has_looked_every_such_entry_has_the_plain_name() {
    for kind in ["records-joined", "records-parted", "confirm-again"] {
        let event = if kind == "confirm-again" { event(kind, &json!({})) } else { said(kind, OTHER) };
        assert_eq!((event.kind(), event.kind_told()), (kind, "confirm-again"));
    }
    let wishes = event("wishes-recorded", &json!({"words": "To stay."}));
    assert_eq!(wishes.kind_told(), "wishes-recorded");
}
