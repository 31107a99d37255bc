//! Unfinished forms: kept answer by answer, so that a dropped call or a closed tab loses nothing, and
//! two tabs never overwrite each other unseen.

use std::collections::BTreeMap;

use access::action::{RecordOnCase, SeeCase, TakeReport};
use access::{Actor, CaseView, Denied, check, check_office};
use domain::report::Route;
use domain::{CaseId, DraftId};
use jiff::Timestamp;
use store::{DraftField, Saved};

use crate::{Problem, Service};

/// Which form a draft is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// A report, on the road that it takes.
    Report(Route),
    /// The first conversation with a survivor, on a case.
    Conversation,
    /// An assessment of the risk, on a case.
    Assessment,
    /// A safety plan, on a case.
    SafetyPlan,
}

impl FormKind {
    const ALL: [Self; 6] = [
        Self::Report(Route::Disclosure),
        Self::Report(Route::Suspicion),
        Self::Report(Route::OwnBehaviour),
        Self::Conversation,
        Self::SafetyPlan,
        Self::Assessment,
    ];

    /// The code in forms and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Report(Route::Disclosure) => "report-survivor",
            Self::Report(Route::Suspicion) => "report-other",
            Self::Report(Route::OwnBehaviour) => "report-own-behaviour",
            Self::Conversation => "conversation",
            Self::Assessment => "assessment",
            Self::SafetyPlan => "safety-plan",
        }
    }

    /// The plain words on a page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Report(Route::Disclosure) => "From the survivor",
            Self::Report(Route::Suspicion) => "From somebody else, or a pattern",
            Self::Report(Route::OwnBehaviour) => "From the person who causes harm",
            Self::Conversation => "First conversation",
            Self::Assessment => "Risk assessment",
            Self::SafetyPlan => "Safety plan",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The road of a report.
    pub const fn route(self) -> Option<Route> {
        match self {
            Self::Report(route) => Some(route),
            Self::Conversation | Self::SafetyPlan | Self::Assessment => None,
        }
    }
}

/// An answer with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The values: ticked boxes and the parts of a date are several.
    pub values: Vec<String>,
    /// How often it was changed.
    pub seen: u64,
}

/// A draft with its answers.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Which form.
    pub kind: FormKind,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// The case it became part of, once it was finished.
    pub finished: Option<CaseId>,
    /// The answers by field.
    pub answers: BTreeMap<String, Answered>,
}

/// A draft in a list.
#[derive(Debug, Clone, Copy)]
pub struct DraftLine {
    /// Which.
    pub draft: DraftId,
    /// Which form.
    pub kind: FormKind,
    /// The case it is about.
    pub case: Option<CaseId>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What became of an answer that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is kept.
    Kept {
        /// Its version now.
        seen: u64,
    },
    /// Another tab had changed it; that answer stands.
    Clash {
        /// What stands.
        theirs: Vec<String>,
        /// Its version.
        seen: u64,
    },
}

