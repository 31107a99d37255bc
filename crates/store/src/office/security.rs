//! The security log: what happened to accounts, sign-ins, sessions and rights. Only ever added to; each
//! organisation's is one chain, which [`verify`](crate::verify) walks.
//!
//! No statement changes or removes a row. What could name somebody is sealed; ids, instants and kinds are not.

use std::fmt;

use access::action::{ManagePeople, SeeSecurityLog};
use access::{Actor, OfficePermit};
use domain::{CaseId, IdBlock, OrganisationId, UserId};
use jiff::Timestamp;
use seal::{DataKey, Digest, Header, Link, Place};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use uuid::Uuid;

use crate::heads::Head;
use crate::row::{Cells, maybe, number, text};
use crate::tx::{Snapshot, Statement, Tx, statement};
use crate::{Fault, sql};

domain::codes! {
    /// What happened. The list is closed; a code stands in the log for ever.
    SecurityKind {
        SignedIn = "signed-in", "Signed in";
        SignedOut = "signed-out", "Signed out";
        SignInRefused = "sign-in-refused", "Sign-in not accepted";
        Throttled = "throttled", "Too many tries, so told to wait";
        CeremonyRefused = "ceremony-refused", "A passkey or an identity provider’s answer was not accepted";
        Confirmed = "confirmed", "Confirmed who they are";
        ConfirmFailed = "confirm-failed", "Did not confirm who they are";
        PasswordChanged = "password-changed", "Password changed";
        SecondFactorChanged = "second-factor-changed", "Second factor changed";
        PasskeyAdded = "passkey-added", "Passkey added";
        PasskeyRemoved = "passkey-removed", "Passkey removed";
        RecoveryCodesMade = "recovery-codes-made", "Recovery codes made";
        SessionEnded = "session-ended", "Session ended";
        LinkMade = "link-made", "One-time link made";
        LinkUsed = "link-used", "One-time link used";
        LinkRefused = "link-refused", "A one-time link that no longer works was tried";
        PersonAdded = "person-added", "Colleague added";
        RoleChanged = "role-changed", "Role, regions or team changed";
        MadeLeaver = "made-leaver", "Marked as having left";
        BroughtBack = "brought-back", "Brought back";
        SettingsChanged = "settings-changed", "A setting of the organisation changed";
        DeniedCase = "denied-case", "Asked for a record that is not there for them";
        DeniedOffice = "denied-office", "Tried something that their role may not do";
        FormRefused = "form-refused", "Sent a form that did not come from an open page of theirs";
        WallChanged = "wall-changed", "A wall put up or taken down";
        GlassBroken = "glass-broken", "Emergency access taken";
        LocationAsked = "location-asked", "A location asked for in an emergency";
        AddressCompromised = "address-compromised", "An address marked as compromised";
        RateStopped = "rate-stopped", "Stopped for opening too many records";
        UnusualLook = "unusual-look", "An unusual look";
        OddSignIn = "odd-sign-in", "An unusual sign-in";
        VouchedFor = "vouched-for", "Vouched for, to begin anew by a link";
        KeysChanged = "keys-changed", "Keys changed by whoever was on the machine";
    }
}

/// Something to be written in the security log. Made with [`of`](Self::of) or [`about`](Self::about), and filled
/// in by the methods that follow. `Debug` prints the kind only.
#[derive(Clone, PartialEq, Eq)]
pub struct SecurityEvent {
    kind: SecurityKind,
    organisation: Option<OrganisationId>,
    user: Option<UserId>,
    by: Option<UserId>,
    detail: Detail,
}

/// What is sealed of an event.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Detail {
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<CaseId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    browser: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

impl SecurityEvent {
    /// What somebody who is signed in did, or tried.
    pub fn of(actor: &Actor, kind: SecurityKind) -> Self {
        Self::about(Some(actor.organisation), Some(actor.user), kind)
    }

    /// What happened to an account, or, without one, where nobody knows whose it was.
    pub fn about(organisation: Option<OrganisationId>, user: Option<UserId>, kind: SecurityKind) -> Self {
        Self { kind, organisation, user, by: None, detail: Detail::default() }
    }

    /// The same, done by somebody else than whose account it is.
    #[must_use]
    pub fn by(self, who: UserId) -> Self {
        Self { by: Some(who).filter(|who| Some(*who) != self.user), ..self }
    }

    /// The same, about this case. It is sealed, and shown on no page.
    #[must_use]
    pub fn on_case(mut self, case: CaseId) -> Self {
        self.detail.case = Some(case);
        self
    }

    /// The same, from a browser like this: a coarse name such as "Chrome on Windows".
    #[must_use]
    pub fn from_browser(mut self, browser: impl fmt::Display) -> Self {
        self.detail.browser = Some(browser.to_string());
        self
    }

