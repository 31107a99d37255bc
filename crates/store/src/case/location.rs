//! Protected facts that somebody asked a second person for, and what carried a fact that came out (ADR 0021).

use access::action::{DecideLocation, ReviewLooks, SeeCase, SeeLooks};
use access::{
    ActionKind, Answered, Answering, Countersigned, OfficeKind, OfficePermit, Permit, ShownSecrets, Uncovered,
};
use domain::people::SecretKind;
use domain::text::CaseReference;
use domain::{CaseId, LocationRequestId, OrganisationId, RegionId, SecretId, UserId};
use jiff::Timestamp;
use sqlx::any::AnyRow;

use super::look::LookAt;
use super::secret::RevealedSecret;
use crate::row::{Cells, text};
use crate::tx::{Snapshot, Statement, Tx, statement};
use crate::{Fault, OnCase, place, sql};

/// Somebody asks for one protected fact.
#[derive(Debug, Clone)]
pub struct NewLocationRequest {
    /// Under which id.
    pub id: LocationRequestId,
    /// Which fact.
    pub secret: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// When.
    pub at: Timestamp,
    /// Until when it waits.
    pub until: Timestamp,
    /// Why.
    pub why: String,
}

/// A request, with its answer where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationRequest {
    /// Which.
    pub id: LocationRequestId,
    /// About which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// About which fact.
    pub secret: SecretId,
    /// What kind.
    pub kind: SecretKind,
    /// Who asked.
    pub asker: UserId,
    /// When.
    pub asked_at: Timestamp,
    /// Until when it waits.
    pub until: Timestamp,
    /// Why.
    pub why: String,
    /// The answer.
    pub answer: Option<LocationAnswer>,
    /// When the fact was seen.
    pub used_at: Option<Timestamp>,
}

/// What a second person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationAnswer {
    /// Who.
    pub by: UserId,
    /// When.
    pub at: Timestamp,
    /// Yes or no.
    pub yes: bool,
    /// In which words.
    pub words: String,
}

impl LocationRequest {
    /// The answer as [`Countersigned`] judges it.
    pub fn answered(&self) -> Option<Answered> {
        let answer = self.answer.as_ref()?;
        Some(Answered {
            case: self.case,
            secret: self.secret,
            asker: self.asker,
            by: answer.by,
            yes: answer.yes,
            at: answer.at,
            used: self.used_at.is_some(),
        })
    }
}

/// An entry of the access journal by which somebody had a protected fact before them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserId,
    /// What they did: the code of an action.
    pub action: String,
    /// Why, where they were asked.
    pub why: Option<String>,
}

/// A duty of one kind that is open on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDuty {
    /// Which case.
    pub case: CaseId,
    /// Its reference.
    pub reference: CaseReference,
    /// The entry that started it.
    pub started: u64,
    /// By when.
    pub due_at: Timestamp,
    /// The region of the case.
    pub region: Option<RegionId>,
}

/// What is sealed of a request.
const WHY: &str = "location-why";
const WORDS: &str = "location-words";

