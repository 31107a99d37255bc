//! A protected fact in an emergency: asked of a second person, answered by them, and seen once (ADR 0021).

use access::action::{DecideLocation, ReviewLooks, SeeCase};
use access::rota::OnCall;
use access::{
    ANSWER_WITHIN_MINUTES, Actor, CaseView, Countersigned, Denied, SEEN_WITHIN_MINUTES, ShownSecrets,
    answers, check, check_office, may_answer, may_ask, to_ring,
};
use domain::people::SecretKind;
use domain::text::{CaseReference, Words};
use domain::{CaseId, LocationRequestId, SecretId, UserId};
use jiff::{SignedDuration, Timestamp};
use store::{Conflict, LocationRequest, NewLocationRequest, Rings, RotaLine};

use crate::contact::read_as_shown;
use crate::{Problem, Revealed, Service, ToRing};

/// How many requests a page shows.
const SHOWN: u32 = 100;
/// How far back a list goes, in hours.
const LISTED_HOURS: i64 = 24 * 90;

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestState {
    /// It waits for an answer.
    Waiting,
    /// Nobody answered in time: that is a no.
    RanOut,
    /// Somebody said no.
    No,
    /// Somebody said yes, and it may be seen once until then.
    Yes {
        /// Until when.
        until: Timestamp,
    },
    /// Somebody said yes, and nobody looked in time.
    NotUsed,
    /// It was seen.
    Seen {
        /// When.
        at: Timestamp,
    },
}

/// A request for one protected fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLine {
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
    pub who: String,
    /// When.
    pub asked_at: Timestamp,
    /// Until when it waits.
    pub until: Timestamp,
    /// Why.
    pub why: String,
    /// Who answered, when, and in which words.
    pub answered: Option<(String, Timestamp, String)>,
    /// How it stands.
    pub state: RequestState,
}

/// One's own request, and whom to ring.
#[derive(Debug, Clone)]
pub struct OwnRequest {
    /// Whether one may ask.
    pub may_ask: bool,
    /// The last request, where there is one.
    pub last: Option<RequestLine>,
    /// Who may answer: their name and what they do. Where some of them are on call now, these alone.
    pub on_call: Vec<ToRing>,
    /// Whether these are on call now, as somebody put it down.
    pub as_put_down: bool,
    /// Whom to ring while nobody is, as the organisation set it up.
    pub instead: Option<String>,
    /// The moment.
    pub now: Timestamp,
}

/// The number on which somebody is rung who is on call now.
fn number_of(rota: &[RotaLine], rings: &Rings, user: UserId, now: Timestamp) -> Option<String> {
    let holds = |line: &&RotaLine| line.put.user == user && line.counted().is_some_and(|on| on.holds(now));
    rota.iter().filter(holds).find_map(|line| rings.numbers.get(&line.id)).cloned()
}

fn state(request: &LocationRequest, now: Timestamp) -> RequestState {
    let Some(answer) = &request.answer else {
        return if now < request.until { RequestState::Waiting } else { RequestState::RanOut };
    };
    if let Some(at) = request.used_at {
        return RequestState::Seen { at };
    }
    let until = answer.at.saturating_add(SignedDuration::from_mins(SEEN_WITHIN_MINUTES));
    match (answer.yes, until) {
        (true, Ok(until)) if now < until => RequestState::Yes { until },
        (true, _) => RequestState::NotUsed,
        (false, _) => RequestState::No,
    }
}

impl Service {
    async fn request_line(
        &self,
        actor: &Actor,
        request: LocationRequest,
        now: Timestamp,
    ) -> Result<RequestLine, Problem> {
        let names = self.colleagues(actor).await?;
        let name =
            |user: UserId| names.get(&user).cloned().unwrap_or_else(|| "a former colleague".to_owned());
        Ok(RequestLine {
            state: state(&request, now),
            id: request.id,
            case: request.case,
            reference: request.reference,
            secret: request.secret,
            kind: request.kind,
            who: name(request.asker),
            asked_at: request.asked_at,
            until: request.until,
            why: request.why,
            answered: request.answer.map(|answer| (name(answer.by), answer.at, answer.words)),
        })
    }

