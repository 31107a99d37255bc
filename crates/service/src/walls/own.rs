//! What colleagues give about themselves, and the conflicts of interest they declare.

use access::Actor;
use domain::Moment;
use store::{Because, NewUser, OwnFact, OwnKind, Wall};

use super::about::{AboutMe, DeclaredConflict, Said, Whom};
use super::{At, Walls};
use crate::office::Joining;
use crate::{Problem, Service};

/// How often what another server overtook is decided again.
const TRIES: u8 = 5;

impl Service {
    /// What the asker gave about themself. Nobody else is ever shown it.
    ///
    /// # Errors
    /// A fault.
    pub async fn about_me(&self, actor: &Actor) -> Result<AboutMe, Problem> {
        Ok(self.said(actor).await?.about)
    }

    /// The conflicts of interest that the asker declared, the first first.
    ///
    /// # Errors
    /// A fault.
    pub async fn declared_conflicts(&self, actor: &Actor) -> Result<Vec<DeclaredConflict>, Problem> {
        Ok(self.said(actor).await?.declared)
    }

    async fn said(&self, actor: &Actor) -> Result<Said, Problem> {
        let actor = actor.clone();
        let facts = self
            .store
            .read(move |snapshot| {
                Box::pin(async move { snapshot.own_facts(&actor).await.map_err(Problem::from) })
            })
            .await?;
        Said::of(&facts)
    }

    /// Keeps what the asker gave about themself, and puts up every wall that it calls for. A wall that stands
    /// stays: it is lifted by two people and not by leaving something out.
    ///
    /// # Errors
    /// A fault.
    pub async fn put_about_me(&self, actor: &Actor, about: AboutMe, moment: &Moment) -> Result<(), Problem> {
        for _ in 1..TRIES {
            match self.try_about_me(actor, about.clone(), moment).await {
                Err(Problem::Behind) => {}
                done => return done,
            }
        }
        self.try_about_me(actor, about, moment).await
    }

    async fn try_about_me(&self, actor: &Actor, about: AboutMe, moment: &Moment) -> Result<(), Problem> {
        let turn = self.turn_alone().await?;
        let said = Said { about, ..self.said(actor).await? };
        let text = serde_json::to_string(&said.about).map_err(|_| Problem::Fault)?;
        let fact = own_fact(actor, actor.user.as_uuid(), OwnKind::About, text, moment);
        self.changed(actor, &said, fact, None, (moment, turn.at())).await
    }

    /// Declares a conflict of interest. Nothing that follows shows whether there is such a person or record.
    ///
    /// # Errors
    /// A fault.
    pub async fn declare_conflict(
        &self,
        actor: &Actor,
        declared: DeclaredConflict,
        moment: &Moment,
    ) -> Result<(), Problem> {
        for _ in 1..TRIES {
            match self.try_to_declare(actor, declared.clone(), moment).await {
                Err(Problem::Behind) => {}
                done => return done,
            }
        }
        self.try_to_declare(actor, declared, moment).await
    }

    async fn try_to_declare(
        &self,
        actor: &Actor,
        declared: DeclaredConflict,
        moment: &Moment,
    ) -> Result<(), Problem> {
        let turn = self.turn_alone().await?;
        let mut said = self.said(actor).await?;
        let text = serde_json::to_string(&declared).map_err(|_| Problem::Fault)?;
        let whom = declared.whom.clone();
        said.declared.push(declared);
        let fact = own_fact(actor, moment.ids.nth(0), OwnKind::Conflict, text, moment);
        self.changed(actor, &said, fact, Some(whom), (moment, turn.at())).await
    }

    /// Writes what somebody gave with the walls it calls for. The caller holds the turn.
    async fn changed(
        &self,
        actor: &Actor,
        said: &Said,
        fact: OwnFact,
        whom: Option<Whom>,
        (moment, at): (&Moment, At),
    ) -> Result<(), Problem> {
        let name = self.colleagues(actor).await?.get(&actor.user).cloned().unwrap_or_default();
        let before = self.walls.know((actor.user, actor.organisation, actor.role), said, &name);
        let mut new = self.walls.of_colleague(actor.user, moment);
        let (asker, written) = (actor.clone(), moment.clone());
        let wrote = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    at.begin(tx, None).await?;
                    tx.put_own_fact(&fact).await?;
                    if let Some(Whom::Record(reference)) = whom
                        && let Some(case) = tx.case_by_reference(&asker, reference).await?
                    {
                        new.walls.push(declared_wall(&asker, case, &written));
                    }
                    new.write(tx, &written).await?;
                    Ok::<_, Problem>(new)
                })
            })
            .await;
        match wrote {
            Ok(new) => {
                self.walls.held_mut().take(&new);
                self.walls.moved(at);
                Ok(())
            }
            Err(problem) => {
                self.walls.put_back(actor.user, before);
                Err(problem)
            }
        }
    }

    /// Adds a colleague with the walls that they call for: before they can sign in, these stand.
    pub(crate) async fn add_with_walls(&self, joining: Joining, moment: &Moment) -> Result<(), Problem> {
        let turn = self.turn_alone().await?;
        let (id, version) = (joining.user.id, turn.at());
        self.walls.know_new(&joining.user);
        let (at, new) = (moment.clone(), self.walls.of_colleague(id, moment));
        let wrote = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    version.begin(tx, None).await?;
                    joining.write(tx, at.now).await?;
                    new.write(tx, &at).await?;
                    Ok::<_, Problem>(new)
                })
            })
            .await;
        match wrote {
            Ok(new) => {
                self.walls.held_mut().take(&new);
                self.walls.moved(version);
                Ok(())
            }
            Err(problem) => {
                self.walls.put_back(id, None);
                Err(problem)
            }
        }
    }
}

impl Walls {
    /// Makes a new colleague known by their name.
    pub(crate) fn know_new(&self, user: &NewUser) {
        let NewUser { id, organisation, role, .. } = *user;
        drop(self.know((id, organisation, role), &Said::default(), &user.name));
    }
}

fn own_fact(actor: &Actor, id: uuid::Uuid, kind: OwnKind, text: String, moment: &Moment) -> OwnFact {
    let Actor { user, organisation, .. } = *actor;
    OwnFact { id, user, organisation, kind, text, changed_at: moment.now }
}

fn declared_wall(asker: &Actor, case: domain::CaseId, moment: &Moment) -> Wall {
    Wall {
        case,
        user: asker.user,
        because: Because::Conflict,
        organisation: asker.organisation,
        grounds: String::new(),
        since: moment.now,
    }
}
