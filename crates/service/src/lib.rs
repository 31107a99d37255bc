//! The journeys: permit, load, decide, seal, append, project, in one transaction.
//!
//! This crate alone owns the clock and chance. A handler of the web, a command of the server and a test
//! call the same methods of [`Service`].

mod allowed;
mod at_hand;
mod case_page;
pub mod clock;
pub mod commands;
mod contact;
mod correcting;
mod drafts;
mod find;
mod held;
mod index;
mod judging;
mod looks;
mod names;
mod office;
pub mod password;
mod problem;
mod projection;
mod recording;
mod reports;
mod rules;
pub mod seeding;
mod setting_aside;
mod sign_in;
mod throttle;
mod work;

use std::sync::Arc;

use access::Actor;
use domain::Moment;
use store::Store;

pub use case_page::{CasePage, ChannelLine, DutyLine};
pub use contact::{Cleared, Revealed};
pub use correcting::Instead;
pub use drafts::{Answered, Draft, DraftLine, FormKind, Kept};
pub use find::Found;
pub use held::{HeldForm, LateForm};
pub use looks::LookLine;
pub use names::Assignable;
pub use office::{Account, LinkFor, NewColleague, OfficeProblem, OrganisationPage, SetUp};
pub use problem::Problem;
pub use projection::{Header, Rules, judged};
pub use recording::{Entry, ProtectedFact};
pub use reports::Receipt;
pub use rules::PolicyProblem;
pub use sign_in::Session;
pub use work::{WaitingLine, Whose, WorkCounts, WorkLine, WorkPage, WorkRecord};

use at_hand::AtHand;
use clock::Clock;
use index::Index;
use names::KnownNames;
use rules::InForce;
use throttle::Throttle;

/// The journeys, over one store.
pub struct Service {
    store: Store,
    clock: Clock,
    index: Arc<Index>,
    at_hand: AtHand,
    in_force: InForce,
    names: KnownNames,
    throttle: Throttle,
    hashing: tokio::sync::Semaphore,
}

impl Service {
    /// Opens the journeys over a store, and reads what search needs into memory.
    ///
    /// # Errors
    /// What the store says.
    pub async fn over(store: Store, clock: Clock) -> Result<Self, Problem> {
        let index = Arc::new(Index::load(&store).await?);
        Ok(Self {
            store,
            clock,
            index,
            at_hand: AtHand::default(),
            in_force: InForce::default(),
            names: KnownNames::default(),
            throttle: Throttle::default(),
            hashing: tokio::sync::Semaphore::new(2),
        })
    }

    /// The moment of one request.
    pub fn moment(&self, actor: &Actor) -> Moment {
        self.clock.moment(actor.user)
    }

    /// Finishes what waits and closes the store.
    pub async fn close(self) {
        self.store.close().await;
    }
}
