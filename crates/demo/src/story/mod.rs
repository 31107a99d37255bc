//! One case, told step by step.

mod cast;
mod compose;
mod compromised;
mod disclosure;
mod ending;
mod follow;
mod joined;
mod opening;
mod own;
mod reach;
mod road;
mod script;
mod suspicion;

use std::fmt;

use domain::case::CaseCommand;
use domain::people::SecretKind;
use domain::report::Route;
use domain::text::CaseReference;
use domain::{CaseId, SecretId, UserId};
use jiff::Timestamp;

use crate::course::{Course, drawn};
use crate::tale::Tale;
use crate::vignettes;
use crate::world::World;
use cast::Cast;
use script::Script;

/// One fictional case.
#[derive(Debug, Clone)]
pub struct DemoCase {
    /// Its id, minted at the moment of its first report.
    pub case: CaseId,
    /// Its reference, unique in its world.
    pub reference: CaseReference,
    /// What was recorded, in the order of time.
    pub steps: Vec<Step>,
}

/// One thing that somebody recorded.
#[derive(Clone)]
pub struct Step {
    /// When it was recorded.
    pub at: Timestamp,
    /// Who recorded it.
    pub actor: UserId,
    /// What was recorded.
    pub command: CaseCommand,
    /// The protected facts that came with it, to be sealed apart from the events.
    pub secrets: Vec<(SecretId, SecretKind, String)>,
}

/// The protected facts do not print.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("at", &self.at).field("command", &self.command).finish_non_exhaustive()
    }
}

/// The case number `index` of a world. None only for a world in which nobody works.
pub(crate) fn tell(world: &World, index: usize) -> Option<DemoCase> {
    let (mut script, tale, course) = begun(world, index)?;
    let case = CaseId::from_uuid(script.id());
    let people = Cast::of(&tale, &mut script);
    let told = match tale.source.route() {
        Route::Disclosure => disclosure::tell(&mut script, &tale, &people, course),
        Route::Suspicion => suspicion::tell(&mut script, &tale, &people, course),
        Route::OwnBehaviour => own::tell(&mut script, &tale, &people, course),
    };
    told?;
    joined::tell(&mut script, index)?;
    Some(DemoCase { case, reference: world.reference(index), steps: script.steps })
}

/// What the case number `index` is named by, for another that tells of it.
fn named(world: &World, index: usize) -> Option<(CaseId, CaseReference)> {
    let (mut script, ..) = begun(world, index)?;
    Some((CaseId::from_uuid(script.id()), world.reference(index)))
}

/// A case of which nothing is told yet.
fn begun(world: &World, index: usize) -> Option<(Script<'_>, Tale, Course)> {
    let mut dice = world.dice(index);
    let (tale, course) = tale(world, index, &mut dice);
    let (least, most) = if world.events_per_case().is_some() { (60 * DAY, 420 * DAY) } else { course.age() };
    let opened = script::later(world.now, -dice.between(least, most));
    let mut script = Script::begin(world, dice, opened, tale.severity)?;
    if !tale.came_by_at_any_hour() && least >= DAY {
        script.in_office_hours(opened);
    }
    Some((script, tale, course))
}

/// Minutes in a day.
const DAY: i64 = 24 * 60;

fn tale(world: &World, index: usize, dice: &mut crate::dice::Dice) -> (Tale, Course) {
    let written =
        world.arranged(index).and_then(|(story, course)| Some((vignettes::all().nth(story)?, course)));
    let (tale, course) = if let Some((story, course)) = written {
        (Tale::from(story), course)
    } else {
        let tale = compose::tale(dice);
        let course = drawn(tale.source.route(), dice);
        (tale, course)
    };
    (tale, if world.events_per_case().is_some() { course.with_room() } else { course })
}
