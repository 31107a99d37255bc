//! What people write, and what is compared of it.

use proptest::prelude::*;

use super::*;

fn key() -> Key {
    Key::new([7; 32])
}

fn alike_of(one: &str, other: &str) -> Alike {
    Names::of(&key(), [one]).alike(&Names::of(&key(), [other]))
}

#[test]
fn names_come_into_one_form() {
    for (written, form) in [
        ("Mr. Dean O'Neil", "dean oneil"),
        ("DEAN O’NEIL", "dean oneil"),
        ("dean o neil", "dean oneil"),
        ("Zoë Müller-Łukasik", "zoe muller lukasik"),
        ("Strauß, Björn", "strauss bjorn"),
        ("Kate Mc Donald", "catherine mcdonald"),
        ("Yusuf Al-Amin", "joseph amin"),
        ("Mohd. Hussein", "mohammed hussain"),
        ("D. J. Walker", "d j walker"),
        ("Mr", "mr"),
        ("O", "o"),
        ("山田 太郎", "山田 太郎"),
        ("", ""),
    ] {
        assert_eq!(parts(written).join(" "), form, "{written}");
    }
}

#[test]
fn given_two_ways_of_writing_one_name_then_they_agree_fully() {
    for (one, other) in [
        ("Dean Walker", "Walker, Dean"),
        ("Bill Example", "William Example"),
        ("Amira Smith-Jones", "Amira Jones"),
        ("Şeyma Öztürk", "SEYMA OZTURK"),
        ("Steven John Example", "Stephen Example"),
        ("María García López", "Maria Garcia"),
    ] {
        assert_eq!(alike_of(one, other), Alike::Fully, "{one} / {other}");
    }
}

#[test]
fn given_initials_or_one_part_alone_then_names_agree_loosely() {
    for (one, other) in [
        ("D. Walker", "Dean Walker"),
        ("Dean", "Dean Walker"),
        ("Walker", "Walker"),
        ("D Walker", "D Walker"),
    ] {
        assert_eq!(alike_of(one, other), Alike::Loosely, "{one} / {other}");
    }
}

#[test]
fn given_two_people_then_a_surname_in_common_is_one_part() {
    assert_eq!(alike_of("Dean Walker", "Amira Walker"), Alike::OnePart);
    assert_eq!(alike_of("D. Walker", "Amira Walker"), Alike::OnePart);
    assert_eq!(alike_of("Dean Walker", "Amira Khan"), Alike::No);
    assert_eq!(alike_of("", "Dean Walker"), Alike::No);
}

#[test]
fn given_a_former_name_then_any_of_the_names_counts() {
    let key = key();
    let changed = Names::of(&key, ["Amira Khan", "Amira Osei"]);
    assert_eq!(changed.alike(&Names::of(&key, ["A. Osei"])), Alike::Loosely);
    assert_eq!(changed.alike(&Names::of(&key, ["Khan Osei"])), Alike::OnePart, "two names are not one");
}

proptest! {
    #[test]
    fn the_form_of_a_name_is_its_own_form(name in "\\PC{0,40}") {
        let once = parts(&name).join(" ");
        prop_assert_eq!(parts(&once).join(" "), once);
    }

    #[test]
    fn names_agree_the_same_both_ways_round(one in "[A-Da-d]{1,2}( |-|')[A-C]{0,2} ?[a-c.]{0,3}", other in "[A-Da-d]{1,2}( |-|')[A-C]{0,2} ?[a-c.]{0,3}") {
        prop_assert_eq!(alike_of(&one, &other), alike_of(&other, &one));
    }

    #[test]
    fn the_order_of_the_parts_does_not_count(given in "[B-Z][b-z]{2,8}", last in "[B-Z][b-z]{2,8}") {
        let (one, other) = (format!("{given} {last}"), format!("{last} {given}"));
        prop_assert_eq!(alike_of(&one, &other), alike_of(&one, &one));
    }
}