impl Service {
    /// Begins a form: a report, or a form on a case that one may record on.
    ///
    /// # Errors
    /// Denied where one may not.
    pub async fn start_draft(
        &self,
        actor: &Actor,
        kind: FormKind,
        case: Option<CaseId>,
    ) -> Result<DraftId, Problem> {
        let moment = self.moment(actor);
        let draft = DraftId::from_uuid(moment.ids.nth(0));
        let actor = actor.clone();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    match case {
                        None => drop(check_office::<TakeReport>(&actor)?),
                        Some(case) => {
                            let facts =
                                tx.case_facts(&actor, case, moment.now).await?.ok_or(Denied::NothingHere)?;
                            check::<RecordOnCase>(&actor, &facts)?;
                        }
                    }
                    tx.begin_draft(&actor, draft, kind.code(), case, moment.now).await?;
                    Ok(draft)
                })
            })
            .await
    }

    /// One's own unfinished forms, the last changed first.
    ///
    /// # Errors
    /// A fault.
    pub async fn open_drafts(&self, actor: &Actor) -> Result<Vec<DraftLine>, Problem> {
        let actor = actor.clone();
        let drafts: Vec<store::Draft> = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.open_drafts(&actor).await }))
            .await?;
        let line = |draft: store::Draft| {
            let kind = FormKind::from_code(&draft.form)?;
            Some(DraftLine { draft: draft.id, kind, case: draft.case, updated_at: draft.updated_at })
        };
        Ok(drafts.into_iter().filter_map(line).collect())
    }

    /// A form of one's own; `None` where there is none of that id.
    ///
    /// # Errors
    /// A fault.
    pub async fn draft(&self, actor: &Actor, draft: DraftId) -> Result<Option<Draft>, Problem> {
        let actor = actor.clone();
        let found: Option<(store::Draft, Vec<DraftField>)> = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let Some(found) = snapshot.draft(&actor, draft).await? else {
                        return Ok::<_, Problem>(None);
                    };
                    Ok(Some((found, snapshot.draft_fields(&actor, draft).await?)))
                })
            })
            .await?;
        Ok(found.and_then(|(found, fields)| {
            Some(Draft {
                kind: FormKind::from_code(&found.form)?,
                case: found.case,
                finished: found.finished_at.and(found.case),
                answers: fields.into_iter().map(answered).collect(),
            })
        }))
    }

    /// Keeps one answer. An answer that says nothing new is no clash, whatever version it names.
    ///
    /// # Errors
    /// Denied where the form is not one's own, or was finished.
    pub async fn keep_answer(
        &self,
        actor: &Actor,
        draft: DraftId,
        field: &str,
        values: Vec<String>,
        seen: u64,
    ) -> Result<Kept, Problem> {
        let now = self.clock.now();
        let (actor, value) = (actor.clone(), serde_json::to_string(&values).map_err(|_| Problem::Fault)?);
        let sent = DraftField { field: field.to_owned(), version: seen, value };
        let saved = self
            .store
            .write(move |tx| {
                Box::pin(async move { tx.save_field(&actor, draft, &sent, now).await.map_err(Problem::from) })
            })
            .await?;
        became(saved)
    }

    /// Keeps every answer of a form that was sent whole, all on the disk together; each with the version
    /// that the page held. Answers what became of each, in the same order.
    ///
    /// # Errors
    /// Denied where the form is not one's own, or was finished.
    pub async fn keep_answers(
        &self,
        actor: &Actor,
        draft: DraftId,
        answers: Vec<(String, Answered)>,
    ) -> Result<Vec<(String, Kept)>, Problem> {
        let (actor, now) = (actor.clone(), self.clock.now());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let mut kept = Vec::with_capacity(answers.len());
                    for (field, answer) in &answers {
                        let value = serde_json::to_string(&answer.values).map_err(|_| Problem::Fault)?;
                        let sent = DraftField { field: field.clone(), version: answer.seen, value };
                        kept.push((field.clone(), became(tx.save_field(&actor, draft, &sent, now).await?)?));
                    }
                    Ok::<_, Problem>(kept)
                })
            })
            .await
    }

    /// The case as a form that is about to be recorded on it needs it, to know its people by their ids.
    /// It is shown to nobody: what is recorded next, or the page that says why not, writes who looked
    ///
    ///
    /// # Errors
    /// Denied where they may not record there.
    pub async fn case_to_record_on(&self, actor: &Actor, case: CaseId) -> Result<CaseView, Problem> {
        let (actor, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&actor, case, now).await?.ok_or(Denied::NothingHere)?;
                    check::<RecordOnCase>(&actor, &facts)?;
                    let permit = check::<SeeCase>(&actor, &facts)?;
                    let history = snapshot.history(&permit).await?;
                    Ok(CaseView::reduce(&permit, &history, now))
                })
            })
            .await
    }

    /// Throws an unfinished form of one's own away.
    ///
    /// # Errors
    /// A fault.
    pub async fn discard_draft(&self, actor: &Actor, draft: DraftId) -> Result<(), Problem> {
        let actor = actor.clone();
        self.store
            .write(move |tx| {
                Box::pin(
                    async move { tx.discard_draft(&actor, draft).await.map(drop).map_err(Problem::from) },
                )
            })
            .await
    }
}

fn became(saved: Saved) -> Result<Kept, Problem> {
    match saved {
        Saved::Kept(seen) => Ok(Kept::Kept { seen }),
        Saved::Theirs(other) => {
            let (_, other) = answered(other);
            Ok(Kept::Clash { theirs: other.values, seen: other.seen })
        }
        Saved::NoDraft => Err(Denied::NothingHere.into()),
    }
}

fn answered(field: DraftField) -> (String, Answered) {
    let values = serde_json::from_str(&field.value).unwrap_or_default();
    (field.field, Answered { values, seen: field.version })
}