    async fn request_lines(
        &self,
        actor: &Actor,
        requests: Vec<LocationRequest>,
        now: Timestamp,
    ) -> Result<Vec<RequestLine>, Problem> {
        let mut lines = Vec::new();
        for request in requests {
            lines.push(self.request_line(actor, request, now).await?);
        }
        Ok(lines)
    }

    /// One's own last request for a fact of a case, and who is on call. The look at the page that shows it is
    /// recorded with that page.
    ///
    /// # Errors
    /// Denied.
    pub async fn own_request(
        &self,
        actor: &Actor,
        case: CaseId,
        secret: SecretId,
    ) -> Result<OwnRequest, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let (may_ask, last, (on_call, as_put_down), instead) = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let facts = snapshot.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeCase>(&asker, &facts)?;
                    let last = snapshot.own_location_request(&permit, secret).await?;
                    let rota = snapshot.rota(&asker, now).await?;
                    let rings = snapshot.rings(&asker, now).await?;
                    let mut on_call = Vec::new();
                    for user in snapshot.users(asker.organisation).await? {
                        let them = user.actor();
                        let theirs = snapshot.case_facts(&them, case, now).await?;
                        if user.active && theirs.is_some_and(|facts| may_answer(&them, &facts, asker.user)) {
                            let number = number_of(&rota, &rings, user.id, now);
                            on_call.push((user.id, ToRing { name: user.name, role: user.role, number }));
                        }
                    }
                    let rota: Vec<OnCall> = rota.iter().filter_map(RotaLine::counted).collect();
                    let ring = to_ring(&on_call, &rota, now);
                    let everybody = on_call.into_iter().map(|(_, who)| who).collect();
                    let on_call = ring.map_or((everybody, false), |ring| (ring, true));
                    Ok::<_, Problem>((may_ask(&permit), last, on_call, rings.nobody))
                })
            })
            .await?;
        let last = match last {
            Some(request) => Some(self.request_line(actor, request, now).await?),
            None => None,
        };
        Ok(OwnRequest { may_ask, last, on_call, as_put_down, instead, now })
    }

    /// Asks a second person for one protected fact that stands in the case as the asker sees it. Asked twice
    /// while it waits, it is asked once; whoever may not ask, or need not, has asked nobody.
    ///
    /// # Errors
    /// Denied, also where there is no such fact for them.
    pub async fn ask_location(
        &self,
        actor: &Actor,
        case: CaseId,
        secret: SecretId,
        why: &Words,
    ) -> Result<(), Problem> {
        let moment = self.clock.moment(actor.user);
        let (asker, now) = (actor.clone(), moment.now);
        let id = LocationRequestId::from_uuid(moment.ids.nth(0));
        let until = now.saturating_add(SignedDuration::from_mins(ANSWER_WITHIN_MINUTES));
        let (until, why) = (until.map_err(|_| Problem::Fault)?, why.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeCase>(&asker, &facts)?;
                    let history = tx.history(&permit).await?;
                    let view = CaseView::reduce(&permit, &history, now);
                    let held = view.secrets.iter().find(|held| held.secret == secret);
                    let kind = held.ok_or(Denied::NothingHere)?.kind;
                    if !may_ask(&permit) {
                        tx.note_look(&permit, now, "ask", None).await?;
                        return Ok(());
                    }
                    let before = tx.own_location_request(&permit, secret).await?;
                    if before.is_some_and(|before| state(&before, now) == RequestState::Waiting) {
                        tx.note_look(&permit, now, "ask", None).await?;
                        return Ok(());
                    }
                    let new = NewLocationRequest { id, secret, kind, at: now, until, why };
                    tx.ask_location(&permit, &new).await.map_err(Problem::from)
                })
            })
            .await
    }

    /// The requests that wait for somebody like the asker, the oldest first.
    ///
    /// # Errors
    /// Denied.
    pub async fn waiting_requests(&self, actor: &Actor) -> Result<Vec<RequestLine>, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let requests = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let permit = check_office::<DecideLocation>(&asker)?;
                    let mut theirs = Vec::new();
                    for request in snapshot.waiting_location_requests(&permit, now, SHOWN).await? {
                        let facts = snapshot.case_facts(&asker, request.case, now).await?;
                        if facts.is_some_and(|facts| may_answer(&asker, &facts, request.asker)) {
                            theirs.push(request);
                        }
                    }
                    Ok::<_, Problem>(theirs)
                })
            })
            .await?;
        self.request_lines(actor, requests, now).await
    }

    /// Answers a request. Who did, and in which words, is on the disk first.
    ///
    /// # Errors
    /// Denied, also where it is their own, or not theirs to answer; a conflict where it ran out or was
    /// answered before.
    pub async fn answer_location(
        &self,
        actor: &Actor,
        request: LocationRequestId,
        yes: bool,
        words: &Words,
    ) -> Result<(), Problem> {
        let (second, now, words) = (actor.clone(), self.clock.now(), words.as_str().to_owned());
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let asked = tx.one_location_request(second.organisation, request).await?;
                    let asked = asked.ok_or(Denied::NothingHere)?;
                    let facts = tx.case_facts(&second, asked.case, now).await?.ok_or(Denied::NothingHere)?;
                    let answering = answers(&second, &facts, asked.asker)?;
                    if tx.answer_location(&answering, &asked, (yes, &words), now).await? {
                        Ok(())
                    } else {
                        Err(Conflict.into())
                    }
                })
            })
            .await
    }

    /// Shows the fact for which a second person said yes: once, and not long after. That somebody tried is
    /// written also where there is nothing for them.
    ///
    /// # Errors
    /// Denied.
    pub async fn see_asked(
        &self,
        actor: &Actor,
        case: CaseId,
        secret: SecretId,
    ) -> Result<Revealed, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let seen: Result<Option<Revealed>, Problem> = self
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let facts = tx.case_facts(&asker, case, now).await?.ok_or(Denied::NothingHere)?;
                    let permit = check::<SeeCase>(&asker, &facts)?;
                    let (history, shown): (_, ShownSecrets) = read_as_shown(tx, &asker, &facts, now).await?;
                    let request = tx.own_location_request(&permit, secret).await?;
                    let answered = request.as_ref().and_then(LocationRequest::answered);
                    let signed = match answered {
                        Some(answered) => Countersigned::new(&permit, &answered, now)?,
                        None => None,
                    };
                    let (Some(request), Some(signed)) = (request, signed) else {
                        tx.note_look(&permit, now, &format!("not-shown/{secret}"), None).await?;
                        return Ok(None);
                    };
                    let found = tx.countersigned_secret(&permit, &signed, &shown, (&request, now)).await?;
                    Ok(found.map(|found| Revealed::new(&permit, &found, (secret, &history), now)))
                })
            })
            .await;
        seen?.ok_or_else(|| Denied::NothingHere.into())
    }

    /// Every request of the last months, the newest first, for whoever looks at it again.
    ///
    /// # Errors
    /// Denied.
    pub async fn location_requests(&self, actor: &Actor) -> Result<Vec<RequestLine>, Problem> {
        let (asker, now) = (actor.clone(), self.clock.now());
        let since =
            now.saturating_sub(SignedDuration::from_hours(LISTED_HOURS)).map_err(|_| Problem::Fault)?;
        let requests = self
            .store
            .read(move |snapshot| {
                Box::pin(async move {
                    let permit = check_office::<ReviewLooks>(&asker)?;
                    snapshot.location_requests_since(&permit, since, SHOWN).await.map_err(Problem::from)
                })
            })
            .await?;
        self.request_lines(actor, requests, now).await
    }
}
