//! What is recorded on two cases or on neither: that they are about the same person, and that they are not (T8).

use std::collections::BTreeSet;
use std::sync::Arc;

use access::action::RecordOnCase;
use access::{ActionKind, Actor};
use domain::case::{CaseCommand, Refusal, decide};
use domain::same_person::{Differing, Joined, Parted, is_confirmed, may_be_one};
use domain::text::{CaseReference, Words};
use domain::{CaseId, Moment};
use store::Recording;

use super::{Loaded, TRIES};
use crate::projection::{Change, Rules, change};
use crate::walls::{NewWalls, OfChange};
use crate::{Problem, Service};

/// What is said of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    SamePerson(Differing),
    TwoPeople,
}

impl Said {
    fn of(self, other: CaseId, reference: CaseReference, why: &Words) -> CaseCommand {
        let why = why.clone();
        match self {
            Self::SamePerson(_) => CaseCommand::JoinRecords(Joined { other, reference, why }),
            Self::TwoPeople => CaseCommand::PartRecords(Parted { other, reference, why }),
        }
    }
}

/// A record as it was read, of which something is said.
type Side = Loaded<RecordOnCase>;

impl Service {
    /// Records on two cases that they are about the same person. Nothing is copied from one to the other.
    ///
    /// # Errors
    /// Denied, also where one of the two does not exist for the asker; refused where they are of two sides, where one
    /// names nobody whom it is about, where their names or dates of birth differ and that was not confirmed, or where it
    /// was said before. Then neither was recorded on.
    pub async fn join_records(
        &self,
        actor: &Actor,
        cases: (CaseId, CaseId),
        (why, differing): (&Words, Differing),
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.say_of_both(actor, cases, (Said::SamePerson(differing), why), moment).await
    }

    /// Takes it back on both: they are about two people after all.
    ///
    /// # Errors
    /// Denied, also where one of the two does not exist for the asker; refused where nobody had said so.
    pub async fn part_records(
        &self,
        actor: &Actor,
        cases: (CaseId, CaseId),
        why: &Words,
        moment: &Moment,
    ) -> Result<(), Problem> {
        self.say_of_both(actor, cases, (Said::TwoPeople, why), moment).await
    }

    async fn say_of_both(
        &self,
        actor: &Actor,
        (one, other): (CaseId, CaseId),
        said: (Said, &Words),
        moment: &Moment,
    ) -> Result<(), Problem> {
        // Always in the same order, so that two who say it at once do not wait for each other.
        let cases = (one.min(other), one.max(other));
        for _ in 1..TRIES {
            match Box::pin(self.try_to_say(actor, cases, said, moment)).await {
                Err(Problem::Conflict(_) | Problem::Behind) => {}
                done => return done,
            }
        }
        Box::pin(self.try_to_say(actor, cases, said, moment)).await
    }

    async fn try_to_say(
        &self,
        actor: &Actor,
        (one, other): (CaseId, CaseId),
        (said, why): (Said, &Words),
        moment: &Moment,
    ) -> Result<(), Problem> {
        let rules = self.rules(actor.organisation).await?;
        let sides = (self.side(actor, one).await?, self.side(actor, other).await?);
        // From here on nobody says that the two are of two sides.
        let turn = self.turn(true).await?;
        if let Said::SamePerson(differing) = said {
            let apart = self.walls.are_sides(one, other) || self.walls.are_opposed(one, other);
            may_be_joined(&sides, apart, differing)?;
        }
        let commands = (said.of(other, sides.1.reference, why), said.of(one, sides.0.reference, why));
        let (first, of_first) = self.sealed(&rules, actor, sides.0, commands.0, moment).await?;
        let (second, of_second) = self.sealed(&rules, actor, sides.1, commands.1, moment).await?;
        let walls = self.awaited(actor, [&of_first, &of_second], moment);
        let (at, when) = (turn.at(), moment.clone());
        let walls = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    at.begin(tx, None).await?;
                    tx.record(first).await?;
                    tx.record(second).await?;
                    for walls in &walls {
                        walls.write(tx, &when).await?;
                    }
                    Ok::<_, Problem>(walls)
                })
            })
            .await?;
        for (change, walls) in [of_first, of_second].iter().zip(&walls) {
            self.walls.took(change.facts.case, None, walls);
            self.index.put(&change.facts, &change.header);
            drop(self.at_hand.take(change.facts.case));
        }
        self.walls.moved(at);
        Ok(())
    }

    /// One of the two. Whoever reads who has looked finds an entry there like any other.
    async fn side(&self, actor: &Actor, case: CaseId) -> Result<Side, Problem> {
        let needs = BTreeSet::from([ActionKind::JoinRecords]);
        self.load_for::<RecordOnCase>(actor, case, needs, false).await
    }

    async fn sealed(
        &self,
        rules: &Arc<Rules>,
        actor: &Actor,
        side: Side,
        command: CaseCommand,
        moment: &Moment,
    ) -> Result<(Recording, Change), Problem> {
        let Loaded { before, permit, standing, reference, .. } = side;
        let events = decide(&before.state, command, moment)?;
        let change = change(rules, reference, before, events, permit.case(), moment, actor.organisation);
        let recording = self.store.recording(&permit, &standing, change.together(&[]), moment).await?;
        Ok((recording, change))
    }

    /// The walls that waited for somebody else to act on one of the two.
    fn awaited(&self, actor: &Actor, changes: [&Change; 2], moment: &Moment) -> [NewWalls; 2] {
        changes.map(|change| {
            let OfChange { new, .. } = self.walls.of_change(actor, change, &[], moment);
            new
        })
    }
}

/// The rules of both together. That the two are kept apart, or that a survivor in one has the number of somebody who is
/// said to cause harm in the other, is said in the words of two sides.
fn may_be_joined((one, other): &(Side, Side), apart: bool, differing: Differing) -> Result<(), Refusal> {
    if apart {
        return Err(Refusal::OtherSide);
    }
    may_be_one(&one.before.state, &other.before.state)?;
    is_confirmed(&one.before.state, &other.before.state, differing)
}
