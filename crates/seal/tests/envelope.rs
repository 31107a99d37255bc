//! What is sealed opens with its own key in its own place, and nowhere else.

use proptest::prelude::*;
use seal::{DataKey, MasterKey, Place, Unopened};

const HOME: Place<'_> = Place { organisation: [1; 16], stream: [2; 16], sequence: 3, kind: "noted" };

/// The places that differ from this one by a single bit, or by a character of the kind.
fn neighbours(place: Place<'_>) -> Vec<Place<'_>> {
    let flip = |id: [u8; 16], bit: u32| (u128::from_be_bytes(id) ^ (1 << bit)).to_be_bytes();
    let bits = (0..128).flat_map(|bit| {
        let (organisation, stream) = (flip(place.organisation, bit), flip(place.stream, bit));
        [Place { organisation, ..place }, Place { stream, ..place }]
    });
    let sequences = (0..64).map(|bit| Place { sequence: place.sequence ^ (1 << bit), ..place });
    let kinds = ["", "note", "notes", "Noted", "noted "].map(|kind| Place { kind, ..place });
    bits.chain(sequences).chain(kinds).collect()
}

proptest! {
    #[test]
    fn given_any_bytes_in_any_place_when_sealed_then_they_open_there(
        plain: Vec<u8>, organisation: [u8; 16], stream: [u8; 16], sequence: u64, kind in ".{0,120}",
    ) {
        let (key, place) = (DataKey::generate(), Place { organisation, stream, sequence, kind: &kind });
        let sealed = key.seal(&place, &plain);
        prop_assert_eq!(sealed.len(), plain.len() + 41);
        prop_assert_eq!(key.open(&place, &sealed), Ok(plain));
    }

    #[test]
    fn given_sealed_bytes_when_any_bit_flips_then_they_do_not_open(plain in prop::collection::vec(any::<u8>(), 0..60)) {
        let key = DataKey::generate();
        let mut sealed = key.seal(&HOME, &plain);
        for bit in 0..sealed.len() * 8 {
            sealed[bit / 8] ^= 1 << (bit % 8);
            let expected = if bit < 8 { Unopened::UnknownFormat } else { Unopened::Refused };
            prop_assert_eq!(key.open(&HOME, &sealed), Err(expected), "bit {}", bit);
            sealed[bit / 8] ^= 1 << (bit % 8);
        }
        prop_assert_eq!(key.open(&HOME, &sealed), Ok(plain), "the control: unharmed");
    }

    #[test]
    fn given_sealed_bytes_when_cut_or_lengthened_then_they_do_not_open(plain: Vec<u8>, extra: u8) {
        let key = DataKey::generate();
        let mut sealed = key.seal(&HOME, &plain);
        for length in 0..sealed.len() {
            prop_assert_eq!(key.open(&HOME, &sealed[..length]), Err(Unopened::Refused));
        }
        sealed.push(extra);
        prop_assert_eq!(key.open(&HOME, &sealed), Err(Unopened::Refused));
    }

    #[test]
    fn given_two_places_that_differ_then_neither_opens_what_the_other_seals(
        one in (any::<u64>(), "[ab]{0,3}"), other in (any::<u64>(), "[ab]{0,3}"),
    ) {
        prop_assume!(one != other);
        let key = DataKey::generate();
        let sealed = key.seal(&Place { sequence: one.0, kind: &one.1, ..HOME }, b"here");
        let elsewhere = Place { sequence: other.0, kind: &other.1, ..HOME };
        prop_assert_eq!(key.open(&elsewhere, &sealed), Err(Unopened::Refused));
    }
}

#[test]
fn given_sealed_bytes_when_the_place_differs_by_a_bit_then_they_do_not_open() {
    let key = DataKey::generate();
    let sealed = key.seal(&HOME, b"here");
    for place in neighbours(HOME) {
        assert_eq!(key.open(&place, &sealed), Err(Unopened::Refused), "{place:?}");
    }
    assert_eq!(key.open(&HOME, &sealed).unwrap(), b"here", "the control: at home");
}

#[test]
fn given_the_same_bytes_sealed_twice_then_the_envelopes_share_nothing_to_compare() {
    let key = DataKey::generate();
    let (one, other) = (key.seal(&HOME, &[0; 64]), key.seal(&HOME, &[0; 64]));
    assert_ne!(one[1..25], other[1..25], "nonce");
    assert_ne!(one[25..89], other[25..89], "ciphertext");
}

#[test]
fn given_another_key_then_sealed_bytes_do_not_open() {
    let sealed = DataKey::generate().seal(&HOME, b"here");
    assert_eq!(DataKey::generate().open(&HOME, &sealed), Err(Unopened::Refused));
}

#[test]
fn given_a_reused_buffer_then_it_holds_the_last_bytes_only_and_none_after_an_error() {
    let (key, mut plain) = (DataKey::generate(), b"what was here before".to_vec());
    let mut sealed = key.seal(&HOME, b"new");
    key.open_into(&HOME, &sealed, &mut plain).unwrap();
    assert_eq!(plain, b"new");
    sealed[30] ^= 1;
    assert_eq!(key.open_into(&HOME, &sealed, &mut plain), Err(Unopened::Refused));
    assert!(plain.is_empty());
}

#[test]
fn given_a_wrapped_key_when_unwrapped_then_it_opens_what_the_first_sealed() {
    let (master, key) = (MasterKey::generate(), DataKey::generate());
    let again = DataKey::unwrap(&master, &HOME, &key.wrap(&master, &HOME)).unwrap();
    assert_eq!(again.open(&HOME, &key.seal(&HOME, b"here")).unwrap(), b"here");
}

#[test]
fn given_a_wrapped_key_when_the_master_key_or_the_place_is_another_then_it_does_not_unwrap() {
    let master = MasterKey::generate();
    let wrapped = DataKey::generate().wrap(&master, &HOME);
    let elsewhere = Place { stream: [9; 16], ..HOME };
    assert_eq!(DataKey::unwrap(&MasterKey::generate(), &HOME, &wrapped).unwrap_err(), Unopened::Refused);
    assert_eq!(DataKey::unwrap(&master, &elsewhere, &wrapped).unwrap_err(), Unopened::Refused);
    assert!(DataKey::unwrap(&master, &HOME, &wrapped).is_ok(), "the control");
}

#[test]
fn given_a_key_wrapped_anew_then_the_new_master_key_unwraps_it_and_what_it_sealed_stays_as_it_is() {
    let (old, new, key) = (MasterKey::generate(), MasterKey::generate(), DataKey::generate());
    let (sealed, wrapped) = (key.seal(&HOME, b"here"), key.wrap(&old, &HOME));
    let anew = old.rewrap(&new, &HOME, &wrapped).unwrap();
    let again = DataKey::unwrap(&new, &HOME, &anew).unwrap();
    assert_eq!(again.open(&HOME, &sealed).unwrap(), b"here");
    assert_eq!(DataKey::unwrap(&old, &HOME, &anew).unwrap_err(), Unopened::Refused, "the old one no more");
    assert_eq!(new.rewrap(&old, &HOME, &wrapped), Err(Unopened::Refused), "not wrapped under this one");
}

#[test]
fn given_bytes_sealed_anew_under_another_key_then_the_replaced_key_opens_them_no_more() {
    let (old, new) = (DataKey::generate(), DataKey::generate());
    let sealed = old.seal(&HOME, b"here");
    let anew = old.reseal(&new, &HOME, &sealed).unwrap();
    assert_eq!(new.open(&HOME, &anew).unwrap(), b"here");
    assert_eq!(old.open(&HOME, &anew), Err(Unopened::Refused));
    let elsewhere = Place { sequence: 4, ..HOME };
    assert_eq!(old.reseal(&new, &elsewhere, &sealed), Err(Unopened::Refused), "nothing is moved on the way");
}

#[test]
fn given_keys_then_debug_prints_their_types_only() {
    let master = MasterKey::generate();
    assert_eq!(format!("{master:?} {:?}", DataKey::generate()), "MasterKey DataKey");
}
