//! Reports by people who are walled off from what they report (security.md, section 12).
//!
//! The report is taken as any other and becomes a case of its own. Whoever took it sees of it what everybody
//! sees of a report they took: what they wrote, until somebody has it. From the moment that anybody else acts
//! on it their wall stands, and it is gone for them as every report is that somebody took over.

use access::Actor;
use domain::{CaseId, Moment};
use matching::Grounds;
use store::{Because, Fault, Tx, Waiting};

use super::held::Parties;
use super::{NewWalls, Walls};
use crate::projection::Change;
use crate::recording::ProtectedFact;

/// What a new report means for walls.
pub(crate) struct OfOpening {
    case: CaseId,
    parties: Parties,
    new: NewWalls,
    waiting: Option<Waiting>,
}

impl OfOpening {
    /// Writes it, inside the transaction that opens the case.
    pub(crate) async fn write(&self, tx: &mut Tx, moment: &Moment) -> Result<(), Fault> {
        self.new.write(tx, moment).await?;
        match &self.waiting {
            Some(waiting) => tx.let_wall_wait(waiting).await,
            None => Ok(()),
        }
    }
}

impl Walls {
    /// What a new report calls for. Whoever takes it is not walled off from it yet.
    pub(crate) fn of_opening(
        &self,
        actor: &Actor,
        change: &Change,
        facts: &[&ProtectedFact],
        moment: &Moment,
    ) -> OfOpening {
        let (case, organisation) = (change.facts.case, change.facts.organisation);
        let held = self.held();
        let parties = held.parties(&self.key, change, facts);
        let mut new = NewWalls::default();
        held.of_case(case, &parties, moment.now, &mut new);
        let theirs =
            new.walls.iter().filter(|wall| wall.user == actor.user && wall.because != Because::Restricted);
        let own = theirs.map(|wall| Grounds::from_codes(&wall.grounds)).reduce(Grounds::with);
        new.walls.retain(|wall| wall.user != actor.user);
        let like = held.behind_walls_of(actor.user, &parties);
        let waiting = (own.is_some() || like.is_some()).then(|| Waiting {
            case,
            user: actor.user,
            organisation,
            grounds: own.unwrap_or(Grounds::NONE).codes(),
            since: moment.now,
            like,
        });
        OfOpening { case, parties, new, waiting }
    }

    /// Makes the people of a new report known before it is written.
    pub(crate) fn expect_opening(&self, of_opening: &OfOpening) {
        self.held_mut().expect(of_opening.case, &of_opening.parties);
    }

    /// Takes over what was written with the opening.
    pub(crate) fn opened(&self, of_opening: OfOpening) {
        let OfOpening { case, parties, new, waiting } = of_opening;
        let mut held = self.held_mut();
        held.put_case(case, parties);
        held.take(&new);
        if let Some(waiting) = waiting {
            held.wait(waiting.case, waiting.user, Grounds::from_codes(&waiting.grounds));
        }
    }
}
