//! Which of the survivor's choices there are locally, kept by the domestic-abuse lead and looked at again by a day
//! (COU-09).

use std::collections::BTreeMap;

use access::action::KeepChoices;
use access::{Actor, check_office};
use domain::Answer;
use domain::choices::Choice;
use domain::when::london;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Conflict, LocalChoice, LocalChoiceKept, SecurityEvent, SecurityKind};

use crate::{Problem, Service};

/// What there is of one choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalChoiceLine {
    /// What was said.
    pub is: LocalChoice,
    /// Who said so.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether the day has passed by which somebody wanted to look again: until they do, nobody knows.
    pub overdue: bool,
}

impl LocalChoiceLine {
    /// Whether it is there, as far as anybody knows today. What was not looked at again in time is not known.
    pub const fn available(&self) -> Answer {
        if self.overdue { Answer::NotKnown } else { self.is.available }
    }
}

/// What there is of the choices. One that is not here was never looked into.
pub type LocalChoices = BTreeMap<Choice, LocalChoiceLine>;

impl Service {
    /// What there is of each choice in one's own organisation.
    ///
    /// # Errors
    /// A fault.
    pub async fn local_choices(&self, actor: &Actor) -> Result<LocalChoices, Problem> {
        let asker = actor.clone();
        let kept: Vec<LocalChoiceKept> = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.local_choices(&asker).await }))
            .await?;
        let (names, today) = (self.colleagues(actor).await?, self.clock.now().to_zoned(london()).date());
        let line = |kept: LocalChoiceKept| {
            let by = names.get(&kept.by).map_or("a former colleague", String::as_str).to_owned();
            (
                kept.is.choice,
                LocalChoiceLine { by, at: kept.at, overdue: is_overdue(&kept.is, today), is: kept.is },
            )
        };
        Ok(kept.into_iter().map(line).collect())
    }

    /// Says what there is of a choice, over what one saw; `seen` is when that was written, or nothing.
    ///
    /// # Errors
    /// Denied; or somebody else wrote something meanwhile.
    pub async fn keep_local_choice(
        &self,
        actor: &Actor,
        seen: Option<Timestamp>,
        is: LocalChoice,
    ) -> Result<(), Problem> {
        let permit = check_office::<KeepChoices>(actor)?;
        let (by, at) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    if !tx.put_local_choice(&permit, seen, &is, at).await? {
                        return Err(Conflict.into());
                    }
                    let event = SecurityEvent::of(&by, SecurityKind::SettingsChanged);
                    let said = format!("What there is locally was written down: {}", is.choice.label());
                    tx.note_security(&event.saying(said), at).await.map_err(Problem::from)
                })
            })
            .await
    }
}

fn is_overdue(is: &LocalChoice, today: Date) -> bool {
    is.review_by < today
}
