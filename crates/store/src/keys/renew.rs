//! New keys for what is stored: everything is sealed anew under them, in the format of today, and the old ones go.
//!
//! What the access journal and the security log vouch for stays under its keys: their seals hold for the sealed bytes,
//! where they end is kept outside, and they testify about whoever runs this. Marks stay too, because what they were made
//! of is nowhere.

use domain::{CaseId, OrganisationId, SecretId, UserId};
use jiff::Timestamp;
use seal::{Chain, DataKey, Digest, Head, Header, Link, MasterKey, Place, Row};
use sqlx::any::AnyRow;
use uuid::Uuid;

use super::change::cases_after;
use super::offline::{GoOn, KeyStep, KeysChanged, Offline, told};
use super::purposes::{Pending, lies_in, sealing, settle};
use super::wrapping;
use crate::case::record::HEADER;
use crate::case::secret::sealed_at;
use crate::heads::Head as Told;
use crate::place::{
    self, DRAFT_KEY, HEADER_KEY, HELD_KEY, PASSKEY_KEY, PROBE, PROBE_KEY, REASON_KEY, SECOND_FACTOR_KEY,
    VOICE_KEY, WALL_KEY, probe,
};
use crate::row::{Cells, number, text};
use crate::{Config, Fault, StoreError, sql};

/// What is sealed for one purpose, and how it is put back.
struct Kept {
    purpose: &'static str,
    rows: &'static str,
    put: &'static str,
}

/// What the security log says of it.
const SAID: &str = "Every key but those of the logs and of marks; what was under them is sealed anew";

const KEPT: [Kept; 15] = [
    Kept { purpose: DRAFT_KEY, rows: sql::RENEW_DRAFTS, put: sql::RENEWED_DRAFT },
    Kept { purpose: HELD_KEY, rows: sql::RENEW_HELD, put: sql::RENEWED_HELD },
    Kept { purpose: SECOND_FACTOR_KEY, rows: sql::RENEW_AUTHENTICATORS, put: sql::RENEWED_AUTHENTICATOR },
    Kept { purpose: PASSKEY_KEY, rows: sql::RENEW_PASSKEYS, put: sql::RENEWED_PASSKEY },
    Kept { purpose: PASSKEY_KEY, rows: sql::RENEW_PASSKEY_NAMES, put: sql::RENEWED_PASSKEY_NAME },
    Kept { purpose: WALL_KEY, rows: sql::RENEW_OWN_FACTS, put: sql::RENEWED_OWN_FACT },
    Kept { purpose: WALL_KEY, rows: sql::RENEW_LIFTS, put: sql::RENEWED_LIFT },
    Kept { purpose: VOICE_KEY, rows: sql::RENEW_VOICES, put: sql::RENEWED_VOICE },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_GRANTS, put: sql::RENEWED_GRANT },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_GLASS, put: sql::RENEWED_GLASS },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_GLASS_REVIEWS, put: sql::RENEWED_GLASS_REVIEW },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_REQUESTS, put: sql::RENEWED_REQUEST },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_ANSWERS, put: sql::RENEWED_ANSWER },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_LOOK_MARKS, put: sql::RENEWED_LOOK_MARK },
    Kept { purpose: REASON_KEY, rows: sql::RENEW_LOOK_LIFTS, put: sql::RENEWED_LOOK_LIFT },
];

/// The purposes whose keys are renewed.
const RENEWED: [&str; 9] = [
    PROBE_KEY,
    HEADER_KEY,
    DRAFT_KEY,
    HELD_KEY,
    SECOND_FACTOR_KEY,
    PASSKEY_KEY,
    WALL_KEY,
    VOICE_KEY,
    REASON_KEY,
];

/// A key and the one that takes its place.
struct Renewal {
    old: DataKey,
    new: DataKey,
}

impl Renewal {
    fn seal(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        Ok(self.old.reseal(&self.new, place, sealed)?)
    }
}