    /// The same, with what somebody who reads the log needs to know, in a few words. They are sealed; nothing of a
    /// case belongs in them.
    #[must_use]
    pub fn saying(mut self, words: impl Into<String>) -> Self {
        self.detail.words = Some(words.into());
        self
    }

    /// What happened.
    pub const fn kind(&self) -> SecurityKind {
        self.kind
    }
}

impl fmt::Debug for SecurityEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecurityEvent({})", self.kind.code())
    }
}

/// The organisation of a chain: the nil one has what belongs to none.
pub(crate) fn chain(organisation: Option<OrganisationId>) -> OrganisationId {
    organisation.unwrap_or(OrganisationId::from_uuid(Uuid::nil()))
}

/// Where the chain of an organisation's log begins.
pub(crate) fn genesis(organisation: OrganisationId) -> Link {
    let organisation = organisation.as_uuid().into_bytes();
    Link::genesis(organisation, organisation)
}

/// What a row says about who and which, as the chain vouches for it: three ids, nil where there is none.
pub(crate) fn whose(id: Uuid, user: Option<UserId>, by: Option<UserId>) -> [u8; 48] {
    let mut bytes = [0; 48];
    let ids = [id, user.map_or(Uuid::nil(), UserId::as_uuid), by.map_or(Uuid::nil(), UserId::as_uuid)];
    for (room, id) in bytes.as_chunks_mut::<16>().0.iter_mut().zip(ids) {
        *room = id.into_bytes();
    }
    bytes
}

/// Where the detail of a row belongs.
const fn place(organisation: OrganisationId, sequence: u64, kind: SecurityKind) -> Place<'static> {
    let organisation = *organisation.as_uuid().as_bytes();
    Place { organisation, stream: organisation, sequence, kind: kind.code() }
}

/// A line of the security log, as it is read. It has no case: whose it was is for whoever holds the journal.
#[derive(Clone, PartialEq, Eq)]
pub struct SecurityLine {
    /// Its place in the log; a page goes on before it.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub kind: SecurityKind,
    /// Whose account it was.
    pub user: Option<UserId>,
    /// Who did it, where that is somebody else.
    pub by: Option<UserId>,
    /// From what browser, coarsely.
    pub browser: Option<String>,
    /// What else there is to say.
    pub words: Option<String>,
}

impl fmt::Debug for SecurityLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecurityLine({}, {})", self.sequence, self.kind.code())
    }
}

/// Which lines of the security log are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecurityAsked {
    /// Those that come before this place; all where there is none.
    pub before: Option<u64>,
    /// Those about somebody's account, or of what they did to another's.
    pub user: Option<UserId>,
    /// Those of one kind.
    pub kind: Option<SecurityKind>,
    /// How many at most.
    pub limit: u32,
}

impl Snapshot {
    /// Lines of the security log of the permit holder's organisation, the newest first. A line whose detail was
    /// deleted has neither browser nor words.
    ///
    /// # Errors
    /// A [`Fault`]; a damaged or moved line does not open.
    pub async fn security_lines(
        &mut self,
        permit: &OfficePermit<SeeSecurityLog>,
        asked: SecurityAsked,
    ) -> Result<Vec<SecurityLine>, Fault> {
        self.lines_of(permit.organisation(), asked).await
    }

