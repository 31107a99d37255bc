use std::collections::BTreeSet;

use domain::text::CaseReference;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use store::CaseHeader;
use uuid::Uuid;

use super::*;

/// Names that share parts with each other and with references.
const NAMES: [&str; 14] = [
    "Aoife O'Brien",
    "Şeyma Ñandú",
    "Anne-Marie Hall",
    "Li Wei",
    "Ali Li",
    "Marianne",
    "Ann",
    "Maximiliane",
    "Maximilian Brie",
    "HF Smith",
    "李 伟",
    "Ó",
    "K7 -",
    "Bartholomew Featherstonehaugh",
];

fn organisation(n: u8) -> OrganisationId {
    OrganisationId::from_uuid(Uuid::from_u128(u128::from(n)))
}

fn case(n: u8) -> CaseId {
    CaseId::from_uuid(Uuid::from_u128(u128::from(n)))
}

/// Nobody is walled off from anything.
static NO_WALLS: BTreeSet<CaseId> = BTreeSet::new();

fn asked(whose: u8, word: &str) -> Asked<'_> {
    Asked { organisation: organisation(whose), words: vec![word], behind_walls: &NO_WALLS }
}

fn header(reference: [u8; 5], names: BTreeSet<String>) -> CaseHeader {
    let reference = CaseReference::from_random(reference);
    let header = Header { reference, called: names.first().cloned(), names, sequence: 3, people: Vec::new() };
    CaseHeader(serde_json::to_vec(&header).unwrap())
}

fn indexed(whose: u8, header: &CaseHeader) -> Indexed {
    Indexed::from(organisation(whose), &serde_json::from_slice(&header.0).unwrap())
}

/// A case, whose it is, and its header.
fn record() -> impl Strategy<Value = (u8, u8, CaseHeader)> {
    let names = btree_set(prop::sample::select(&NAMES[..]).prop_map(str::to_owned), 0..4);
    let header = (any::<[u8; 5]>(), names).prop_map(|(reference, names)| header(reference, names));
    (0..40_u8, 0..2_u8, header)
}

/// What somebody may type: parts of names and of references, with and without accents, in any case.
fn typed(records: &[(u8, u8, CaseHeader)]) -> impl Strategy<Value = String> + use<> {
    let texts: Vec<String> =
        records.iter().map(|(_, _, header)| indexed(0, header).folded.to_string()).collect();
    let texts = if texts.is_empty() { vec!["nobody".to_owned()] } else { texts };
    let part = (prop::sample::select(texts), any::<prop::sample::Index>(), 1..12_usize).prop_map(
        |(text, from, length)| {
            let letters: Vec<char> = text.chars().collect();
            let from = from.index(letters.len());
            letters[from..].iter().take(length).collect::<String>().to_uppercase()
        },
    );
    let other = prop::sample::select(vec!["h", "-", "hf-", "  ", "li", "zz", "Ş"]).prop_map(str::to_owned);
    vec(prop_oneof![4 => part, 1 => other], 1..3).prop_map(|parts| parts.join(" "))
}

fn records_and_typed() -> impl Strategy<Value = (Vec<(u8, u8, CaseHeader)>, String)> {
    vec(record(), 0..60).prop_flat_map(|records| {
        let typed = typed(&records);
        (Just(records), typed)
    })
}

