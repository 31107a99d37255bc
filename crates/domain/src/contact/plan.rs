//! The contact plan: every way to reach the survivor, and whether it is safe.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::hours::SafeTimes;
use crate::codes::codes;
use crate::interpreting::names_a_relation;
use crate::text::{ShortText, Words};
use crate::{Answer, ChannelId, PersonId, SecretId};

codes! {
    /// A way of getting in touch.
    ChannelKind {
        Phone = "phone", "Phone call";
        Text = "text", "Text message";
        Email = "email", "Email";
        Letter = "letter", "Letter";
        Visit = "visit", "Visit";
        Meeting = "meeting", "Meeting at an agreed place";
        Supporter = "supporter", "Through somebody they trust";
    }
}

codes! {
    /// Whether using a channel is safe. `Unknown` is where every channel starts, and it means: do not.
    Safety {
        Unknown = "unknown", "Not known: do not use";
        Safe = "safe", "Safe";
        NotSafe = "not-safe", "Not safe: never use";
    }
}

codes! {
    /// Who confirmed that a channel is safe. Only the survivor's own word, or a worker who spoke with
    /// them, counts.
    ConfirmedBy {
        Survivor = "survivor", "The survivor told us";
        Idva = "idva", "Their IDVA told us";
        Worker = "worker", "A worker of another agency who spoke with them";
    }
}

codes! {
    /// What may be left on voicemail.
    Voicemail {
        Never = "never", "Never leave a message";
        Neutral = "neutral", "Only the agreed neutral words";
    }
}

codes! {
    /// What to do if the line drops.
    LineDrops {
        WaitForThem = "wait", "Do not call back: wait for them";
        CallBack = "call-back", "Call back on the same number";
        CallPolice = "call-police", "Call the police";
        NotAgreed = "not-agreed", "Not agreed yet: do not call back";
    }
}

/// Who said that a channel is safe, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmed {
    /// Whose word it is.
    pub by: ConfirmedBy,
    /// On which day.
    pub on: Date,
}

/// One way to reach the survivor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// Which channel; it keeps its id from plan to plan.
    pub channel: ChannelId,
    /// What kind.
    pub kind: ChannelKind,
    /// The number or address, kept apart. None for a kind that needs none.
    pub secret: Option<SecretId>,
    /// Whose number or address it is.
    pub whose: PersonId,
    /// Whether anybody else sees, hears or can open it.
    pub seen_by_others: Answer,
    /// Who else, in the words that were used.
    pub who_else: Option<ShortText>,
    /// Safe, not safe, or not known.
    pub safety: Safety,
    /// By whom confirmed, and when. A channel without it is not safe.
    pub confirmed: Option<Confirmed>,
    /// When it may be used.
    pub times: SafeTimes,
    /// What may be left on voicemail.
    pub voicemail: Voicemail,
    /// The exact neutral words for voicemail, a text or a cover story.
    pub neutral_words: Option<ShortText>,
}

impl Channel {
    /// Whether a message may be left by it: only where the survivor agreed to it, and to which words. In writing the
    /// message is the contact itself.
    pub fn may_leave_words(&self) -> bool {
        may_leave_words(self.kind, self.voicemail, self.neutral_words.as_ref())
    }
}

pub(super) const fn may_leave_words(
    kind: ChannelKind,
    voicemail: Voicemail,
    words: Option<&ShortText>,
) -> bool {
    let in_writing = matches!(kind, ChannelKind::Text | ChannelKind::Email | ChannelKind::Letter);
    words.is_some() && (in_writing || matches!(voicemail, Voicemail::Neutral))
}

/// A professional interpreter: never family or friends (domain.md 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interpreter {
    /// The language, British Sign Language included.
    pub language: ShortText,
    /// What the survivor asked of the interpreter: a woman, not from the same community.
    pub wishes: Option<ShortText>,
}

impl Interpreter {
    /// Whether what is said of them names somebody who must never interpret (ONE-22). One rule with the needs.
    pub fn is_of_the_family(&self) -> bool {
        let said = [Some(&self.language), self.wishes.as_ref()].into_iter().flatten();
        said.into_iter().any(|text| names_a_relation(text.as_str()))
    }
}

/// How this person may be contacted. The newest plan stands for all before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPlan {
    /// The survivor.
    pub survivor: PersonId,
    /// Every way, safe or not. What is not here may not be used.
    pub channels: Vec<Channel>,
    /// The word that tells us to stop.
    pub code_word: Option<ShortText>,
    /// What to do if the line drops.
    pub line_drops: LineDrops,
    /// Who may be told anything, and what.
    pub may_be_told: Option<Words>,
    /// The interpreter, where one is needed.
    pub interpreter: Option<Interpreter>,
}

impl ContactPlan {
    /// The channel with this id.
    pub fn channel(&self, channel: ChannelId) -> Option<&Channel> {
        self.channels.iter().find(|one| one.channel == channel)
    }

    /// The protected facts of its channels.
    pub(crate) fn secrets_mut(&mut self) -> impl Iterator<Item = &mut SecretId> {
        self.channels.iter_mut().filter_map(|channel| channel.secret.as_mut())
    }
}
