use super::*;

fn priya() -> UserId {
    id(1)
}

fn sam() -> UserId {
    id(2)
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(number: u64) -> T {
    format!("01890000-0000-7000-8000-{number:012}").parse().unwrap()
}

/// An ordinary look at a case of one's own, at this moment.
fn look(case: u64, at: &str) -> LookFacts {
    LookFacts {
        user: priya(),
        case: id(case),
        at: at.parse().unwrap(),
        relation: Some(Relation::Assigned),
        same_surname: false,
        same_street: false,
        former_colleague: false,
        on_night_rota: false,
    }
}

fn unrelated(case: u64, at: &str) -> LookFacts {
    LookFacts { relation: Some(Relation::BrokenGlass), ..look(case, at) }
}

/// The reasons of one look, whichever day it is of.
fn reasons(looks: &[LookFacts], place: usize) -> Vec<Unusual> {
    unusual(looks).into_values().filter_map(|asked| asked.get(&place).cloned()).flatten().collect()
}

const NOON: &str = "2026-03-04T12:00:00Z";

#[test]
fn given_a_look_in_ones_own_case_by_day_then_nobody_asks() {
    let related =
        [Relation::Recorder, Relation::Granted, Relation::Team, Relation::Assigned, Relation::Region];
    for relation in related.into_iter().chain([Relation::Organisation]) {
        let look = LookFacts { relation: Some(relation), ..look(1, NOON) };
        assert_eq!(unusual(&[look]), BTreeMap::new(), "{relation:?}");
    }
}

#[test]
fn given_each_fact_alone_then_its_reason_is_given_and_no_other() {
    let plain = look(1, NOON);
    for (look, why) in [
        (LookFacts { same_surname: true, ..plain }, Unusual::SameSurname),
        (LookFacts { same_street: true, ..plain }, Unusual::SameStreet),
        (LookFacts { former_colleague: true, ..plain }, Unusual::FormerColleague),
        (LookFacts { relation: Some(Relation::None), ..plain }, Unusual::NoRelation),
        (LookFacts { relation: Some(Relation::BrokenGlass), ..plain }, Unusual::NoRelation),
        (LookFacts { relation: None, ..plain }, Unusual::NoRelation),
        (look(1, "2026-03-04T23:00:00Z"), Unusual::AtNight),
    ] {
        assert_eq!(reasons(&[look], 0), [why]);
    }
}

#[test]
fn given_the_night_then_it_is_the_night_of_london_and_the_rota_is_asked() {
    for (at, night) in [
        ("2026-03-04T21:59:00Z", false),
        ("2026-03-04T22:00:00Z", true),
        ("2026-03-05T05:59:00Z", true),
        ("2026-03-05T06:00:00Z", false),
        // In summer London is an hour ahead.
        ("2026-07-04T20:59:00Z", false),
        ("2026-07-04T21:00:00Z", true),
        ("2026-07-05T05:00:00Z", false),
    ] {
        assert_eq!(!unusual(&[look(1, at)]).is_empty(), night, "{at}");
        let on_rota = LookFacts { on_night_rota: true, ..look(1, at) };
        assert_eq!(unusual(&[on_rota]), BTreeMap::new(), "{at}");
    }
}

#[test]
fn given_five_unassigned_cases_in_a_day_then_all_five_are_asked_about_and_four_are_not() {
    let four: Vec<LookFacts> =
        (1..=4).map(|case| unrelated(case, &format!("2026-03-04T1{case}:00:00Z"))).collect();
    assert!((0..4).all(|place| reasons(&four, place) == [Unusual::NoRelation]));
    let five = [four, vec![unrelated(5, "2026-03-05T10:59:59Z")]].concat();
    assert!((0..5).all(|place| reasons(&five, place).contains(&Unusual::ManyUnassigned)));
    assert_eq!(unusual(&five).len(), 2, "each on its own day");
}

#[test]
fn given_the_same_case_again_or_somebody_else_or_a_day_later_then_it_is_no_fifth() {
    let four: Vec<LookFacts> =
        (1..=4).map(|case| unrelated(case, &format!("2026-03-04T1{case}:00:00Z"))).collect();
    for other in [
        unrelated(4, "2026-03-04T15:00:00Z"),
        LookFacts { user: sam(), ..unrelated(5, "2026-03-04T15:00:00Z") },
        unrelated(5, "2026-03-05T11:00:00Z"),
        look(5, "2026-03-04T15:00:00Z"),
    ] {
        let looks = [four.clone(), vec![other]].concat();
        let many = (0..5).any(|place| reasons(&looks, place).contains(&Unusual::ManyUnassigned));
        assert!(!many, "{other:?}");
    }
}
