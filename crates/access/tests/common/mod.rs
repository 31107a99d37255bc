//! Everybody who can ask, and every relation in which they can stand to a case.

use std::collections::BTreeSet;

use access::{Actor, CaseFacts, Field, Grant, Role};
use domain::case::Owner;
use domain::report::Route;

/// An id of any kind, from a small number.
pub fn id<T: std::str::FromStr>(n: u8) -> T {
    format!("00000000-0000-7000-8000-0000000000{n:02x}").parse().ok().expect("this is an id")
}

pub fn actor(role: Role) -> Actor {
    let regions = BTreeSet::from([id(3)]);
    Actor { regions, team: Some(id(4)), ..Actor::new(id(1), id(2), role) }.confirmed()
}

/// A case of the asker's organisation that is somebody else's, in a region that is not theirs.
pub fn facts() -> CaseFacts {
    CaseFacts {
        case: id(10),
        organisation: id(2),
        owner: Owner::Person { owner: id(11), cover: None },
        region: Some(id(12)),
        recorder: id(11),
        route: Route::Disclosure,
        team: None,
        grant: None,
        glass: false,
        excluded: false,
        across: false,
    }
}

/// Cases in every combination of what a relation depends on.
pub fn every_case() -> Vec<CaseFacts> {
    let owners = [
        Owner::Nobody,
        Owner::Region(id(3)),
        Owner::Person { owner: id(1), cover: None },
        Owner::Person { owner: id(11), cover: Some(id(1)) },
        Owner::Person { owner: id(11), cover: None },
    ];
    let mut all = Vec::new();
    for owner in owners {
        for region in [None, Some(id(3)), Some(id(12))] {
            for recorder in [id(1), id(11)] {
                let case = CaseFacts { owner, region, recorder, ..facts() };
                all.extend(every_asker(&case));
            }
        }
    }
    all
}

/// A case in every combination of what depends on who asks.
fn every_asker(case: &CaseFacts) -> Vec<CaseFacts> {
    let grants = [None, Some(Grant { parts: BTreeSet::from([Field::Contact, Field::Reporter]) })];
    let mut all = Vec::new();
    for route in [Route::Disclosure, Route::OwnBehaviour] {
        for team in [None, Some(id(4)), Some(id(5))] {
            for grant in &grants {
                for (glass, excluded) in [(false, false), (true, false), (true, true)] {
                    all.push(CaseFacts {
                        route,
                        team,
                        grant: grant.clone(),
                        glass,
                        excluded,
                        ..case.clone()
                    });
                }
            }
        }
    }
    all
}