/// Gives a store that nobody has open new keys for every case and every purpose, and seals anew what is sealed under
/// the old ones: all of it or nothing. Whoever has the master key, the old keys and an old copy reads what was in that
/// copy, and nothing that came after, but for what the logs say. That it was done is a line of the security log.
///
/// # Errors
/// As opening a store; [`StoreError::InUse`] while anybody has it open; [`StoreError::NotAsRecorded`] where a journal is
/// not as it was recorded, since to chain it anew would hide that.
pub async fn renew_keys(
    config: &Config,
    master: &MasterKey,
    at: Timestamp,
    go_on: GoOn<'_>,
) -> Result<KeysChanged, StoreError> {
    let mut store = Offline::open(config, master).await?;
    match renewed(&mut store, master, at, go_on).await {
        Ok((changed, heads)) => {
            store.commit().await?;
            heads.into_iter().for_each(Told::tell);
            Ok(changed)
        }
        Err(problem) => {
            store.abandon().await;
            Err(problem)
        }
    }
}

async fn renewed(
    store: &mut Offline,
    master: &MasterKey,
    at: Timestamp,
    go_on: GoOn<'_>,
) -> Result<(KeysChanged, Vec<Told>), StoreError> {
    told(go_on, KeyStep::Begun)?;
    let purposes = prepare(store, master).await?;
    store.turn_to_data().await?;
    told(go_on, KeyStep::Prepared)?;
    let mut keys = Vec::with_capacity(purposes.len());
    for (purpose, new) in purposes {
        keys.push((purpose, Renewal { old: store.purposes.seals(purpose)?, new }));
    }
    let of = |purpose| {
        keys.iter().find(|(one, _)| *one == purpose).map(|(_, keys)| keys).ok_or(StoreError::Incomplete)
    };
    let cases = all_cases(store, master, of(HEADER_KEY)?, go_on).await?;
    for kept in &KEPT {
        seal_kept(store, kept, of(kept.purpose)?).await?;
    }
    sqlx::query(sql::RENEW_CEREMONIES).execute(store.data()).await?;
    let sealed = of(PROBE_KEY)?.new.seal(&probe(), PROBE);
    sqlx::query(sql::RENEW_PROBE).bind(sealed).execute(store.data()).await?;
    let heads = store.note(SAID, at).await?;
    told(go_on, KeyStep::Written)?;
    store.turn_to_keys().await?;
    if !store.is_one() {
        told(go_on, KeyStep::Committed)?;
    }
    settle(store.keys(), Pending::Take).await?;
    Ok((KeysChanged { cases, purposes: RENEWED.len() as u64 }, heads))
}

/// Puts a new key beside every old one.
async fn prepare(
    store: &mut Offline,
    master: &MasterKey,
) -> Result<Vec<(&'static str, DataKey)>, StoreError> {
    let mut purposes = Vec::with_capacity(RENEWED.len());
    for purpose in RENEWED {
        let (name, key) = (sealing(purpose), DataKey::generate());
        let wrapped = key.wrap(master, &lies_in(&name));
        sqlx::query(sql::KEY_PURPOSE_NEXT).bind(name).bind(wrapped).execute(store.keys()).await?;
        purposes.push((purpose, key));
    }
    let mut last = text(Uuid::nil());
    loop {
        let rows = cases_after(store, &last).await?;
        let Some(row) = rows.last() else { return Ok(purposes) };
        last = row.cell(0)?;
        for row in &rows {
            let (case, organisation): (CaseId, OrganisationId) = (row.parsed(0)?, row.parsed(1)?);
            let next = DataKey::generate().wrap(master, &wrapping(organisation, case));
            sqlx::query(sql::KEY_CASE_NEXT).bind(text(case)).bind(next).execute(store.keys()).await?;
        }
    }
}

