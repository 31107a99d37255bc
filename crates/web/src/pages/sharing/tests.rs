use std::collections::BTreeMap;

use access::{Field, Role};
use askama::Template as _;
use domain::UserId;
use jiff::Timestamp;
use service::{Assignable, LetIn};

use super::read::{PARTS, let_in};
use super::{InstructionPage, SharingPage};
use crate::components::prelude::Problems;
use crate::form::Sent;
use crate::page::Sample;

const PARTNER: &str = "00000000-0000-7000-8000-000000000001";

fn read(body: &str) -> Result<LetIn, Problems> {
    let colleague = Assignable { name: "Imani Castellane".to_owned(), role: Role::PartnerWorker };
    let people: BTreeMap<UserId, Assignable> = [(PARTNER.parse().unwrap(), colleague)].into();
    let_in(&Sent::parse(body.as_bytes()).unwrap(), &people, Timestamp::UNIX_EPOCH)
}

#[test]
fn whom_to_what_for_how_long_and_what_for() {
    let body = format!("who={PARTNER}&parts=contact&parts=wishes&days=7&why=For+the+meeting");
    let new = read(&body).ok().unwrap();
    assert_eq!((new.user.to_string().as_str(), new.days), (PARTNER, 7));
    assert_eq!(new.parts, [Field::Contact, Field::Wishes].into());
}

#[test]
fn each_answer_that_is_missing_or_made_up_is_named() {
    let right = [("who", PARTNER), ("parts", "contact"), ("days", "7"), ("why", "For+the+meeting")];
    for (field, made_up) in [
        ("who", "00000000-0000-7000-8000-000000000002"),
        ("who", ""),
        ("parts", "reporter"),
        ("parts", ""),
        ("parts", "everything"),
        ("days", "365"),
        ("days", ""),
        ("why", ""),
    ] {
        let fields = right.iter().map(|(name, value)| {
            let value = if *name == field { made_up } else { value };
            format!("{name}={value}")
        });
        let problems = read(&fields.collect::<Vec<_>>().join("&")).err().unwrap();
        assert!(problems.on(field).is_some(), "{field}={made_up}");
    }
}

#[test]
fn who_reported_can_never_be_shared() {
    assert!(!PARTS.contains(&Field::Reporter));
    assert!(!SharingPage::sample().render().unwrap().contains("value=\"reporter\""));
}

#[test]
fn an_instruction_reads_as_one_for_any_home() {
    let page = InstructionPage::sample().render().unwrap().to_lowercase();
    for word in ["abuse", "survivor", "perpetrator", "violence", "risk", "safe", "danger", "danger", "police"]
    {
        assert!(!page.contains(word), "{word}");
    }
}
