//! What stands apart from every case and is counted: the equality answers and what survivors said of how they were
//! treated. Both are remade from the journals; what somebody said without their name stands in none, and is only looked at
//! for whether it can be read.

use std::collections::BTreeMap;

use domain::case::{CaseEvent, CaseState};
use domain::text::CaseReference;
use domain::{OrganisationId, Recorded};
use store::{CountRow, Differs, Fault, KeptCase, KeptVoice, Store, VoiceRow};

use super::rebuilding::Difference;
use crate::counting::counted;
use crate::voices::{is_quoted, name_words_of, said};

/// The table of what survivors said.
const VOICE: &str = "voice";
/// The table of the equality answers.
const COUNT: &str = "equality_count";

/// What the journals of an organisation give, by the mark under which it is kept.
#[derive(Default)]
pub(super) struct Apart {
    counts: BTreeMap<String, (CaseReference, CountRow)>,
    voices: BTreeMap<String, (CaseReference, Voice)>,
}

/// What an entry gives: whole, to be compared, and with the names left out that are known today, to be written.
struct Voice {
    whole: VoiceRow,
    to_write: VoiceRow,
}

/// What differs, and what puts it right.
#[derive(Default)]
pub(super) struct ApartDiffers {
    pub(super) differences: Vec<Difference>,
    /// How many answers without a name no journal can vouch for.
    pub(super) without_name: u64,
    counts: Vec<CountRow>,
    counts_gone: Vec<String>,
    voices: Vec<VoiceRow>,
    voices_gone: Vec<String>,
}

impl Apart {
    /// Takes in one case. `colleagues` are the names of everybody who works there.
    pub(super) fn add(&mut self, kept: &KeptCase, history: &[Recorded<CaseEvent>], colleagues: &[String]) {
        let reference = kept.reference();
        for one in counted(history) {
            let row = kept.count_row(&one);
            self.counts.insert(row.mark().to_owned(), (reference, row));
        }
        if !history.iter().any(|entry| matches!(entry.event, CaseEvent::FeedbackGiven(_))) {
            return;
        }
        let state = CaseState::from_history(history);
        let names = name_words_of(Some(&state), colleagues.iter().map(String::as_str));
        let mark = |sequence| kept.voice_mark(sequence);
        let written = said(&state, &names, mark);
        for (whole, to_write) in said(&state, &[].into(), mark).into_iter().zip(written) {
            self.voices.insert(whole.id.to_string(), (reference, Voice { whole, to_write }));
        }
    }

    /// Takes in what another part of the cases gave.
    pub(super) fn extend(&mut self, other: Self) {
        self.counts.extend(other.counts);
        self.voices.extend(other.voices);
    }

    /// Holds it against what is kept.
    pub(super) async fn against(
        self,
        store: &Store,
        organisation: OrganisationId,
    ) -> Result<ApartDiffers, Fault> {
        let (counts, voices) = store
            .read::<_, Fault, _>(move |snapshot| {
                Box::pin(async move {
                    Ok((snapshot.counts_kept(organisation).await?, snapshot.voices_kept(organisation).await?))
                })
            })
            .await?;
        let mut found = ApartDiffers::default();
        found.compare_counts(self.counts, counts);
        found.compare_voices(self.voices, voices);
        Ok(found)
    }
}

const fn at(table: &'static str, column: &'static str) -> Differs {
    Differs { table, column }
}

impl ApartDiffers {
    fn tell(&mut self, case: Option<CaseReference>, at: Differs) {
        self.differences.push(Difference { case, at });
    }

    fn compare_counts(
        &mut self,
        mut given: BTreeMap<String, (CaseReference, CountRow)>,
        kept: Vec<CountRow>,
    ) {
        for kept in kept {
            let Some((case, row)) = given.remove(kept.mark()) else {
                self.tell(None, at(COUNT, "extra row"));
                self.counts_gone.push(kept.mark().to_owned());
                continue;
            };
            let columns: Vec<Differs> = row.differences(&kept).collect();
            if !columns.is_empty() {
                for at in columns {
                    self.tell(Some(case), at);
                }
                self.counts.push(row);
            }
        }
        for (case, row) in given.into_values() {
            self.tell(Some(case), at(COUNT, "missing row"));
            self.counts.push(row);
        }
    }

    fn compare_voices(&mut self, mut given: BTreeMap<String, (CaseReference, Voice)>, kept: Vec<KeptVoice>) {
        for kept in kept {
            match given.remove(&kept.id) {
                Some((case, voice)) => self.compare_voice(case, voice, kept.row.as_ref()),
                None if kept.from_journal => {
                    self.tell(None, at(VOICE, "extra row"));
                    self.voices_gone.push(kept.id);
                }
                None => {
                    self.without_name += 1;
                    if kept.row.is_none() {
                        self.tell(None, at(VOICE, "unreadable row"));
                    }
                }
            }
        }
        for (case, voice) in given.into_values() {
            self.tell(Some(case), at(VOICE, "missing row"));
            self.voices.push(voice.to_write);
        }
    }

    fn compare_voice(&mut self, case: CaseReference, voice: Voice, kept: Option<&VoiceRow>) {
        let month = |row: &VoiceRow| (row.month.year(), row.month.month());
        let whole = &voice.whole;
        let columns = match kept {
            None => vec!["unreadable row"],
            Some(kept) => [
                ("month", month(kept) != month(whole)),
                ("time", kept.time != whole.time),
                ("answers", kept.answers != whole.answers),
                ("words", !is_quoted(kept.words.as_deref(), whole.words.as_deref())),
                ("from_journal", !kept.from_journal),
            ]
            .into_iter()
            .filter_map(|(column, other)| other.then_some(column))
            .collect(),
        };
        if !columns.is_empty() {
            for column in columns {
                self.tell(Some(case), at(VOICE, column));
            }
            self.voices.push(voice.to_write);
        }
    }

    /// Puts it right.
    pub(super) async fn write(self, store: &Store, organisation: OrganisationId) -> Result<(), Fault> {
        let Self { counts, counts_gone, voices, voices_gone, .. } = self;
        store
            .write(move |tx| {
                Box::pin(async move {
                    tx.put_counts(organisation, &counts, &counts_gone).await?;
                    tx.put_voices(organisation, &voices, &voices_gone).await
                })
            })
            .await
    }
}
