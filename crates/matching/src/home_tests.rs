//! Addresses as people write them.

use proptest::prelude::*;

use super::*;

fn same(one: &str, other: &str) -> bool {
    let key = Key::new([7; 32]);
    let (one, other) = (Home::of(&key, one), Home::of(&key, other));
    one.zip(other).is_some_and(|(one, other)| one.is(&other))
}

#[test]
fn given_one_home_written_in_two_ways_then_it_is_one() {
    for (one, other) in [
        ("12 Larch Road, Hollowbeck, ZZ99 3VZ", "12 larch rd zz993vz"),
        ("12 Larch Road ZZ99 3VZ", "12, ZZ99 3VZ"),
        ("Flat 3, 12 Larch Road, ZZ99 3VZ", "3/12 Larch Road ZZ99 3VZ"),
        ("Flat 3, 12 Larch Road, ZZ99 3VZ", "12 Larch Road ZZ99 3VZ"),
        ("12b Larch Road, ZZ99 3VZ", "Flat B, 12 Larch Road, ZZ99 3VZ"),
        ("12 Larch Road", "12 Larch Road, ZZ99 3VZ"),
        ("The Larches, Mill Lane, ZZ99 3VZ", "Larches, ZZ99 3VZ"),
    ] {
        assert!(same(one, other), "{one} / {other}");
        assert!(same(other, one), "{other} / {one}");
    }
}

#[test]
fn given_two_homes_then_they_are_two() {
    for (one, other) in [
        ("12 Larch Road, ZZ99 3VZ", "14 Larch Road, ZZ99 3VZ"),
        ("Flat 3, 12 Larch Road, ZZ99 3VZ", "Flat 4, 12 Larch Road, ZZ99 3VZ"),
        ("12 Larch Road, ZZ99 3VZ", "12 Larch Road, ZZ98 1AA"),
        ("12 Larch Road, Hollowbeck", "12 Mill Lane, Hollowbeck"),
        ("Larch Road", "Larch Road"),
        ("ZZ99 3VZ", "ZZ99 3VZ"),
        ("", ""),
    ] {
        assert!(!same(one, other), "{one} / {other}");
    }
}

fn near(one: &str, other: &str) -> bool {
    let key = Key::new([7; 32]);
    let (one, other) = (Home::of(&key, one), Home::of(&key, other));
    one.zip(other).is_some_and(|(one, other)| one.is_near(&other))
}

#[test]
fn given_two_homes_of_one_street_then_they_are_near_each_other() {
    for (one, other) in [
        ("12 Larch Road, Hollowbeck, ZZ99 3VZ", "40 larch rd zz993vz"),
        ("12 Larch Road, ZZ99 3VZ", "3 Mill Lane, ZZ99 3VZ"),
        ("12 Larch Road, ZZ99 3VZ", "212 Larch Road, ZZ99 4AB"),
        ("The Larches, Mill Lane, ZZ99 3VZ", "Flat 2, 7 Fern Court, ZZ99 3VZ"),
        ("12 Larch Road, ZZ99 3VZ", "12 Larch Road, ZZ99 3VZ"),
    ] {
        assert!(near(one, other), "{one} / {other}");
        assert!(near(other, one), "{other} / {one}");
    }
}

#[test]
fn given_another_street_or_district_or_too_little_then_they_are_not() {
    for (one, other) in [
        ("12 Larch Road, ZZ99 3VZ", "12 Larch Road, ZZ98 3VZ"),
        ("12 Larch Road, ZZ99 3VZ", "12 Mill Lane, ZZ99 4AB"),
        ("12 Larch Road, ZZ99 3VZ", "40 Larch Road"),
        ("12 Larch Road", "40 Larch Road"),
        ("12 ZZ99 3VZ", "12 ZZ99 4AB"),
    ] {
        assert!(!near(one, other), "{one} / {other}");
        assert!(!near(other, one), "{other} / {one}");
    }
}

proptest! {
    #[test]
    fn near_is_the_same_both_ways_round_and_everybody_with_a_postcode_is_near_themself(one in "[1-3]{1,2} (Larch|Mill) (ZZ1 1AA|ZZ1 1AB|ZZ2 1AA)?", other in "[1-3]{1,2} (Larch|Mill) (ZZ1 1AA|ZZ1 1AB|ZZ2 1AA)?") {
        prop_assert_eq!(near(&one, &other), near(&other, &one));
        prop_assert_eq!(near(&one, &one), one.contains("ZZ"));
    }

    #[test]
    fn the_form_of_an_address_is_its_own_form(text in "(flat )?[0-9]{0,3}[a-c]?,? ?[A-Z][a-z]{0,8} (Road|Lane|)?,? ?(ZZ[0-9]{1,2} [0-9][A-B]{2})?") {
        let once = Address::of(&text);
        prop_assert!(Address::of(&once.text()) == once, "{} / {}", text, once.text());
    }

    #[test]
    fn a_home_is_the_same_both_ways_round(one in "[1-3]{1,2}[ab]? (Larch|Mill) (ZZ1 1AA|ZZ1 1AB)?", other in "[1-3]{1,2}[ab]? (Larch|Mill) (ZZ1 1AA|ZZ1 1AB)?") {
        prop_assert_eq!(same(&one, &other), same(&other, &one));
    }
}
