//! Forms that are begun and not finished: told to whoever began one, so that they go on with it, and to colleagues on the
//! case, so that nobody holds the same conversation at the same time. What was written stays its writer's own.

use access::action::SeeCase;
use access::{ActionKind, Actor, Denied, Field, Permit, check, may};
use domain::text::CaseReference;
use domain::{CaseId, DraftId, UserId};
use jiff::Timestamp;
use store::{BegunDraft, Draft, Snapshot};

use crate::work::called;
use crate::{FormKind, Problem, Service};

/// A form about a case that somebody has begun and not finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BegunForm {
    /// Which, where it is the asker's own; nobody else opens it.
    pub own: Option<DraftId>,
    /// Which form.
    pub kind: FormKind,
    /// Who began it.
    pub by: UserId,
    /// When.
    pub began: Timestamp,
    /// When something was last written.
    pub last: Timestamp,
}

/// A form of one's own that is not finished, wherever it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenForm {
    /// Which.
    pub draft: DraftId,
    /// Which form.
    pub kind: FormKind,
    /// The record that it is about, with its reference and what the person at its centre is called; nothing for a report.
    pub about: Option<(CaseId, CaseReference, Option<String>)>,
    /// When it was begun.
    pub began: Timestamp,
}

impl Service {
    /// Which forms about a case are begun and not finished, the first begun first: for whoever may record on it, and of
    /// the parts that they see. It goes with a page that has written who looked.
    ///
    /// # Errors
    /// Denied where the case does not exist for them; or a fault.
    pub async fn begun_forms(&self, actor: &Actor, case: CaseId) -> Result<Vec<BegunForm>, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeCase>(&asker, &facts)?;
                    if may(&asker, &facts, ActionKind::RecordOnCase).is_err() {
                        return Ok(Vec::new());
                    }
                    let begun = snapshot.begun_drafts(&permit).await?;
                    Ok(begun.iter().filter_map(|draft| BegunForm::of(draft, &permit, asker.user)).collect())
                })
            })
            .await
    }

    /// One's own unfinished forms, the last written first: reports, and those about records that one still sees.
    ///
    /// # Errors
    /// A fault.
    pub async fn open_forms(&self, actor: &Actor) -> Result<Vec<OpenForm>, Problem> {
        let (actor, now) = (actor.clone(), self.clock.now());
        self.store
            .read(move |snapshot| {
                Box::pin(async move {
                    let mut forms = Vec::new();
                    for draft in snapshot.open_drafts(&actor).await? {
                        forms.extend(open_form(snapshot, &actor, &draft, now).await?);
                    }
                    Ok(forms)
                })
            })
            .await
    }
}

impl BegunForm {
    fn of(draft: &BegunDraft, permit: &Permit<SeeCase>, asker: UserId) -> Option<Self> {
        let kind = FormKind::from_code(&draft.form)?;
        let part = match kind {
            FormKind::Assessment => Field::Risk,
            FormKind::SafetyPlan => Field::Safety,
            FormKind::Conversation | FormKind::Report(_) => Field::Wishes,
        };
        permit.shows(part).then_some(Self {
            own: (draft.by == asker).then_some(draft.id),
            kind,
            by: draft.by,
            began: draft.created_at,
            last: draft.updated_at,
        })
    }
}

async fn open_form(
    snapshot: &mut Snapshot,
    actor: &Actor,
    draft: &Draft,
    now: Timestamp,
) -> Result<Option<OpenForm>, Problem> {
    let Some(kind) = FormKind::from_code(&draft.form) else { return Ok(None) };
    let form = |about| OpenForm { draft: draft.id, kind, about, began: draft.created_at };
    let Some(case) = draft.case else { return Ok(Some(form(None))) };
    let Some(facts) = snapshot.case_facts(actor, case, now).await? else { return Ok(None) };
    let Ok(permit) = check::<SeeCase>(actor, &facts) else { return Ok(None) };
    let line = snapshot.case_line(&permit).await?;
    Ok(line.map(|line| form(Some((case, line.reference, called(&line.header))))))
}
