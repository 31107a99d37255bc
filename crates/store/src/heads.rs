//! What grows is told to the machine's log as soon as it is on the disk: the number of each line of the security log,
//! of each entry of a case and of each seal of the access journal, with its link. Whoever sends the log elsewhere has
//! an outside copy of where every chain stood; [`verify`](crate::verify_against) holds the store against it (ASVS
//! 16.4.3). A link is a digest over what is sealed: it tells nothing, and no case is named.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use domain::OrganisationId;
use seal::Link;

use crate::row::Cells;
use crate::tx::statement;
use crate::verify::LookHead;
use crate::{Fault, SecurityKind, Store, sql};

/// Where a chain stands, on its way to the machine's log.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Head {
    /// A line of the security log of an organisation.
    Security {
        of: OrganisationId,
        number: u64,
        link: Link,
        /// What happened; nothing where a start tells where the chain ended before.
        kind: Option<SecurityKind>,
    },
    /// An entry of a case.
    Entry { number: u64, link: Link },
    /// A seal of the access journal.
    Seal { number: u64, link: Link },
}

impl Head {
    /// Tells it. Called once what it stands for is on the disk, and never before: what is undone was never so.
    pub(crate) fn tell(self) {
        match self {
            Self::Security { of, number, link, kind: Some(kind) } => {
                tracing::info!(target: "heads", log = "security", %of, number, head = %link, event = kind.code(), "grew");
            }
            Self::Security { of, number, link, kind: None } => {
                tracing::info!(target: "heads", log = "security", %of, number, head = %link, "stood");
            }
            Self::Entry { number, link } => {
                tracing::info!(target: "heads", log = "entries", number, head = %link, "grew");
            }
            Self::Seal { number, link } => {
                tracing::info!(target: "heads", log = "looks", number, head = %link, "grew");
            }
        }
    }
}

impl Store {
    /// Tells the machine's log where the security logs and the access journal end now, so that nothing which happens to
    /// them while the program does not run goes unseen.
    ///
    /// # Errors
    /// A [`Fault`].
    pub async fn tell_heads(&self) -> Result<(), Fault> {
        let heads = self.read(|snapshot| {
            Box::pin(async move {
                let mut heads = Vec::new();
                for row in snapshot.rows(statement(sql::SECURITY_HEADS)).await? {
                    let (number, link) = (row.count(1)?, Link::from_bytes(row.bytes32(2)?));
                    heads.push(Head::Security { of: row.parsed(0)?, number, link, kind: None });
                }
                if let Some(row) = snapshot.row(statement(sql::LOOK_SEAL_LAST)).await? {
                    heads.push(Head::Seal { number: row.count(0)?, link: Link::from_bytes(row.bytes32(2)?) });
                }
                Ok::<_, Fault>(heads)
            })
        });
        heads.await?.into_iter().for_each(Head::tell);
        Ok(())
    }
}

/// What an outside copy has of the chains of a store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutsideHeads {
    security: BTreeMap<(OrganisationId, u64), [u8; 32]>,
    entries: BTreeSet<(u64, [u8; 32])>,
    looks: BTreeMap<u64, [u8; 32]>,
}

/// One line of an outside copy, as it was told.
#[derive(Debug, Clone, Copy)]
pub struct OutsideHead<'t> {
    /// `security`, `entries` or `looks`.
    pub log: &'t str,
    /// Whose, for the security log.
    pub of: Option<&'t str>,
    /// Its number.
    pub number: u64,
    /// The link, in hexadecimal.
    pub head: &'t str,
}

/// Something that an outside copy has and the store does not, or not so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingHead {
    /// A line of the security log of an organisation.
    Security(OrganisationId, u64),
    /// An entry of a case, by its number in it.
    Entry(u64),
    /// A seal of the access journal.
    Seal(u64),
}

impl fmt::Display for MissingHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Security(of, number) => write!(f, "line {number} of the security log of {of}"),
            Self::Entry(number) => write!(f, "an entry with the number {number} of a case"),
            Self::Seal(number) => write!(f, "seal {number} of the access journal"),
        }?;
        f.write_str(" was sent elsewhere, and is not here as it was sent")
    }
}

impl OutsideHeads {
    /// Takes a line. `false`, and nothing is taken, where it is none of ours.
    pub fn take(&mut self, told: OutsideHead<'_>) -> bool {
        let OutsideHead { log, of, number, head } = told;
        let Ok(head) = head.parse::<Link>().map(|link| *link.as_bytes()) else { return false };
        match (log, of.map(str::parse)) {
            // A chain that has not begun has no line yet.
            ("security", Some(Ok(_))) if number == 0 => {}
            ("security", Some(Ok(of))) => drop(self.security.insert((of, number), head)),
            ("entries", _) => drop(self.entries.insert((number, head))),
            ("looks", _) => drop(self.looks.insert(number, head)),
            _ => return false,
        }
        true
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.security.len() + self.entries.len() + self.looks.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The last seal of the access journal that was sent.
    pub(crate) fn last_seal(&self) -> Option<LookHead> {
        self.looks
            .last_key_value()
            .map(|(number, link)| LookHead { number: *number, link: Link::from_bytes(*link) })
    }

    /// A line of a security log was met.
    pub(crate) fn met_line(&mut self, of: OrganisationId, number: u64, link: [u8; 32]) {
        if self.security.get(&(of, number)) == Some(&link) {
            self.security.remove(&(of, number));
        }
    }

    /// An entry of a case was met.
    pub(crate) fn met_entry(&mut self, number: u64, link: [u8; 32]) {
        self.entries.remove(&(number, link));
    }

    /// A seal was met.
    pub(crate) fn met_seal(&mut self, number: u64, link: [u8; 32]) {
        if self.looks.get(&number) == Some(&link) {
            self.looks.remove(&number);
        }
    }

    /// What was not met.
    pub(crate) fn left(self) -> Vec<MissingHead> {
        let lines = self.security.into_keys().map(|(of, number)| MissingHead::Security(of, number));
        let entries = self.entries.into_iter().map(|(number, _)| MissingHead::Entry(number));
        lines.chain(entries).chain(self.looks.into_keys().map(MissingHead::Seal)).collect()
    }
}