async fn all_cases(
    store: &mut Offline,
    master: &MasterKey,
    header: &Renewal,
    go_on: GoOn<'_>,
) -> Result<u64, StoreError> {
    let (mut cases, mut last) = (0, text(Uuid::nil()));
    loop {
        let rows = cases_after(store, &last).await?;
        let Some(row) = rows.last() else { return Ok(cases) };
        last = row.cell(0)?;
        for row in &rows {
            let (case, organisation): (CaseId, OrganisationId) = (row.parsed(0)?, row.parsed(1)?);
            let place = wrapping(organisation, case);
            let unwrapped = |wrapped: &[u8]| DataKey::unwrap(master, &place, wrapped).map_err(Fault::from);
            let keys = Renewal { old: unwrapped(row.cell(2)?)?, new: unwrapped(row.cell(3)?)? };
            seal_case(store, (organisation, case), &keys, header).await?;
            cases += 1;
        }
        told(go_on, KeyStep::Cases(cases))?;
    }
}

/// Seals everything of a case anew, and chains its journal over what is sealed now. It is read by its old chain first.
async fn seal_case(
    store: &mut Offline,
    of: (OrganisationId, CaseId),
    keys: &Renewal,
    header: &Renewal,
) -> Result<(), StoreError> {
    let (organisation, case) = of;
    let row = sqlx::query(sql::RENEW_HEADER).bind(text(case)).fetch_optional(store.data()).await?;
    // A key that an undone attempt left behind has no case.
    let Some(row) = row else { return Ok(()) };
    let sealed = header.seal(&place::single(organisation, case.as_uuid(), HEADER), row.cell(0)?)?;
    let end = Head { sequence: row.count(1)?, link: Link::from_bytes(row.bytes32(2)?) };
    let link = seal_journal(store, of, keys, &end).await?;
    let query = sqlx::query(sql::RENEWED_RECORD).bind(text(case)).bind(sealed).bind(link.as_bytes().to_vec());
    query.execute(store.data()).await?;
    let rows = sqlx::query(sql::RENEW_SECRETS).bind(text(case)).fetch_all(store.data()).await?;
    for row in &rows {
        let (id, kind): (SecretId, _) = (row.parsed(0)?, row.parsed(1)?);
        let old: &[u8] = row.cell(2)?;
        let sealed = sealed_at(organisation, case, id, kind, |place| keys.seal(place, old))?;
        let query = sqlx::query(sql::RENEWED_SECRET).bind(text(case)).bind(text(id)).bind(sealed);
        query.execute(store.data()).await?;
    }
    Ok(())
}

async fn seal_journal(
    store: &mut Offline,
    (organisation, case): (OrganisationId, CaseId),
    keys: &Renewal,
    end: &Head,
) -> Result<Link, StoreError> {
    let ids = (organisation.as_uuid().into_bytes(), case.as_uuid().into_bytes());
    let (mut chain, mut link) = (Chain::new(ids.0, ids.1), Link::genesis(ids.0, ids.1));
    let rows = sqlx::query(sql::RENEW_ENTRIES).bind(text(case)).fetch_all(store.data()).await?;
    for row in &rows {
        let actor = row.parsed::<UserId>(2)?.as_uuid();
        let mut header = Header {
            sequence: row.count(0)?,
            recorded_at: row.cell(1)?,
            actor: actor.as_bytes(),
            kind: row.cell(3)?,
            digest: Digest::from_bytes(row.bytes32(5)?),
        };
        let payload: Option<&[u8]> = row.cell(4)?;
        let before = Row { header, link: Link::from_bytes(row.bytes32(6)?), payload };
        chain.feed(&before).map_err(|_| StoreError::NotAsRecorded)?;
        let place = place::entry(organisation, case, header.sequence, header.kind);
        let sealed = payload.map(|payload| keys.seal(&place, payload)).transpose()?;
        if let Some(sealed) = &sealed {
            header.digest = Digest::of(sealed);
        }
        link = link.next(&header);
        put_entry(store, case, &header, sealed, &link).await?;
    }
    chain.finish(end).map_err(|_| StoreError::NotAsRecorded)?;
    Ok(link)
}