impl Snapshot {
    /// The asker's own last request for a fact.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn own_location_request(
        &mut self,
        permit: &Permit<SeeCase>,
        secret: SecretId,
    ) -> Result<Option<LocationRequest>, Fault> {
        let organisation = permit.organisation();
        let query = statement(sql::LOCATION_OWN).bind(text(organisation)).bind(text(permit.case()));
        let row = self.row(query.bind(text(permit.actor().user)).bind(text(secret))).await?;
        row.map(|row| self.location_request(organisation, &row)).transpose()
    }

    /// The requests of others that wait for an answer, the oldest first. Whether the asker may answer one is
    /// for its case to say.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn waiting_location_requests(
        &mut self,
        permit: &OfficePermit<DecideLocation>,
        now: Timestamp,
        limit: u32,
    ) -> Result<Vec<LocationRequest>, Fault> {
        let query = statement(sql::LOCATION_WAITING)
            .bind(text(permit.organisation()))
            .bind(now.as_microsecond())
            .bind(text(permit.actor().user))
            .bind(i64::from(limit));
        self.location_requests(permit.organisation(), query).await
    }

    /// Every request since a moment, the newest first, but for cases that do not exist for the asker.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn location_requests_since(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<LocationRequest>, Fault> {
        let query = statement(sql::LOCATION_SINCE)
            .bind(text(permit.organisation()))
            .bind(since.as_microsecond())
            .bind(text(permit.actor().user))
            .bind(i64::from(limit));
        self.location_requests(permit.organisation(), query).await
    }

    /// One request of the organisation. It is no authority: ask for the facts of its case next.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn one_location_request(
        &mut self,
        organisation: OrganisationId,
        id: LocationRequestId,
    ) -> Result<Option<LocationRequest>, Fault> {
        let query = statement(sql::LOCATION_ONE).bind(text(organisation)).bind(text(id));
        let row = self.row(query).await?;
        row.map(|row| self.location_request(organisation, &row)).transpose()
    }

    async fn location_requests(
        &mut self,
        organisation: OrganisationId,
        query: Statement,
    ) -> Result<Vec<LocationRequest>, Fault> {
        let rows = self.rows(query).await?;
        rows.iter().map(|row| self.location_request(organisation, row)).collect()
    }

    fn location_request(&self, organisation: OrganisationId, row: &AnyRow) -> Result<LocationRequest, Fault> {
        let id: LocationRequestId = row.parsed(0)?;
        let open = |kind: &str, sealed: &[u8]| -> Result<String, Fault> {
            let plain = self.keys.reason.open(&place::single(organisation, id.as_uuid(), kind), sealed)?;
            String::from_utf8(plain).map_err(|_| Fault::damaged())
        };
        let answer = match (row.maybe_parsed(9)?, row.cell::<Option<&[u8]>>(12)?) {
            (Some(by), Some(words)) => Some(LocationAnswer {
                by,
                at: row.instant(10)?,
                yes: row.cell::<&str>(11)? == YES,
                words: open(WORDS, words)?,
            }),
            _ => None,
        };
        Ok(LocationRequest {
            id,
            case: row.parsed(1)?,
            reference: CaseReference::parse(row.cell(2)?).map_err(|_| Fault::damaged())?,
            secret: row.parsed(3)?,
            kind: row.parsed(4)?,
            asker: row.parsed(5)?,
            asked_at: row.instant(6)?,
            until: row.instant(7)?,
            why: open(WHY, row.cell(8)?)?,
            answer,
            used_at: row.maybe_instant(13)?,
        })
    }

    /// Who had a protected fact before them, when and for what, the first first: call sheets, letters, notes of
    /// visits, and every time it was shown.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn outputs_of(
        &mut self,
        permit: &Permit<SeeLooks>,
        secret: SecretId,
        limit: u32,
    ) -> Result<Vec<Output>, Fault> {
        let query = statement(sql::OUTPUTS_OF_SECRET)
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(format!("secret/{secret}"))
            .bind(i64::from(limit));
        let rows = self.rows(query).await?;
        rows.iter().map(|row| self.output(permit, row)).collect()
    }

    fn output(&self, permit: &impl OnCase, row: &AnyRow) -> Result<Output, Fault> {
        let place = place::single(permit.organisation(), row.parsed(0)?, "why");
        let sealed: Option<&[u8]> = row.cell(5)?;
        let why = sealed.map(|sealed| self.keys.look.open(&place, sealed)).transpose()?;
        Ok(Output {
            at: row.instant(1)?,
            user: row.parsed(2)?,
            action: row.cell(3)?,
            why: why.map(String::from_utf8).transpose().map_err(|_| Fault::damaged())?,
        })
    }

    /// The duties of one kind that are open in the organisation, the first due first, but for cases that do
    /// not exist for the asker.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn open_duties_of(
        &mut self,
        permit: &OfficePermit<ReviewLooks>,
        code: &str,
        limit: u32,
    ) -> Result<Vec<OpenDuty>, Fault> {
        let query = statement(sql::OPEN_DUTIES_OF)
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(code.to_owned())
            .bind(i64::from(limit));
        let duty = |row: &AnyRow| {
            Ok(OpenDuty {
                case: row.parsed(0)?,
                reference: CaseReference::parse(row.cell(1)?).map_err(|_| Fault::damaged())?,
                started: row.count(2)?,
                due_at: row.instant(3)?,
                region: row.maybe_parsed(4)?,
            })
        };
        self.rows(query).await?.iter().map(duty).collect()
    }
}

