//! Who helps here, in the organisation's own words: with abuse of long ago, and how the MARAC is reached. Kept by the
//! domestic-abuse lead, read by whoever has to tell somebody or to refer (domain.md 13E, 3.2).

use access::action::KeepChoices;
use access::{Actor, check_office};
use domain::text::Words;
use store::{SecurityEvent, SecurityKind};

use crate::{Problem, Service};

/// What somebody may have to turn to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpWith {
    /// Abuse of long ago.
    Past,
    /// A referral to the MARAC.
    Conference,
}

impl HelpWith {
    /// Each of them.
    pub const ALL: [Self; 2] = [Self::Past, Self::Conference];

    /// The word in its address, which tells a household nothing.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Past => "past",
            Self::Conference => "conference",
        }
    }

    /// What it is about, in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Past => "Who helps with abuse of long ago",
            Self::Conference => "How we refer to the MARAC",
        }
    }

    /// The one of this word.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// Under which word it is kept.
    pub(crate) const fn kept_as(self) -> &'static str {
        match self {
            Self::Past => "help-past",
            Self::Conference => "help-conference",
        }
    }
}

/// What is written down of each; nothing where nobody has yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalHelp {
    /// Who helps with abuse of long ago.
    pub past: Option<String>,
    /// How a referral to the MARAC is made.
    pub conference: Option<String>,
}

impl LocalHelp {
    /// Nobody has written anything down.
    pub const NONE: Self = Self { past: None, conference: None };

    /// What is written down of one.
    pub fn of(&self, with: HelpWith) -> Option<&str> {
        match with {
            HelpWith::Past => self.past.as_deref(),
            HelpWith::Conference => self.conference.as_deref(),
        }
    }
}

impl Service {
    /// What is written down in one's own organisation. It says nothing of any case.
    ///
    /// # Errors
    /// A fault.
    pub async fn local_help(&self, actor: &Actor) -> Result<LocalHelp, Problem> {
        let organisation = actor.organisation;
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    Ok(LocalHelp {
                        past: snapshot.local_name(organisation, HelpWith::Past.kept_as()).await?,
                        conference: snapshot.local_name(organisation, HelpWith::Conference.kept_as()).await?,
                    })
                })
            })
            .await
    }

    /// Writes down who helps with one of them.
    ///
    /// # Errors
    /// Denied.
    pub async fn keep_local_help(&self, actor: &Actor, with: HelpWith, words: &Words) -> Result<(), Problem> {
        let permit = check_office::<KeepChoices>(actor)?;
        let (by, now, words) = (actor.clone(), self.clock.now(), words.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    tx.call_locally(&permit, with.kept_as(), &words, now).await?;
                    let event = SecurityEvent::of(&by, SecurityKind::SettingsChanged);
                    let event = event.saying(format!("Written down anew: {}", with.label()));
                    tx.note_security(&event, now).await.map_err(Problem::from)
                })
            })
            .await
    }
}