async fn put_entry(
    store: &mut Offline,
    case: CaseId,
    header: &Header<'_>,
    sealed: Option<Vec<u8>>,
    link: &Link,
) -> Result<(), Fault> {
    let query = sqlx::query(sql::RENEWED_ENTRY)
        .bind(text(case))
        .bind(number(header.sequence))
        .bind(sealed)
        .bind(header.digest.as_bytes().to_vec())
        .bind(link.as_bytes().to_vec());
    query.execute(store.data()).await?;
    Ok(())
}

async fn seal_kept(store: &mut Offline, kept: &Kept, keys: &Renewal) -> Result<(), StoreError> {
    let rows = sqlx::query(kept.rows).fetch_all(store.data()).await?;
    for row in &rows {
        let [one, two, three] = named(row)?;
        let (organisation, stream): (OrganisationId, Uuid) = (row.parsed(3)?, row.parsed(4)?);
        let sealed = keys.seal(&place::single(organisation, stream, row.cell(5)?), row.cell(6)?)?;
        let query = sqlx::query(kept.put).bind(one).bind(two).bind(three).bind(sealed);
        if query.execute(store.data()).await?.rows_affected() != 1 {
            return Err(Fault::damaged().into());
        }
    }
    Ok(())
}

/// The three columns that name a row.
fn named(row: &AnyRow) -> Result<[String; 3], Fault> {
    Ok([row.cell(0)?, row.cell(1)?, row.cell(2)?])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What is sealed anew, beside what stands in [`KEPT`]; what waits for minutes only is deleted.
    const ANEW: [&str; 6] = [
        "meta.value",
        "case_record.header",
        "case_record.head",
        "journal.payload",
        "secret.sealed",
        "ceremony.sealed",
    ];
    /// What stays under its key, because it is chained and the chain is kept outside.
    const STAYS: [&str; 3] = ["access_entry.why", "look_seal.vouched", "security_event.payload"];

    /// Digests, links and ids are nothing sealed.
    fn is_sealed(column: &str) -> bool {
        !["digest", "link", "credential_id"].iter().any(|end| column.ends_with(end))
            && column != "security_head.head"
    }

    fn columns(schema: &str) -> BTreeSet<String> {
        let (mut table, mut found) = ("", BTreeSet::new());
        for line in schema.lines() {
            if let Some(name) = line.strip_prefix("CREATE TABLE ") {
                table = name.trim_end_matches(" (");
            } else if let Some((column, rest)) = line.trim_start().split_once(' ')
                && rest.starts_with("BLOB")
            {
                found.insert(format!("{table}.{column}"));
            }
        }
        found
    }

    /// What is put back of a purpose: the table and the column of its statement.
    fn put(statement: &str) -> String {
        let words: Vec<&str> = statement.split_whitespace().collect();
        format!("{}.{}", words[1], words[3])
    }

    /// Once keys are renewed, nothing opens any more that was left out.
    #[test]
    fn given_every_column_that_can_be_sealed_then_it_is_known_whether_it_is_sealed_anew() {
        let known: BTreeSet<String> = KEPT
            .iter()
            .map(|kept| put(kept.put))
            .chain(ANEW.iter().chain(&STAYS).map(|name| (*name).into()))
            .collect();
        let sealed: BTreeSet<String> =
            columns(include_str!("../schema.sql")).into_iter().filter(|column| is_sealed(column)).collect();
        assert_eq!(sealed, known, "a column that is sealed under a renewed key is a line in KEPT");
        let planted = columns("CREATE TABLE own (\n    id TEXT,\n    words BLOB NOT NULL\n);");
        assert_eq!(planted, ["own.words".to_owned()].into(), "the control");
        assert!(!known.contains("own.words"));
    }
}
