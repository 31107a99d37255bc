//! Whatever is done to a stream, the chain finds the first place; and a deleted payload is no break.

use proptest::prelude::*;
use seal::{Break, BreakKind, Chain, Digest, Head, Header, Link, Row};

const ORGANISATION: [u8; 16] = [1; 16];
const STREAM: [u8; 16] = [2; 16];

#[derive(Clone, Debug)]
struct Kept {
    sequence: u64,
    recorded_at: i64,
    actor: Vec<u8>,
    kind: String,
    digest: Digest,
    link: Link,
    payload: Option<Vec<u8>>,
}

impl Kept {
    fn header(&self) -> Header<'_> {
        let Self { sequence, recorded_at, digest, .. } = *self;
        Header { sequence, recorded_at, actor: &self.actor, kind: &self.kind, digest }
    }
}

/// Gives each row the link that it should have, and tells the head.
fn relink(rows: &mut [Kept]) -> Head {
    let mut head = Chain::new(ORGANISATION, STREAM).head();
    for row in rows {
        row.link = head.link.next(&row.header());
        head = Head { sequence: row.sequence, link: row.link };
    }
    head
}

/// A stream of at least three rows, and its head.
fn streams() -> impl Strategy<Value = (Vec<Kept>, Head)> {
    let row = (any::<i64>(), any::<[u8; 16]>(), "[a-z-]{1,12}", prop::collection::vec(any::<u8>(), 0..40));
    prop::collection::vec(row, 3..9).prop_map(|rows| {
        let rows = (1..).zip(rows).map(|(sequence, (recorded_at, actor, kind, payload))| Kept {
            sequence,
            recorded_at,
            actor: actor.to_vec(),
            kind,
            digest: Digest::of(&payload),
            link: Link::genesis(ORGANISATION, STREAM),
            payload: Some(payload),
        });
        let mut rows: Vec<_> = rows.collect();
        let head = relink(&mut rows);
        (rows, head)
    })
}

fn verify(rows: &[Kept], head: &Head) -> Result<(), Break> {
    let mut chain = Chain::new(ORGANISATION, STREAM);
    for row in rows {
        chain.feed(&Row { header: row.header(), link: row.link, payload: row.payload.as_deref() })?;
    }
    chain.finish(head)
}

fn broken(sequence: u64, what: BreakKind) -> Result<(), Break> {
    Err(Break { sequence, what })
}