/// The word for a yes.
const YES: &str = "yes";

impl Tx {
    /// Writes that somebody asks for a protected fact, in the access journal first.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn ask_location(
        &mut self,
        permit: &Permit<SeeCase>,
        new: &NewLocationRequest,
    ) -> Result<(), Fault> {
        let part = format!("asked/{}", new.secret);
        let action = ActionKind::RevealSecret.code();
        let look = LookAt { at: new.at, action, part: &part, why: Some(&new.why) };
        self.add_look_on(permit, look).await?;
        let place = place::single(permit.organisation(), new.id.as_uuid(), WHY);
        let query = statement(sql::LOCATION_ASK)
            .bind(text(new.id))
            .bind(text(permit.case()))
            .bind(text(permit.organisation()))
            .bind(text(new.secret))
            .bind(new.kind.code())
            .bind(text(permit.actor().user))
            .bind(new.at.as_microsecond())
            .bind(new.until.as_microsecond())
            .bind(self.keys.reason.seal(&place, new.why.as_bytes()));
        self.run(query).await.map(drop)
    }

    /// Writes what a second person said, in the access journal first. `false` where the request ran out, was
    /// answered before, or is their own.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn answer_location(
        &mut self,
        answering: &Answering,
        request: &LocationRequest,
        (yes, words): (bool, &str),
        at: Timestamp,
    ) -> Result<bool, Fault> {
        let (permit, said) = (answering.permit(), if yes { YES } else { "no" });
        if request.case != permit.case() || request.asker != answering.asker() {
            return Ok(false);
        }
        let part = format!("{said}/{}", request.secret);
        let action = OfficeKind::DecideLocation.code();
        self.add_look_on(permit, LookAt { at, action, part: &part, why: Some(words) }).await?;
        let place = place::single(permit.organisation(), request.id.as_uuid(), WORDS);
        let query = statement(sql::LOCATION_ANSWER)
            .bind(text(request.id))
            .bind(text(permit.organisation()))
            .bind(text(permit.actor().user))
            .bind(at.as_microsecond())
            .bind(said)
            .bind(self.keys.reason.seal(&place, words.as_bytes()));
        Ok(self.run(query).await? == 1)
    }

    /// The fact for which a second person said yes, once. The look is written first, and then that the yes is
    /// used; nothing comes back where it was used, or the fact is not shown to whoever asked.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn countersigned_secret(
        &mut self,
        permit: &Permit<SeeCase>,
        by: &Countersigned,
        shown: &ShownSecrets,
        (request, at): (&LocationRequest, Timestamp),
    ) -> Result<Option<RevealedSecret>, Fault> {
        let part = format!("secret/{}", by.secret());
        let action = ActionKind::RevealSecret.code();
        let look = LookAt { at, action, part: &part, why: Some(&request.why) };
        self.add_look_on(permit, look).await?;
        let query = statement(sql::LOCATION_USE).bind(text(request.id)).bind(text(permit.organisation()));
        if self.run(query.bind(at.as_microsecond())).await? != 1 {
            return Ok(None);
        }
        let Some(held) = self.one(permit, by.secret()).await? else { return Ok(None) };
        let secret = Uncovered::countersigned(by, shown, (held.id, held.secret));
        Ok(secret.map(|secret| RevealedSecret { kind: held.kind, secret }))
    }
}
