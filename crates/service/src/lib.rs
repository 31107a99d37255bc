//! The journeys: permit, load, decide, seal, append, project, in one transaction.
//!
//! This crate alone owns the clock and chance. A handler of the web, a command of the server and a test
//! call the same methods of [`Service`].

mod account;
mod allowed;
mod at_hand;
mod away;
mod begun;
mod case_page;
pub mod clock;
mod closing;
pub mod commands;
mod compromised;
mod confirm;
mod contact;
mod correcting;
mod counting;
mod drafts;
mod figures;
mod find;
mod glass;
mod grants;
mod guessing;
mod held;
mod index;
mod instruments;
mod judging;
mod leaked;
mod local_choices;
mod local_help;
mod location;
mod looks;
mod names;
mod odd_sign_in;
mod office;
pub mod origin;
pub mod passkeys;
pub mod password;
mod people;
mod problem;
mod projection;
pub mod proof;
pub mod provider;
mod rates;
mod recording;
pub mod recovery_codes;
mod reports;
mod retention;
mod review_pack;
mod rota;
mod rules;
mod same_person;
mod searched;
mod second_factor;
mod second_step;
mod security;
#[cfg(feature = "demo")]
pub mod seeding;
mod sessions;
mod setting_aside;
mod sheet;
mod sign_in;
mod silence;
mod starting_over;
mod teams;
mod throttle;
mod unusual;
mod visit;
mod voices;
mod vouching;
mod walls;
mod wiped;
mod work;

use std::sync::Arc;

use access::Actor;
use domain::Moment;
use store::Store;

pub use access::away::{Away, UnfitAway};
pub use account::{AccountPage, Change, Changed, LinkStep};
pub use away::{AwayLine, AwayPage, AwayProblem};
pub use begun::{BegunForm, OpenForm};
pub use case_page::{CasePage, ChannelLine, DutyLine};
pub use closing::Closing;
pub use compromised::{BreachLine, OutputKind, OutputLine, breach_ends};
pub use confirm::ConfirmWays;
pub use contact::{Cleared, Revealed};
pub use correcting::{Instead, Put};
pub use drafts::{Answered, Draft, DraftLine, FormKind, Kept};
pub use figures::{Figure, Figures, QuestionFigures, WorkTold};
pub use find::Found;
pub use glass::{GlassLine, GlassOutcome};
pub use grants::{GrantLine, HomeVisit, LetIn, SharedLine, Sharing};
pub use held::{HeldForm, HeldWhy, LateForm};
pub use instruments::InstrumentPage;
pub use leaked::{LeakedFile, LeakedFileProblem};
pub use local_choices::{LocalChoiceLine, LocalChoices};
pub use local_help::{HelpWith, LocalHelp};
pub use location::{OwnRequest, RequestLine, RequestState};
pub use looks::{LookLine, LooksDay, LooksList, LooksListLine, ToldWhy};
pub use names::Assignable;
pub use office::{Account, AfterLink, ByLink, LinkFor, NewColleague, OfficeProblem, OrganisationPage, SetUp};
pub use people::{Colleague, ColleaguePage, Duties, PeopleProblem, Ways};
pub use problem::Problem;
pub use projection::{Header, Rules, judged};
pub use proof::Proof;
pub use rates::{Limits, Stop, StoppedLine};
pub use recording::{Entry, ProtectedFact};
pub use reports::Receipt;
pub use review_pack::{Gap, ReviewPack};
pub use rota::{OnCallLine, OnCallPage, RotaProblem, ToRing, WhomToRing};
pub use rules::PolicyProblem;
pub use seal::SecretText;
pub use searched::{SearchLine, Searches};
pub use second_factor::{AuthenticatorOffer, Taken};
pub use second_step::{STEP_HOLDS, SecondStep, SignIn};
pub use security::{SecurityPage, SecurityWanted};
pub use sheet::{SaidFine, Sheet};
pub use sign_in::Session;
pub use silence::Silence;
pub use store::{
    Because, HandedLine, KeptWall, Lift, LocalChoice, ReportBehindWall, SecurityEvent, SecurityKind,
    SecurityLine, SessionLine, Sides, UncoveredLine,
};
pub use unusual::{MarkLine, Marked, UnusualDay, UnusualLine, Verdict};
pub use visit::{Browser, Visit};
pub use voices::{NewVoice, VoicePage, VoiceQuestion};
pub use vouching::{GivenWord, Vouchable};
pub use walls::{
    AboutMe, DeclaredConflict, KeptWalls, Kin, RestrictedTo, SearchBehindWall, WallKey, WallLine, Whom,
};
pub use work::{NamedLine, WaitingLine, Whose, WorkCounts, WorkLine, WorkPage, WorkRecord};

use at_hand::AtHand;
use clock::Clock;
use index::{Entries, Index};
use instruments::Wordings;
use names::KnownNames;
use origin::Origin;
use rates::Rates;
use rules::InForce;
use throttle::Throttle;

/// The journeys, over one store.
pub struct Service {
    store: Store,
    clock: Clock,
    index: Arc<Index>,
    walls: walls::Walls,
    at_hand: AtHand,
    in_force: InForce,
    wordings: Wordings,
    names: KnownNames,
    throttle: Throttle,
    rates: Rates,
    swept: retention::Swept,
    hashing: tokio::sync::Semaphore,
    provider: Option<provider::Provider>,
    leaked: Option<Arc<LeakedFile>>,
    origin: Option<Origin>,
    site: Option<passkeys::Site>,
}

impl Service {
    /// Opens the journeys over a store, and reads what search needs into memory.
    ///
    /// # Errors
    /// What the store says.
    pub async fn over(store: Store, clock: Clock) -> Result<Self, Problem> {
        let (loading, rates) = (walls::Loading::begin(&store).await?, Rates::new(Limits::REAL));
        let (entries, parties) = Entries::read(&store, loading.parties()).await?;
        let (index, walls, ()) = tokio::try_join!(
            entries.into_index(),
            loading.end(parties, &store, &clock),
            rates::load(&rates, &store, access::unusual::A_DAY, clock.now()),
        )?;
        let now = clock.now();
        let tries: Vec<_> = store
            .read(move |snapshot| Box::pin(async move { snapshot.tries(now).await.map_err(Problem::from) }))
            .await?;
        Ok(Self {
            store,
            clock,
            index: Arc::new(index),
            walls,
            at_hand: AtHand::default(),
            in_force: InForce::default(),
            wordings: Wordings::default(),
            names: KnownNames::default(),
            throttle: Throttle::with(tries),
            rates,
            swept: retention::Swept::default(),
            hashing: tokio::sync::Semaphore::new(2),
            leaked: None,
            origin: None,
            site: None,
            provider: None,
        })
    }

    /// The moment of one request.
    pub fn moment(&self, actor: &Actor) -> Moment {
        self.clock.moment(actor.user)
    }

    /// The same with other limits on what one person may open in an hour: for measuring and for tests, which are one
    /// person. Nothing that is configured comes here.
    #[must_use]
    pub fn limited_to(mut self, limits: Limits) -> Self {
        self.rates.limit_to(limits);
        self
    }

    /// Finishes what waits and closes the store. The last looks are sealed first; where that fails they are sealed
    /// after the next start.
    pub async fn close(self) {
        if let Err(fault) = self.store.seal_looks(self.clock.now()).await {
            tracing::warn!(%fault, "the last looks were not sealed");
        }
        self.store.close().await;
    }
}
