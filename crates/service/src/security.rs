//! The security log: sign-ins, sessions, rights and refusals, for the privacy officer and the auditor.
//!
//! Inside a transaction call `tx.note_security(&event, now)`: then what happens and its line are written
//! together, or neither is. Where nothing else is written, call [`Service::note_security`].

use access::action::SeeSecurityLog;
use access::{Actor, check_office};
use domain::UserId;
use store::{SecurityAsked, SecurityEvent, SecurityKind, SecurityLine};

use crate::{Problem, Service};

/// Lines of the security log on one page.
pub const LINES: u32 = 50;
/// Lines of the security log on one print.
pub const LINES_PRINTED: u32 = 500;

/// Which lines of the security log somebody wants to see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SecurityWanted {
    /// Those before this place of the log; the newest where there is none.
    pub before: Option<u64>,
    /// Those about one colleague's account, or of what they did to another's.
    pub user: Option<UserId>,
    /// Those of one kind.
    pub kind: Option<SecurityKind>,
    /// What belongs to no account, instead of the organisation's own.
    pub of_nobody: bool,
    /// As many as are printed, instead of one page.
    pub printed: bool,
}

/// A page of the security log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityPage {
    /// Its lines, the newest first.
    pub lines: Vec<SecurityLine>,
    /// Where the next page begins, if there is one.
    pub older: Option<u64>,
}

impl Service {
    /// Writes something in the security log, on its own. It is on the disk when this answers.
    ///
    /// # Errors
    /// A fault.
    pub async fn note_security(&self, event: SecurityEvent) -> Result<(), Problem> {
        let now = self.clock.now();
        self.store
            .write(move |tx| {
                Box::pin(async move { tx.note_security(&event, now).await.map_err(Problem::from) })
            })
            .await
    }

    /// The security log of the asker's organisation, which holds nothing of any case. That it was read is written.
    ///
    /// # Errors
    /// Denied to all but the privacy officer and the auditor.
    pub async fn security_page(
        &self,
        actor: &Actor,
        wanted: SecurityWanted,
    ) -> Result<SecurityPage, Problem> {
        let permit = check_office::<SeeSecurityLog>(actor)?;
        let SecurityWanted { before, user, kind, of_nobody, printed } = wanted;
        let most = if printed { LINES_PRINTED } else { LINES };
        // One more than is shown tells whether there is another page.
        let asked = SecurityAsked { before, user, kind, limit: most + 1 };
        let now = self.clock.now();
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let part = if of_nobody { "security/of-nobody" } else { "security" };
                    tx.note_office_look(&permit, now, part, None).await?;
                    let mut lines = if of_nobody {
                        tx.security_lines_of_nobody(&permit, asked).await?
                    } else {
                        tx.security_lines(&permit, asked).await?
                    };
                    let most = usize::try_from(most).unwrap_or(usize::MAX);
                    let more = lines.len() > most;
                    lines.truncate(most);
                    let older = lines.last().filter(|_| more).map(|line| line.sequence);
                    Ok::<_, Problem>(SecurityPage { lines, older })
                })
            })
            .await
    }

    /// Whether what belongs to no account is shown to the asker: only where one organisation has the store to
    /// itself.
    ///
    /// # Errors
    /// A fault.
    pub async fn is_alone(&self) -> Result<bool, Problem> {
        let organisations = self
            .store
            .read(|snapshot| Box::pin(async move { Ok::<_, Problem>(snapshot.organisations().await?) }));
        Ok(organisations.await?.len() == 1)
    }
}