proptest! {
    #[test]
    fn what_is_found_is_what_a_look_at_every_case_finds(
        (records, typed) in records_and_typed(),
        loaded in 0..60_usize,
        before in prop::option::of(0..40_u8),
        at_most in 1..50_usize,
    ) {
        let loaded = loaded.min(records.len());
        let first = records[..loaded].iter().map(|(n, whose, header)| (case(*n), indexed(*whose, header)));
        let mut held = Held::of(first.collect());
        for (n, whose, header) in &records[loaded..] {
            held.put(case(*n), indexed(*whose, header));
        }
        let folded = folded(&typed);
        let words: Vec<&str> = folded.split_whitespace().collect();
        let before = before.map(case);
        let asked = Asked { organisation: organisation(1), words: words.clone(), behind_walls: &NO_WALLS };
        let found = held.matching(&asked, before, at_most);
        let scanned: Vec<CaseId> = if words.is_empty() {
            Vec::new()
        } else {
            held.scan(&asked, before).take(at_most).collect()
        };
        prop_assert_eq!(found, scanned);
    }

    /// A case stays as it stands where, and only where, putting it anew would change nothing but the entry.
    #[test]
    fn what_stays_as_it_stands_is_what_would_be_put(
        (one, other) in (record(), record()),
        same_names in any::<bool>(),
        lower in any::<bool>(),
    ) {
        let read = |header: &CaseHeader| serde_json::from_slice::<Header>(&header.0).unwrap();
        let (was, mut becomes) = (read(&one.2), read(&other.2));
        if same_names {
            let names = was.names.iter().map(|name| if lower { name.to_lowercase() } else { name.clone() });
            becomes = Header { names: names.collect(), sequence: 9, ..was.clone() };
        }
        let (stands, put) = (Indexed::from(organisation(one.1), &was), Indexed::from(organisation(other.1), &becomes));
        let alike = stands.organisation == put.organisation
            && stands.called == put.called
            && stands.folded == put.folded;
        prop_assert_eq!(stands.is_of(organisation(other.1), &becomes), alike);
        let mut held = Held::of([(case(1), stands)].into());
        prop_assert_eq!(held.keeps(organisation(other.1), case(1), &becomes), alike);
        prop_assert_eq!(held.cases[&case(1)].sequence, if alike { becomes.sequence } else { was.sequence });
    }

    #[test]
    fn what_is_changed_leaves_nothing_behind(records in vec(record(), 1..60)) {
        let mut held = Held::default();
        for (n, whose, header) in &records {
            held.put(case(*n), indexed(*whose, header));
        }
        let newest: BTreeMap<CaseId, Indexed> =
            records.iter().map(|(n, whose, header)| (case(*n), indexed(*whose, header))).collect();
        prop_assert_eq!(held.words.sizes(), Held::of(newest).words.sizes());
    }
}

#[test]
fn a_part_that_stands_in_very_many_cases_is_found_by_looking_at_each() {
    let cases = (0..3_000_u32).map(|n| {
        let header = header([n.to_be_bytes()[2], n.to_be_bytes()[3], 9, 9, 9], BTreeSet::new());
        (CaseId::from_uuid(Uuid::from_u128(u128::from(n))), indexed(1, &header))
    });
    let held = Held::of(cases.collect());
    assert!(held.words.holding("h", None).is_none() && held.words.holding("-", None).is_none());
    let newest: Vec<CaseId> =
        (2_990..3_000_u32).rev().map(|n| CaseId::from_uuid(Uuid::from_u128(u128::from(n)))).collect();
    assert_eq!(held.matching(&asked(1, "h"), None, 10), newest);
    assert_eq!(held.matching(&asked(1, "-"), Some(newest[3]), 6), newest[4..]);
    assert_eq!(held.matching(&asked(0, "h"), None, 10), []);
}

#[test]
fn what_a_person_is_called_is_known_only_as_the_last_entry_left_it() {
    let index = Index::default();
    let names = BTreeSet::from(["Ann Example".to_owned()]);
    index.0.write().unwrap().put(case(1), indexed(1, &header([1; 5], names)));
    index.0.write().unwrap().put(case(2), indexed(1, &header([2; 5], BTreeSet::new())));
    let called = index.called([(case(1), 3), (case(1), 4), (case(2), 3), (case(3), 3)].into_iter());
    let known = |name: Option<&str>| Some(Called(name.map(Wiped::from).map(Arc::new)));
    assert!(called == [known(Some("Ann Example")), None, known(None), None]);
}

#[test]
fn names_are_found_without_their_accents_and_in_any_case() {
    assert_eq!(folded("Şeyma Ñandú O'BRIEN"), "seyma nandu o'brien");
}

#[test]
fn a_case_behind_a_wall_is_never_among_what_is_found_and_counts_for_nothing() {
    let names = BTreeSet::from(["Ali Li".to_owned()]);
    let cases = (0..4_u8).map(|n| (case(n), indexed(1, &header([n; 5], names.clone()))));
    let held = Held::of(cases.collect());
    let walls = BTreeSet::from([case(3)]);
    let behind = Asked { behind_walls: &walls, ..asked(1, "ali") };
    assert_eq!(held.matching(&behind, None, 3), [case(2), case(1), case(0)]);
    assert_eq!(
        held.matching(&asked(1, "ali"), None, 3),
        [case(3), case(2), case(1)],
        "without the wall it is there"
    );
}
