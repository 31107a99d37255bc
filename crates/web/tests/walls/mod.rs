//! Walls: who is kept from which case, that nobody can tell, and what becomes of it.

mod closing;
mod declaring;
mod lifting;
mod matching;
mod reporting;
mod restricted;
mod same_day;
mod searching;
mod sides;
mod times;

use std::collections::BTreeSet;

use access::{Actor, Role};
use domain::CaseId;
use domain::text::{Name, PhoneNumber, Words};
use service::{AboutMe, Kin, NewColleague};

use crate::support::{Telling, TestApp, Who, line};

/// The number of somebody who is kept from cases.
pub const OWN_NUMBER: &str = "07700 900456";

/// A name as its type.
pub fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

/// Somebody who gave their number, and nothing more.
pub fn with_number(number: &str) -> AboutMe {
    AboutMe { phones: vec![PhoneNumber::parse(number).unwrap()], ..AboutMe::default() }
}

/// Somebody who gave their address.
pub fn living_at(address: &str) -> AboutMe {
    AboutMe { addresses: vec![Words::parse(address).unwrap()], ..AboutMe::default() }
}

/// Somebody who declared who is close to them.
pub fn close_to(who: &str) -> AboutMe {
    let kin = Kin { name: name(who), relation: None, born: None, address: None, phone: None };
    AboutMe { kin: vec![kin], ..AboutMe::default() }
}

impl TestApp {
    /// Somebody gives something about themself.
    pub async fn gives(&self, who: Who, about: AboutMe) {
        let actor = self.actor(who).await;
        let moment = self.service.moment(&actor);
        self.service.put_about_me(&actor, about, &moment).await.unwrap();
    }

    /// A new colleague, as the journeys know them.
    pub async fn adds(&self, role: Role, login: &str) -> Actor {
        let by = self.actor(Who::Administrator).await;
        let new =
            NewColleague { name: name("Somebody New"), login: line(login), role, regions: BTreeSet::new() };
        self.service.add_colleague(&by, new).await.unwrap();
        let people = self.service.organisation(&by).await.unwrap().people;
        let user = people.iter().find(|user| user.login == login).unwrap();
        Actor { fresh: true, ..Actor::new(user.id, user.organisation, role) }
    }

    /// Whether somebody can open a case.
    pub async fn can_open(&self, who: Who, case: CaseId) -> bool {
        let reply = self.client(who).opens(case).await;
        assert!([200, 404].contains(&reply.status), "{}", reply.text());
        reply.status == 200
    }
}

/// A survivor in the region North who gives a number.
pub fn telling(app: &TestApp, who: &str, number: &str) -> Telling {
    Telling::disclosure().living_in(app.region("North")).answer("name", who).answer("phone", number)
}

/// Where somebody lives.
pub const HOME: &str = "12 Larch Road, ZZ99 3VZ";
