//! What is at rest gives nobody away.

use access::action::{RecordOnCase, RevealSecret, SeeCase};
use access::{LocationSecret, ShownSecrets};
use domain::people::{PersonRole, SecretHeld, SecretKind};
use domain::text::Name;
use domain::{DraftId, HeldId, PersonId, SecretId};
use store::{DraftField, NewHeldForm, RevealFor};

use crate::bench::{Bench, at, event, new_id, record};
use crate::opening::files;

const NAME: &str = "Quillonia Canarywing";
const WORDS: &str = "hid beneath the zebra staircase";
const PLACE: &str = "77 Marmalade Crescent Nowhereton";
const WHY: &str = "asked by Inspector Fizzlethorpe";
const DRAFT: &str = "unfinished tangerine whisper";
const HELD: &str = "interrupted cobalt lullaby";

/// A text in every form in which it could lie in a file.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let half = |half: u8| char::from_digit(u32::from(half), 16).unwrap();
    let hex: String = text.bytes().flat_map(|byte| [half(byte >> 4), half(byte & 15)]).collect();
    let mut forms = vec![
        text.as_bytes().to_vec(),
        text.to_lowercase().into_bytes(),
        wide(u16::to_le_bytes),
        wide(u16::to_be_bytes),
        hex.to_uppercase().into_bytes(),
        hex.into_bytes(),
    ];
    // Base64 looks different for each of three ways to begin; what is the same in all ends is compared.
    for skip in 0..3 {
        let encoded = base64(&text.as_bytes()[skip..]);
        forms.push(encoded[..encoded.len() - 4].to_vec());
    }
    forms
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    bytes
        .chunks(3)
        .flat_map(|chunk| {
            let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
                << (8 * (3 - chunk.len()));
            (0..4).map(move |place| LETTERS[(bits >> (18 - 6 * place) & 63) as usize])
        })
        .collect()
}

fn found_in(bench: &Bench, text: &str) -> Vec<String> {
    let all = files(&Bench::data(&bench.directory));
    let holds =
        |bytes: &[u8]| forms(text).iter().any(|form| bytes.windows(form.len()).any(|window| window == form));
    all.into_iter().filter(|(_, bytes)| holds(bytes)).map(|(path, _)| path.display().to_string()).collect()
}

async fn plant(bench: &Bench) {
    let mut named = domain::people::Person::unnamed(PersonId::from_uuid(new_id()), PersonRole::Survivor);
    named.name = Some(Name::parse(NAME).unwrap());
    let mut own = record(NAME);
    own.owner = Some(bench.officer.user);
    let (id, person, kind) = (SecretId::from_uuid(new_id()), named.person, SecretKind::Address);
    let held = SecretHeld { secret: id, kind, person };
    let case = bench.case_as(own, vec![named.into(), event(WORDS), held.into()]).await;
    let permit = bench.permit::<RecordOnCase>(&bench.officer, case).await.unwrap();
    let reveal = bench.permit::<RevealSecret>(&bench.officer, case).await.unwrap();
    let see = bench.permit::<SeeCase>(&bench.officer, case).await.unwrap();
    let (actor, draft) = (bench.officer.clone(), DraftId::from_uuid(new_id()));
    let held = [HELD, "something else"].map(|text| NewHeldForm {
        id: HeldId::from_uuid(new_id()),
        text: text.into(),
        at: at(5),
        why: store::HeldWhy::SignedOut,
    });
    bench
        .write(move |tx| {
            Box::pin(async move {
                tx.keep_secret(&permit, id, kind, &LocationSecret::new(PLACE.into())).await?;
                let shown = ShownSecrets::of(&see, &tx.history(&see).await?, at(3));
                assert!(tx.secret(&reveal, &shown, id, RevealFor { at: at(3), why: WHY }).await?.is_some());
                for form in &held {
                    tx.hold_form(&actor, form, 5).await?;
                }
                assert!(tx.discard_held_form(&actor, held[1].id).await?);
                tx.delete_payload(&permit, 1).await?;
                tx.begin_draft(&actor, draft, "report", None, at(4)).await?;
                let field = DraftField { field: "words".into(), version: 0, value: DRAFT.into() };
                tx.save_field(&actor, draft, &field, at(4)).await?;
                tx.discard_draft(&actor, draft).await.map(drop)
            })
        })
        .await;
}

#[tokio::test]
async fn given_planted_words_then_no_file_of_the_store_holds_them_in_any_form() {
    let bench = Bench::sqlite().await;
    plant(&bench).await;
    let open = [NAME, WORDS, PLACE, WHY, DRAFT, HELD].map(|text| found_in(&bench, text));
    let bench = bench.reopened().await;
    let closed = [NAME, WORDS, PLACE, WHY, DRAFT, HELD].map(|text| found_in(&bench, text));
    assert_eq!((open, closed), Default::default());
}

#[tokio::test]
async fn given_words_in_a_table_without_a_seal_then_they_are_found() {
    for form in forms(WORDS) {
        let bench = Bench::sqlite().await;
        let lead = bench.lead.clone();
        let text = String::from_utf8_lossy(&form).into_owned();
        bench.write(move |tx| Box::pin(async move { tx.choose_policy(&lead, "x", &text).await })).await;
        assert_ne!(found_in(&bench, WORDS), [""; 0], "the search would not find it");
    }
}

#[tokio::test]
async fn given_words_that_were_deleted_then_the_closed_file_holds_them_no_more() {
    let bench = Bench::sqlite().await;
    for text in [WORDS, "[policy]"] {
        let lead = bench.lead.clone();
        bench.write(move |tx| Box::pin(async move { tx.choose_policy(&lead, "x", text).await })).await;
    }
    let bench = bench.reopened().await;
    assert_eq!(found_in(&bench, WORDS), [""; 0]);
}
