//! The safety plan on paper: a look that is written first, and a sheet that leads to nobody.

use std::collections::BTreeSet;

use access::action::RecordOnCase;
use access::{Actor, Denied, Field, check};
use domain::CaseId;
use domain::case::{CaseState, Owner};
use domain::needs::Format;
use domain::people::PersonRole;
use domain::safety_plan::{OnPaper, Paper, Printable, Unsaid};
use domain::text::ShortText;

use crate::{Problem, Service};

/// What came of asking for the plan on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// It may be printed, so; in large print where they asked for that.
    Printed(Printable, LargePrint),
    /// Something in it could lead to somebody: first somebody says of each such line that it does not.
    InDoubt {
        /// The sheet as it would be.
        sheet: OnPaper,
        /// The entry that has the plan.
        plan: u64,
    },
    /// It may not: paper is not safe, or nobody asked.
    NotOnPaper(Paper),
    /// There is no plan yet.
    NoPlan,
}

/// Whether they asked for large print.
pub type LargePrint = bool;

/// The lines of one plan of which somebody said that nothing in them leads to anybody.
#[derive(Debug, Clone, Default)]
pub struct SaidFine {
    /// The entry that has the plan.
    pub plan: u64,
    /// The lines, as [`domain::safety_plan::DoubtfulLine::key`] calls them.
    pub lines: BTreeSet<String>,
}

impl Service {
    /// The safety plan for the survivor to keep. That it was asked for is on the disk before it is given. What was said
    /// of another plan's lines counts for nothing.
    ///
    /// # Errors
    /// Denied where they may not record there, or do not see the plan.
    pub async fn plan_sheet(&self, actor: &Actor, case: CaseId, fine: SaidFine) -> Result<Sheet, Problem> {
        let looked = self.look(actor, case, self.clock.now(), "plan-print").await?;
        check::<RecordOnCase>(actor, &looked.facts)?;
        if !looked.permit.shows(Field::Safety) {
            return Err(Denied::NothingHere.into());
        }
        let organisation = self.organisation_name(actor).await?;
        let colleagues = self.colleagues(actor).await?;
        let state = CaseState::from_history(&looked.history);
        let Some(plan) = state.support().plan() else { return Ok(Sheet::NoPlan) };
        let (owner, cover) = match looked.facts.owner {
            Owner::Person { owner, cover } => (Some(owner), cover),
            Owner::Nobody | Owner::Region(_) => (None, None),
        };
        let works_on_it = [Some(plan.actor), Some(actor.user), owner, cover];
        let unsaid = people(&state).phrase(&looked.reference.to_string()).name(&organisation);
        let unsaid = who_agreed(&state).fold(unsaid, Unsaid::name);
        let unsaid = colleagues.iter().fold(unsaid, |unsaid, (user, name)| {
            if works_on_it.contains(&Some(*user)) { unsaid.name(name) } else { unsaid.phrase(name) }
        });
        let lines = if fine.plan == plan.sequence { fine.lines } else { BTreeSet::new() };
        Ok(match plan.is.on_paper(&unsaid).map(|sheet| sheet.cleared(&lines)) {
            Err(paper) => Sheet::NotOnPaper(paper),
            Ok(Ok(sheet)) => Sheet::Printed(sheet, asked_for_large_print(&state)),
            Ok(Err(sheet)) => Sheet::InDoubt { sheet, plan: plan.sequence },
        })
    }

    async fn organisation_name(&self, actor: &Actor) -> Result<String, Problem> {
        let organisation = actor.organisation;
        let kept: Option<store::Organisation> = self
            .store
            .read(move |snapshot| Box::pin(async move { snapshot.organisation(organisation).await }))
            .await?;
        kept.map(|organisation| organisation.name).ok_or(Problem::Fault)
    }
}

/// Whether the survivor asked for what we give them in large print.
pub(crate) fn asked_for_large_print(state: &CaseState) -> bool {
    let survivors = state.with_role(PersonRole::Survivor);
    let needs = survivors.iter().filter_map(|survivor| state.support().needs().get(survivor));
    needs.into_iter().any(|needs| needs.is.formats.contains(&Format::LargePrint))
}

/// Who agreed the plan, or one before it, at another agency: they lead to the survivor as we do.
fn who_agreed(state: &CaseState) -> impl Iterator<Item = &str> {
    let agreed = state.support().plans().iter().flat_map(|plan| plan.is.agreed_with.values());
    agreed.filter_map(|agreed| agreed.who.as_ref()).map(ShortText::as_str)
}

/// The names of everybody in the case, also of those whom the asker does not see.
fn people(state: &CaseState) -> Unsaid {
    let names = state.people().flat_map(|person| person.name.iter().chain(&person.also_known_as));
    names.fold(Unsaid::default(), |unsaid, name| unsaid.name(name.as_str()))
}