    /// The same of what belongs to no organisation: names that nobody has, links that never were. Nothing in a
    /// store that more than one organisation shares, because nobody there may know what concerns another.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn security_lines_of_nobody(
        &mut self,
        permit: &OfficePermit<SeeSecurityLog>,
        asked: SecurityAsked,
    ) -> Result<Vec<SecurityLine>, Fault> {
        match self.organisations().await?.as_slice() {
            [one] if one.id == permit.organisation() => self.lines_of(chain(None), asked).await,
            _ => Ok(Vec::new()),
        }
    }

    /// When somebody of the permit holder's organisation last signed in.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn last_signed_in(
        &mut self,
        permit: &OfficePermit<ManagePeople>,
        user: UserId,
    ) -> Result<Option<Timestamp>, Fault> {
        let query = statement(sql::SECURITY_LAST).bind(text(permit.organisation())).bind(text(user));
        let row = self.row(query.bind(SecurityKind::SignedIn.code())).await?;
        row.map(|row| row.instant(0)).transpose()
    }

    /// What the log says of one account of this kind, the newest first: for judging a sign-in, and for telling its
    /// owner. It is shown to nobody else.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn security_lines_of_own(
        &mut self,
        organisation: OrganisationId,
        user: UserId,
        kind: SecurityKind,
        limit: u32,
    ) -> Result<Vec<SecurityLine>, Fault> {
        let asked = SecurityAsked { before: None, user: Some(user), kind: Some(kind), limit };
        let mut lines = self.lines_of(organisation, asked).await?;
        lines.retain(|line| line.user == Some(user));
        Ok(lines)
    }

    /// Whether since then somebody else added somebody's account, brought it back, gave it a role or made a link for it.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn is_made_by_others_since(
        &mut self,
        organisation: OrganisationId,
        user: UserId,
        since: Timestamp,
    ) -> Result<bool, Fault> {
        let query = statement(sql::SECURITY_MADE_SINCE).bind(text(organisation)).bind(text(user));
        self.row(query.bind(since.as_microsecond())).await?.ok_or_else(Fault::damaged)?.flag(0)
    }

    async fn lines_of(
        &mut self,
        organisation: OrganisationId,
        asked: SecurityAsked,
    ) -> Result<Vec<SecurityLine>, Fault> {
        let SecurityAsked { before, user, kind, limit } = asked;
        let all = |lines| {
            let query = statement(lines).bind(text(organisation));
            query.bind(number(before.unwrap_or(u64::MAX))).bind(i64::from(limit))
        };
        let query = match (user, kind) {
            (None, None) => all(sql::SECURITY_ALL),
            (None, Some(kind)) => all(sql::SECURITY_OF_KIND).bind(kind.code()),
            (Some(user), None) => all(sql::SECURITY_OF_USER).bind(text(user)),
            (Some(user), Some(kind)) => {
                all(sql::SECURITY_OF_USER_AND_KIND).bind(text(user)).bind(kind.code())
            }
        };
        self.rows(query).await?.iter().map(|row| self.line(organisation, row)).collect()
    }

    fn line(&self, organisation: OrganisationId, row: &AnyRow) -> Result<SecurityLine, Fault> {
        let (sequence, sealed) = (row.count(0)?, row.cell::<Option<&[u8]>>(6)?);
        let kind = SecurityKind::from_code(row.cell(5)?).ok_or_else(Fault::damaged)?;
        let plain =
            sealed.map(|sealed| self.keys.security.open(&place(organisation, sequence, kind), sealed));
        let detail = match plain.transpose()? {
            Some(plain) => serde_json::from_slice(&plain).map_err(|_| Fault::damaged())?,
            None => Detail::default(),
        };
        let Detail { browser, words, .. } = detail;
        let (user, by) = (row.maybe_parsed(3)?, row.maybe_parsed(4)?);
        Ok(SecurityLine { sequence, at: row.instant(2)?, kind, user, by, browser, words })
    }
}

impl Tx {
    /// Writes something in the security log, as a part of what this transaction does: where it cannot be written,
    /// nothing else is.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn note_security(&mut self, event: &SecurityEvent, at: Timestamp) -> Result<(), Fault> {
        let end = self.row(event.end()).await?.ok_or_else(Fault::damaged)?;
        let next = event.next(&self.keys.security, &end, at)?;
        self.run(next.add).await?;
        self.run(next.advance).await?;
        self.grew.push(next.head);
        Ok(())
    }
}

/// A line on its way into the log.
pub(crate) struct NextLine {
    pub(crate) add: Statement,
    pub(crate) advance: Statement,
    pub(crate) head: Head,
}

impl SecurityEvent {
    /// Asks where its chain ends, and begins one that has not begun.
    pub(crate) fn end(&self) -> Statement {
        let organisation = chain(self.organisation);
        let query = statement(sql::SECURITY_END).bind(text(organisation));
        query.bind(genesis(organisation).as_bytes().to_vec())
    }

    /// The line, sealed, behind where its chain ends.
    pub(crate) fn next(&self, key: &DataKey, end: &AnyRow, at: Timestamp) -> Result<NextLine, Fault> {
        let Self { kind, organisation, user, by, detail } = self;
        let organisation = chain(*organisation);
        let (sequence, link) = (end.count(0)? + 1, Link::from_bytes(end.bytes32(1)?));
        let plain = serde_json::to_vec(detail).map_err(|_| Fault::damaged())?;
        let payload = key.seal(&place(organisation, sequence, *kind), &plain);
        let id = IdBlock::new(at, seal::random()).nth(0);
        let (digest, recorded_at) = (Digest::of(&payload), at.as_microsecond());
        let actor = whose(id, *user, *by);
        let link = link.next(&Header { sequence, recorded_at, actor: &actor, kind: kind.code(), digest });
        let add = statement(sql::SECURITY_ADD)
            .bind(text(organisation))
            .bind(number(sequence))
            .bind(text(id))
            .bind(recorded_at)
            .bind(maybe(*user))
            .bind(maybe(*by))
            .bind(kind.code())
            .bind(payload)
            .bind(digest.as_bytes().to_vec())
            .bind(link.as_bytes().to_vec());
        let advance = statement(sql::SECURITY_ADVANCE).bind(text(organisation)).bind(number(sequence));
        let advance = advance.bind(link.as_bytes().to_vec());
        Ok(NextLine {
            add,
            advance,
            head: Head::Security { of: organisation, number: sequence, link, kind: Some(*kind) },
        })
    }
}