proptest! {
    #[test]
    fn given_a_stream_as_recorded_then_it_verifies((rows, head) in streams()) {
        prop_assert_eq!(verify(&rows, &head), Ok(()));
    }

    #[test]
    fn given_deleted_payloads_then_the_stream_still_verifies((mut rows, head) in streams(), which: u8) {
        for (at, row) in rows.iter_mut().enumerate() {
            if which & (1 << (at % 8)) != 0 {
                row.payload = None;
            }
        }
        prop_assert_eq!(verify(&rows, &head), Ok(()));
    }

    #[test]
    fn given_a_changed_payload_then_it_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len());
        rows[at].payload.as_mut().unwrap().push(0);
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Payload));
    }

    #[test]
    fn given_any_changed_field_then_the_row_is_found(
        (rows, head) in streams(), at: prop::sample::Index, bit in 0_usize..256,
    ) {
        let at = at.index(rows.len());
        let flip = |bytes: &[u8; 32]| { let mut bytes = *bytes; bytes[bit / 8] ^= 1 << (bit % 8); bytes };
        let changes: [&dyn Fn(&mut Kept); 6] = [
            &|row| row.recorded_at ^= 1 << (bit % 64),
            &|row| row.actor[bit / 16] ^= 1 << (bit % 8),
            &|row| row.kind.push('x'),
            &|row| row.digest = Digest::from_bytes(flip(row.digest.as_bytes())),
            &|row| row.link = Link::from_bytes(flip(row.link.as_bytes())),
            &|row| row.actor.push(row.kind.remove(0) as u8),
        ];
        for change in changes {
            let mut rows = rows.clone();
            change(&mut rows[at]);
            prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Header));
        }
    }

    #[test]
    fn given_a_replaced_payload_with_its_digest_then_the_row_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len());
        rows[at].payload = Some(b"another, longer than any of the payloads of this test".to_vec());
        rows[at].digest = Digest::of(rows[at].payload.as_ref().unwrap());
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Header));
    }

    #[test]
    fn given_a_dropped_row_then_the_gap_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len() - 1);
        rows.remove(at);
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Missing));
    }

    #[test]
    fn given_a_dropped_row_and_the_rest_renumbered_then_it_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len() - 1);
        rows.remove(at);
        rows.iter_mut().skip(at).for_each(|row| row.sequence -= 1);
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Header));
    }

    #[test]
    fn given_two_rows_that_changed_places_then_the_first_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len() - 1);
        rows.swap(at, at + 1);
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Missing));
        let (low, high) = (rows[at + 1].sequence, rows[at].sequence);
        (rows[at].sequence, rows[at + 1].sequence) = (low, high);
        prop_assert_eq!(verify(&rows, &head), broken(low, BreakKind::Header), "renumbered");
    }

    #[test]
    fn given_a_row_twice_then_the_second_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len());
        rows.insert(at + 1, rows[at].clone());
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Header));
    }

    #[test]
    fn given_a_cut_off_end_then_it_is_found((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len());
        rows.truncate(at);
        prop_assert_eq!(verify(&rows, &head), broken(at as u64 + 1, BreakKind::Truncated));
    }

    #[test]
    fn given_a_row_added_with_a_good_link_then_the_head_finds_it((mut rows, head) in streams()) {
        let mut added = rows[0].clone();
        added.sequence = head.sequence + 1;
        rows.push(added);
        relink(&mut rows);
        prop_assert_eq!(verify(&rows, &head), broken(head.sequence + 1, BreakKind::Added));
    }

    #[test]
    fn given_a_chain_written_anew_then_the_head_finds_it((mut rows, head) in streams(), at: prop::sample::Index) {
        let at = at.index(rows.len());
        rows[at].recorded_at ^= 1;
        relink(&mut rows);
        prop_assert_eq!(verify(&rows, &head), broken(head.sequence, BreakKind::Rewritten));
    }

    #[test]
    fn given_another_streams_rows_then_the_first_is_found((rows, _) in streams(), bit in 0_usize..128) {
        let (mut organisation, mut stream) = (ORGANISATION, STREAM);
        organisation[bit / 8] ^= 1 << (bit % 8);
        stream[bit / 8] ^= 1 << (bit % 8);
        let first = Row { header: rows[0].header(), link: rows[0].link, payload: None };
        for mut chain in [Chain::new(organisation, STREAM), Chain::new(ORGANISATION, stream)] {
            let before = chain.head();
            prop_assert_eq!(chain.feed(&first), broken(1, BreakKind::Header));
            prop_assert_eq!(chain.head(), before, "a chain stays where it was sound");
        }
    }
}

#[test]
fn given_a_stream_without_rows_then_it_verifies_and_a_head_beyond_finds_it_cut_off() {
    let empty = Chain::new(ORGANISATION, STREAM).head();
    assert_eq!(verify(&[], &empty), Ok(()));
    assert_eq!(verify(&[], &Head { sequence: 4, ..empty }), broken(1, BreakKind::Truncated));
}

#[test]
fn given_a_link_and_a_digest_then_their_rows_and_their_texts_read_back() {
    let (link, digest) = (Link::genesis(ORGANISATION, STREAM), Digest::of(b"sealed"));
    assert_eq!(Link::try_from(&link.as_bytes()[..]), Ok(link));
    assert_eq!(link.to_string().parse(), Ok(link));
    assert_eq!(digest.to_string().parse(), Ok(digest));
    assert_eq!(Digest::try_from(&digest.as_bytes()[1..]).unwrap_err().found, 31);
}

#[test]
fn given_a_break_then_it_is_told_in_one_sentence() {
    let told = Break { sequence: 5, what: BreakKind::Payload }.to_string();
    assert_eq!(
        told,
        "row 5 of the stream has a changed payload; keep this copy for investigation and restore from a backup"
    );
}
