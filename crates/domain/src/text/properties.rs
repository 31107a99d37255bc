//! What must hold for every text there is.

use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::*;

/// Any text, made often of the characters that matter here.
fn typed() -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "\0\t\n\r\u{b}\u{85}\u{ad}\u{301}\u{61c}\u{200b}\u{200d}\u{202a}\u{202e}\u{2028}\u{2066}\u{2069}\u{feff}\u{fffd}\u{ffff} é@.+-/:0٧７HFO"
            .chars()
            .collect::<Vec<char>>(),
    );
    let piece = prop_oneof![any::<char>(), special, prop::char::range(' ', '~')];
    prop::collection::vec(piece, 0..40).prop_map(String::from_iter)
}

fn refused(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFD}')
}

fn through_storage<T: serde::Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

proptest! {
    #[test]
    fn a_stored_line_is_stable_and_shows_all_it_holds(text in typed()) {
        if let Ok(name) = Name::parse(&text) {
            prop_assert!(!name.as_str().contains(refused));
            prop_assert_eq!(&Name::parse(name.as_str()).unwrap(), &name);
            prop_assert_eq!(through_storage(&name), name);
        }
    }

    #[test]
    fn stored_words_are_stable_and_show_all_they_hold(text in typed()) {
        if let Ok(words) = Words::parse(&text) {
            prop_assert!(!words.as_str().contains(|c| refused(c) && c != '\n' && c != '\t'));
            prop_assert_eq!(&Words::parse(words.as_str()).unwrap(), &words);
            prop_assert_eq!(through_storage(&words), words);
        }
    }

    #[test]
    fn no_note_breaks_the_search_for_hints(text in typed()) {
        if let Ok(words) = Words::parse(&format!("{text}; ZZ99 3VZ; +447700900123")) {
            prop_assert_eq!(words.looks_like_address(), Some(AddressHint::Postcode));
            prop_assert!(words.looks_like_phone().is_some());
        }
    }

    #[test]
    fn a_phone_number_survives_showing_and_storing(text in "[+0]{0,2}[0-9 ()-]{0,18}") {
        if let Ok(number) = PhoneNumber::parse(&text) {
            prop_assert!((9..=16).contains(&number.as_e164().len()));
            prop_assert_eq!(&PhoneNumber::parse(&number.spaced()).unwrap(), &number);
            prop_assert_eq!(&PhoneNumber::parse(number.as_e164()).unwrap(), &number);
            prop_assert_eq!(through_storage(&number), number);
        }
    }

    #[test]
    fn every_mobile_number_is_taken_in_digits_of_any_script(digits in "[0-9]{8}", zero in prop::sample::select(vec!['0', '٠', '۰', '०', '０'])) {
        let ascii = format!("077{digits}");
        let other: String = ascii.bytes().map(|b| char::from_u32(u32::from(zero) + u32::from(b - b'0')).unwrap()).collect();
        let number = PhoneNumber::parse(&other).unwrap();
        prop_assert_eq!(number.as_e164(), format!("+4477{digits}"));
    }

    #[test]
    fn other_stored_forms_are_stable(text in typed(), random: [u8; 5], hour in 0..24_u8, minute in 0..60_u8) {
        let postcode = Postcode::parse("zz993vz").unwrap();
        prop_assert_eq!(through_storage(&postcode), postcode);
        let reference = CaseReference::from_random(random);
        prop_assert_eq!(CaseReference::parse(&reference.to_string()), Ok(reference));
        prop_assert_eq!(through_storage(&reference), reference);
        let time = CivilTime::parse(&format!("{hour}:{minute:02}")).unwrap();
        prop_assert_eq!(through_storage(&time), time);
        if let Ok(email) = EmailAddress::parse(&text) {
            prop_assert_eq!(through_storage(&email), email);
        }
    }

    #[test]
    fn an_email_address_is_stable(local in "[A-Za-zéß.+']{1,8}", domain in "[a-zA-Z0-9-]{1,6}\\.[a-zA-Z]{1,4}") {
        if let Ok(email) = EmailAddress::parse(&format!("{local}@{domain}")) {
            prop_assert_eq!(&EmailAddress::parse(email.as_str()).unwrap(), &email);
            prop_assert_eq!(through_storage(&email), email);
        }
    }

    #[test]
    fn a_property_number_is_stable(text in "[0-9 ]{0,14}") {
        if let Ok(uprn) = Uprn::parse(&text) {
            prop_assert_eq!(uprn.as_str().len(), 12);
            prop_assert_eq!(through_storage(&uprn), uprn);
        }
    }
}

#[test]
fn neither_debug_nor_an_error_says_what_was_typed() {
    let today = jiff::civil::date(2026, 3, 2);
    let shown = format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
        Name::parse("Canary").unwrap(),
        Words::parse("Canary").unwrap(),
        PhoneNumber::parse("07700 900123").unwrap(),
        EmailAddress::parse("canary@example.org").unwrap(),
        Postcode::parse("ZZ99 3VZ").unwrap(),
        Uprn::parse("12345678").unwrap(),
        DateOfBirth::parse("1/2/1990", today).unwrap(),
    );
    assert_eq!(shown, "NameWordsPhoneNumberEmailAddressPostcodeUprnDateOfBirth");
    for json in ["7700900123", r#"["7700900123"]"#, r#""77009 00123 canary""#] {
        let error = serde_json::from_str::<PhoneNumber>(json).unwrap_err().to_string();
        assert!(!error.contains("77009") && !error.contains("canary"), "{error}");
    }
}
