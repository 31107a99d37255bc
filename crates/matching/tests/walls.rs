//! What is a match for a wall, as a reviewed table, and what always holds.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use matching::{Described, Ground, Grounds, Identity, Key, Known, Reach, match_person};
use proptest::prelude::*;

fn key() -> Key {
    Key::new([7; 32])
}

fn identity(described: &Described<'_>) -> Identity {
    Identity::of(&key(), described)
}

const BORN: Date = date(1990, 4, 3);
const HOME: &str = "12 Larch Road, ZZ99 3VZ";

fn dean<'d>() -> Described<'d> {
    Described {
        names: vec!["Dean Walker", "Dean Holt"],
        born: Some(BORN),
        phones: vec!["07700 900123"],
        emails: vec!["dean@example.org"],
        homes: vec![HOME],
    }
}

fn named(name: &str) -> Described<'_> {
    Described { names: vec![name], ..Described::default() }
}

/// What each party has in common with a colleague called Dean Walker, and with his declared sister.
#[test]
fn a_reviewed_table_of_what_is_a_match() {
    let sister = Described {
        names: vec!["Amira Holt"],
        born: Some(date(1985, 1, 2)),
        homes: vec!["4 Mill Lane, ZZ98 1AA"],
        phones: vec!["07700 900555"],
        ..Described::default()
    };
    let known = Known { own: identity(&dean()), kin: vec![identity(&sister)] };
    let at = |name, home| Described { homes: vec![home], ..named(name) };
    let born = |name, born| Described { born: Some(born), ..named(name) };
    let parties = [
        (
            "his number, under another name",
            Described { phones: vec!["+44 7700 900123"], ..named("Joe Example") },
        ),
        ("his mailbox", Described { emails: vec!["Dean+x@example.org"], ..Described::default() }),
        ("his address, nothing else", at("", "flat 1, 12 larch rd, zz993vz")),
        ("his surname at his address", at("Sue Walker", HOME)),
        ("full name, same day of birth", born("Dean Walker", BORN)),
        ("full name, day and month turned", born("Dean Walker", date(1990, 3, 4))),
        ("full name, one slip in the date", born("Dean Walker", date(1991, 4, 3))),
        ("full name, another date of birth", born("Dean Walker", date(1971, 12, 30))),
        ("full name, no date of birth", named("Walker, Dean")),
        ("former name, no date of birth", named("Dean Holt")),
        ("initial and surname, no date of birth", named("D. Walker")),
        ("initial and surname, same date of birth", born("D. Walker", BORN)),
        ("given name alone, no date of birth", named("Dean")),
        ("given name alone, same date of birth", born("Dean", BORN)),
        ("surname only in common, same date of birth", born("Sue Walker", BORN)),
        ("same date of birth, another name", born("Joe Example", BORN)),
        ("his sister's full name", named("Amira Holt")),
        ("his sister's name, another date of birth", born("Amira Holt", date(1971, 12, 30))),
        ("his sister's initial and date of birth", born("A Holt", date(1985, 1, 2))),
        ("his sister's given name and address", at("Amira", "4 Mill Lane ZZ98 1AA")),
        ("his sister's address, nothing else", at("Joe Example", "4 Mill Lane ZZ98 1AA")),
        ("his sister's number", Described { phones: vec!["07700900555"], ..Described::default() }),
        ("nothing in common", at("Joe Example", "9 Mill Lane ZZ97 1AA")),
        ("nobody is known at all", Described::default()),
    ];
    let mut table = String::new();
    for (what, party) in parties {
        let found = match_person(&known, &identity(&party));
        let on = found.map_or_else(|| "no wall".to_owned(), |found| found.on.codes());
        let oneself = if found.is_some_and(|found| found.on.is_oneself()) { ", restricted" } else { "" };
        writeln!(table, "{what:44} {on}{oneself}").unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn given_grounds_then_they_read_back_from_their_codes() {
    let grounds = Grounds::NONE.and(Ground::Phone).and(Ground::KinFullName);
    assert_eq!(grounds.codes(), "phone kin-full-name");
    assert_eq!(Grounds::from_codes(&grounds.codes()), grounds);
    assert_eq!(Grounds::from_codes("none-such"), Grounds::NONE);
    assert!(grounds.holds(Grounds::NONE.and(Ground::Phone)) && !grounds.holds(grounds.and(Ground::Home)));
}

#[test]
fn given_two_keys_then_marks_have_nothing_in_common() {
    let other = Identity::of(&Key::new([8; 32]), &dean());
    let known = Known { own: identity(&dean()), kin: Vec::new() };
    assert!(match_person(&known, &other).is_none());
}

prop_compose! {
    fn described()(
        given in prop::sample::select(vec!["Dean", "Dino", "D", "Amira", ""]),
        last in prop::sample::select(vec!["Walker", "Holt", "Walker-Holt", ""]),
        born in prop::option::of(prop::sample::select(vec![BORN, date(1990, 3, 4), date(1991, 4, 3), date(1971, 1, 1)])),
        phone in prop::option::of(prop::sample::select(vec!["07700 900123", "07700 900124"])),
        home in prop::option::of(prop::sample::select(vec![HOME, "12 Larch Road", "14 Larch Road, ZZ99 3VZ", "Larch House, ZZ99 3VZ"])),
    ) -> Identity {
        let name = format!("{given} {last}");
        Identity::of(&key(), &Described {
            names: vec![&name],
            born,
            phones: phone.into_iter().collect(),
            emails: Vec::new(),
            homes: home.into_iter().collect(),
        })
    }
}

proptest! {
    #[test]
    fn a_match_is_the_same_both_ways_round(one in described(), other in described()) {
        let known = |own: &Identity| Known { own: own.clone(), kin: Vec::new() };
        prop_assert_eq!(match_person(&known(&one), &other), match_person(&known(&other), &one));
    }

    #[test]
    fn whoever_matches_shares_a_hook(one in described(), other in described()) {
        let known = Known { own: one.clone(), kin: Vec::new() };
        if match_person(&known, &other).is_some() {
            let hooks: Vec<u64> = other.hooks().collect();
            prop_assert!(one.hooks().any(|hook| hooks.contains(&hook)));
        }
    }

    #[test]
    fn what_is_known_besides_never_takes_a_phone_match_away(one in described(), mut other in described()) {
        let mut one = one;
        one.add(Reach::phone(&key(), "07700 900999").unwrap());
        other.add(Reach::phone(&key(), "+44 7700 900999").unwrap());
        let known = Known { own: one, kin: Vec::new() };
        prop_assert!(match_person(&known, &other).is_some_and(|found| found.on.has(Ground::Phone)));
    }
}
