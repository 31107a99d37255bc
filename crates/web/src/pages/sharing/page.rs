//! The page on which somebody is let in to parts of a record, and on which that is ended.

use std::collections::BTreeMap;

use access::Field;
use askama::Template;
use domain::{CaseId, UserId};
use service::{Assignable, CasePage, GrantLine, Sharing};

use super::read::{DAYS, PARTS};
use crate::components::prelude::*;
use crate::contact_first::ContactFirst;
use crate::form::Filled;
use crate::layout::Layout;
use crate::page::Sample;
use crate::plain::moment;

/// The page.
#[derive(Clone, Template)]
#[template(path = "sharing/page.html")]
pub struct SharingPage {
    layout: Layout,
    contact: ContactFirst,
    case: CaseId,
    reference: String,
    people: BTreeMap<UserId, Assignable>,
    now_in: Vec<Line>,
    before: Vec<Line>,
    form: Filled,
}

/// One grant, in words.
#[derive(Clone)]
struct Line {
    id: String,
    who: String,
    parts: String,
    until: String,
    given: String,
    why: String,
}

impl Line {
    fn of(grant: &GrantLine) -> Self {
        let parts: Vec<String> = grant.parts.iter().map(|part| part.label().to_lowercase()).collect();
        let until = match grant.ended_at {
            Some(ended) => format!("Ended {}", moment(ended)),
            None => format!("Until {}", moment(grant.until)),
        };
        Self {
            id: grant.id.to_string(),
            who: grant.who.clone(),
            parts: parts.join("; "),
            until,
            given: format!("{}, {}", grant.by, moment(grant.at)),
            why: grant.why.clone(),
        }
    }
}

impl SharingPage {
    /// The page of a record.
    pub(super) fn new(layout: Layout, page: &CasePage, sharing: Sharing, form: Filled) -> Self {
        let holds = |grant: &&GrantLine| grant.ended_at.is_none() && grant.until > page.as_of;
        let (now_in, before): (Vec<&GrantLine>, Vec<&GrantLine>) = sharing.grants.iter().partition(holds);
        Self {
            layout: layout.title("Work").back(format!("/cases/{}", page.case)).problems(&form.problems),
            contact: ContactFirst::of(page),
            case: page.case,
            reference: page.reference.to_string(),
            people: sharing.people,
            now_in: now_in.into_iter().map(Line::of).collect(),
            before: before.into_iter().map(Line::of).collect(),
            form,
        }
    }

    fn who(&self) -> Select {
        let one = |(id, colleague): (&UserId, &Assignable)| {
            (id.to_string(), format!("{}, {}", colleague.name, colleague.role.label()))
        };
        let mut names: Vec<(String, String)> = self.people.iter().map(one).collect();
        names.sort_by(|(_, one), (_, other)| one.cmp(other));
        self.form.select_from("who", "Who needs to see part of it?", names)
    }

    fn parts(&self) -> Checkboxes {
        let boxes = Checkboxes::new("parts", "Which parts do they need?").hint(
            "Only what they need for this. Who reported it is never among them, and no number or address is.",
        );
        let boxes = boxes.values(self.form.sent.all("parts").iter().cloned());
        let boxes = boxes.error(self.form.problems.on("parts").map(str::to_owned));
        PARTS.iter().fold(boxes, |boxes, part| boxes.item(choice(*part)))
    }

    fn days(&self) -> Radios {
        let radios = Radios::new("days", "For how long?").value(Some(self.form.sent.one("days")));
        let radios = radios.error(self.form.problems.on("days").map(str::to_owned));
        DAYS.iter().fold(radios, |radios, (days, label)| radios.item(Choice::new(days.to_string(), *label)))
    }

    fn why(&self) -> Input {
        self.form.input("why", "What for?").hint("Whoever asks who was let in will read this.")
    }
}

fn choice(part: Field) -> Choice {
    let choice = Choice::new(part.code(), part.label());
    match part {
        Field::Chronology => {
            choice.hint("Everything that was recorded, one after the other, with names and words.")
        }
        _ => choice,
    }
}

impl Sample for SharingPage {
    fn sample() -> Self {
        let page = crate::pages::case::sample::page();
        let at = page.as_of;
        let grant = |ended_at| GrantLine {
            id: domain::GrantId::from_uuid(uuid::Uuid::nil()),
            who: "Imani Castellane".to_owned(),
            parts: [Field::Contact, Field::Wishes].into(),
            by: "Helena Marchbanks".to_owned(),
            at,
            until: at + jiff::SignedDuration::from_hours(24),
            ended_at,
            why: "To meet them on Thursday".to_owned(),
        };
        let colleague = Assignable { name: "Sam Okafor".to_owned(), role: access::Role::PartnerWorker };
        let sharing = Sharing {
            people: [(UserId::from_uuid(uuid::Uuid::nil()), colleague)].into(),
            grants: vec![grant(None), grant(Some(at))],
        };
        let layout = Layout::signed_in("Helena Marchbanks", "Regional housing manager", "token");
        Self::new(layout, &page, sharing, Filled::default())
    }
}
