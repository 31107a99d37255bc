//! What survivors said of how they were treated, apart from their cases; and what things are called locally.

use std::collections::BTreeMap;
use std::fmt;

use access::action::{KeepChoices, SeeOthersWork};
use access::{Actor, OfficePermit};
use domain::voice::{FeedbackAnswer, FeedbackQuestion, FeedbackTime};
use domain::{CaseId, OrganisationId};
use jiff::Timestamp;
use jiff::civil::Date;
use seal::Mark;
use sqlx::any::AnyRow;

use crate::keys::Keyring;
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Tx, statement};
use crate::{Fault, Store, place, sql};

/// What one survivor said, without who it was.
#[derive(Clone, PartialEq, Eq)]
pub struct VoiceRow {
    /// The mark of the entry from which it comes, or of nothing.
    pub id: Mark,
    /// A day of the month in which they said it; only the month is kept.
    pub month: Date,
    /// When in their case.
    pub time: FeedbackTime,
    /// Their answers.
    pub answers: BTreeMap<FeedbackQuestion, FeedbackAnswer>,
    /// What should change, where their words may be quoted.
    pub words: Option<String>,
    /// Whether a journal gives it.
    pub from_journal: bool,
}

impl fmt::Debug for VoiceRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VoiceRow")
    }
}

/// The mark under which what an entry of a case says of feedback stands apart from it.
pub(crate) fn voice_mark(keys: &Keyring, organisation: OrganisationId, case: CaseId, sequence: u64) -> Mark {
    keys.voice_mark.mark(organisation.as_uuid().into_bytes(), &format!("{case}/{sequence}"))
}

impl Store {
    /// The mark under which what an entry of a case says of feedback stands apart from it.
    pub fn voice_mark(&self, organisation: OrganisationId, case: CaseId, sequence: u64) -> Mark {
        voice_mark(&self.keys, organisation, case, sequence)
    }

    /// A mark of nothing, for somebody who answered without their name.
    pub fn voice_without_name(&self, organisation: OrganisationId) -> Mark {
        let chance: [u8; 16] = seal::random();
        self.keys.voice_mark.mark(organisation.as_uuid().into_bytes(), &format!("{chance:?}"))
    }
}

impl Tx {
    /// Keeps what was said, and takes away what a correction took back.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn keep_voices(
        &mut self,
        actor: &Actor,
        said: &[VoiceRow],
        gone: &[Mark],
    ) -> Result<(), Fault> {
        let gone: Vec<String> = gone.iter().map(text).collect();
        self.put_voices(actor.organisation, said, &gone).await
    }

    /// Puts rows as the journals give them, and takes away those that no journal gives. What somebody said without
    /// their name is never taken away.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn put_voices(
        &mut self,
        organisation: OrganisationId,
        said: &[VoiceRow],
        gone: &[String],
    ) -> Result<(), Fault> {
        for id in gone {
            self.run(statement(sql::VOICE_GONE).bind(text(organisation)).bind(id.clone())).await?;
        }
        for voice in said {
            let bound = bound(&voice.id);
            let place = place::single(organisation, organisation.as_uuid(), &bound);
            let words = voice.words.as_ref().map(|words| self.keys.voice.seal(&place, words.as_bytes()));
            let query = statement(sql::VOICE_PUT)
                .bind(text(organisation))
                .bind(text(voice.id))
                .bind(month(voice.month))
                .bind(voice.time.code())
                .bind(answers(&voice.answers))
                .bind(words)
                .bind(i64::from(voice.from_journal));
            self.run(query).await?;
        }
        Ok(())
    }

    /// Says what something is called locally.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn call_locally(
        &mut self,
        permit: &OfficePermit<KeepChoices>,
        thing: &'static str,
        name: &str,
        at: Timestamp,
    ) -> Result<(), Fault> {
        let query = statement(sql::LOCAL_NAME_PUT)
            .bind(text(permit.organisation()))
            .bind(thing)
            .bind(name.to_owned())
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond());
        self.run(query).await.map(drop)
    }
}

/// A row as it stands, whether or not it can be read.
#[derive(Debug)]
pub struct KeptVoice {
    /// Its mark.
    pub id: String,
    /// What it says; nothing where it does not open, or is in no code of ours.
    pub row: Option<VoiceRow>,
    /// Whether it says of itself that a journal gives it.
    pub from_journal: bool,
}

impl Snapshot {
    /// The mark under which what an entry of a case says of feedback stands apart from it.
    pub fn voice_mark(&self, organisation: OrganisationId, case: CaseId, sequence: u64) -> Mark {
        voice_mark(&self.keys, organisation, case, sequence)
    }

    /// Every row. For the program's own commands, which show nobody anything.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn voices_kept(&mut self, organisation: OrganisationId) -> Result<Vec<KeptVoice>, Fault> {
        let rows = self.rows(statement(sql::VOICES_KEPT).bind(text(organisation))).await?;
        let kept = |row: &AnyRow| {
            let id = row.cell(0)?;
            Ok(KeptVoice { id, row: self.voice(organisation, row).ok(), from_journal: row.flag(5)? })
        };
        rows.iter().map(kept).collect()
    }

    /// What everybody said from this month on, in no order that tells anything.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn voices(
        &mut self,
        permit: &OfficePermit<SeeOthersWork>,
        from: Date,
    ) -> Result<Vec<VoiceRow>, Fault> {
        let organisation = permit.organisation();
        let query = statement(sql::VOICES_FROM).bind(text(organisation)).bind(month(from));
        self.rows(query).await?.iter().map(|row| self.voice(organisation, row)).collect()
    }

    fn voice(&self, organisation: OrganisationId, row: &AnyRow) -> Result<VoiceRow, Fault> {
        let id: Mark = row.parsed(0)?;
        let sealed: Option<&[u8]> = row.cell(4)?;
        let bound = bound(&id);
        let place = place::single(organisation, organisation.as_uuid(), &bound);
        let words = sealed.map(|sealed| self.keys.voice.open(&place, sealed)).transpose()?;
        Ok(VoiceRow {
            id,
            month: format!("{}-01", row.cell::<&str>(1)?).parse().map_err(|_| Fault::damaged())?,
            time: FeedbackTime::from_code(row.cell(2)?).ok_or_else(Fault::damaged)?,
            answers: parsed(row.cell(3)?).ok_or_else(Fault::damaged)?,
            words: words.map(String::from_utf8).transpose().map_err(|_| Fault::damaged())?,
            from_journal: row.flag(5)?,
        })
    }

    /// What something is called locally, where somebody said so.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn local_name(
        &mut self,
        organisation: OrganisationId,
        thing: &'static str,
    ) -> Result<Option<String>, Fault> {
        let query = statement(sql::LOCAL_NAME).bind(text(organisation)).bind(thing);
        self.row(query).await?.map(|row| row.cell(0)).transpose()
    }
}

/// Words are bound to their row: put beside another, they do not open.
fn bound(id: &Mark) -> String {
    format!("voice/{id}")
}

fn month(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

fn answers(answers: &BTreeMap<FeedbackQuestion, FeedbackAnswer>) -> String {
    let one = |(question, answer): (&FeedbackQuestion, &FeedbackAnswer)| {
        format!("{}:{}", question.code(), answer.code())
    };
    answers.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn parsed(codes: &str) -> Option<BTreeMap<FeedbackQuestion, FeedbackAnswer>> {
    let one = |pair: &str| {
        let (question, answer) = pair.split_once(':')?;
        Some((FeedbackQuestion::from_code(question)?, FeedbackAnswer::from_code(answer)?))
    };
    codes.split_whitespace().map(one).collect()
}
