//! Who can be given a case, who can be let in to one, and whose work somebody sees: by role, and by what a case is
//! to them.
#![cfg(test)]

mod common;

use std::collections::BTreeSet;

use access::{Actor, Relation, Role, may_be_given, may_be_let_in};
use common::{actor, every_case, facts, id};

fn those(like: fn(Role) -> bool) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|role| like(*role)).collect()
}

#[test]
fn each_list_of_roles_reads_as_reviewed() {
    use Role as R;
    let works = [R::HousingOfficer, R::SpecialistCaseworker, R::PerpetratorWorker];
    assert_eq!(those(R::works_with_cases), works);
    assert_eq!(those(R::leads_organisation), [R::DaLead, R::SafeguardingLead]);
    let leads = [R::RegionalManager, R::DaLead, R::SafeguardingLead];
    assert_eq!(those(R::leads), leads);
    assert_eq!(those(R::is_assignable), [works, leads].concat());
    let let_in = [R::MaracRepresentative, R::RepairsPlanner, R::PartnerWorker];
    assert_eq!(those(R::is_grantable), [works, let_in].concat());
    assert_eq!(those(R::sees_all_work), [R::DaLead]);
    assert_eq!(those(R::opens_unowned), [R::RegionalManager, R::DaLead]);
}

#[test]
fn a_case_is_given_to_nobody_to_whom_it_does_not_exist() {
    for role in Role::ALL {
        let them = actor(*role);
        for case in every_case() {
            let walled = Relation::between(&them, &case) == Relation::Excluded;
            assert_eq!(may_be_given(&them, &case), role.is_assignable() && !walled, "{role:?} {case:?}");
        }
    }
    // A perpetrator worker and a survivor's case: no wall is written, and there is one.
    assert!(!may_be_given(&actor(Role::PerpetratorWorker), &facts()));
    assert!(may_be_given(&actor(Role::HousingOfficer), &facts()), "the control");
}

#[test]
fn nobody_lets_themself_in_or_anybody_who_is_walled_off_or_sees_the_case_already() {
    let lead = Actor::new(id(20), id(2), Role::DaLead);
    let mut open = BTreeSet::new();
    for role in Role::ALL {
        let them = actor(*role);
        for case in every_case() {
            let by_themself = may_be_let_in(&them, &them, &case);
            assert!(!by_themself, "{role:?} {case:?}");
            if may_be_let_in(&lead, &them, &case) {
                assert!(role.is_grantable(), "{role:?}");
                open.insert(Relation::between(&them, &case));
            }
        }
    }
    let reviewed = [Relation::None, Relation::BrokenGlass, Relation::Recorder, Relation::Granted];
    assert_eq!(open, BTreeSet::from(reviewed));
}

#[test]
fn the_work_of_a_region_is_seen_by_its_manager_and_by_the_lead() {
    let (own, other) = (id(3), id(12));
    let manager = actor(Role::RegionalManager);
    assert!(manager.sees_work_of(own));
    assert!(!manager.sees_work_of(other));
    assert!(actor(Role::DaLead).sees_work_of(other));
}
