//! The settings: command line, then environment, then file, then what is usual. The address of a database is the
//! one that the command line does not take: somebody might write a password into it, and lists of processes show it
//! to everybody on the machine.

mod provider;

use std::env::{self, VarError};
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use service::origin::Origin;
use store::{Config, StoreError};
use web::headers::Transport;

use crate::cli::{LogForm, Serve, Where};
use crate::problem::Problem;

pub use provider::ProviderTable;

/// Where data is where nothing else is said.
const USUAL_DATA: &str = "holdfast-data";
const USUAL_PORT: u16 = 8080;
const USUAL_TIMEOUT: u16 = 30;
/// Beyond this many letters a word is not a slip for another.
const SLIPS: usize = 2;

/// Where the address of a database is, if it is not in the file.
const DATABASE: &str = "HOLDFAST_DATABASE";
/// By what PostgreSQL's own programs take a password that stands somewhere.
const PASSWORDS: [&str; 4] = ["PGPASSWORD", "PGPASSFILE", "PGSERVICE", "PGSERVICEFILE"];

/// Where a store is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data directory.
    pub data: PathBuf,
    /// The key file.
    pub key: PathBuf,
    /// The database, where it is not the one in the data directory.
    pub database: Option<Config>,
}

/// Everything that `serve` can be told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the store is.
    pub place: Place,
    /// Where to listen.
    pub listen: SocketAddr,
    /// How browsers reach us.
    pub transport: Transport,
    /// At which address people open the work, where the file says it.
    pub origin: Option<Origin>,
    /// Whether the proxy may come over a network, which is not encrypted from there on.
    pub open_to_proxy: bool,
    /// After which time a request is given up.
    pub timeout: Duration,
    /// How the log is written.
    pub log: LogForm,
    /// The organisation's own identity provider, where there is one.
    pub provider: Option<ProviderTable>,
    /// The Pwned Passwords list, where the organisation has downloaded it.
    pub leaked_passwords: Option<PathBuf>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FromFile {
    data: Option<PathBuf>,
    database: Option<String>,
    listen: Option<SocketAddr>,
    behind_tls: Option<bool>,
    open_to_proxy: Option<bool>,
    key_file: Option<PathBuf>,
    leaked_passwords: Option<PathBuf>,
    origin: Option<String>,
    timeout: Option<NonZeroU16>,
    log: Option<LogForm>,
    provider: Option<ProviderTable>,
}

impl Place {
    /// A place of its own, with the usual key file and its database in its data directory.
    #[cfg(any(test, feature = "demo"))]
    pub fn of_its_own(data: PathBuf) -> Self {
        let key = usual_key(&data);
        Self { data, key, database: None }
    }

    /// What the command line says of it, with the environment and the file behind.
    ///
    /// # Errors
    /// The one thing that is wrong with a setting.
    pub fn of(typed: &Where, key: Option<&Path>) -> Result<Self, Problem> {
        Self::with(typed, key, &FromFile::named(typed.config.as_deref())?)
    }

    fn with(typed: &Where, key: Option<&Path>, file: &FromFile) -> Result<Self, Problem> {
        let data = typed.data.as_deref().or(file.data.as_deref()).unwrap_or(Path::new(USUAL_DATA));
        if data.to_str().is_some_and(|data| data.contains("://")) {
            return Err(Problem::AddressAsDirectory);
        }
        let key = key.or(file.key_file.as_deref()).map_or_else(|| usual_key(data), Path::to_owned);
        Ok(Self { data: data.to_owned(), key, database: database(file)? })
    }

    /// How the store is opened.
    pub fn config(&self) -> Config {
        self.database.clone().unwrap_or_else(|| Config::sqlite(&self.data))
    }
}

fn usual_key(data: &Path) -> PathBuf {
    data.join("keys").join("master.key")
}

/// The database of the environment, or else of the file.
fn database(file: &FromFile) -> Result<Option<Config>, Problem> {
    let named = match env::var(DATABASE) {
        Ok(address) => Some(address).filter(|address| !address.is_empty()),
        Err(VarError::NotPresent) => None,
        Err(VarError::NotUnicode(_)) => return Err(StoreError::Address.into()),
    };
    let named = named.as_ref().or(file.database.as_ref());
    let given = |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if named.is_some() && PASSWORDS.iter().any(given) {
        return Err(StoreError::Password.into());
    }
    Ok(named.map(|address| Config::database(address)).transpose()?)
}

impl TryFrom<Serve> for Settings {
    type Error = Problem;

    fn try_from(typed: Serve) -> Result<Self, Problem> {
        let file = FromFile::named(typed.place.config.as_deref())?;
        let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, USUAL_PORT));
        let behind_tls = typed.behind_tls.or(file.behind_tls).unwrap_or(false);
        let timeout = typed.timeout.or(file.timeout.map(NonZeroU16::get)).unwrap_or(USUAL_TIMEOUT);
        Ok(Self {
            place: Place::with(&typed.place, typed.key.as_deref(), &file)?,
            listen: typed.listen.or(file.listen).unwrap_or(usual),
            transport: if behind_tls { Transport::Tls } else { Transport::Plain },
            origin: file.origin.as_deref().map(|origin| named_origin(origin, behind_tls)).transpose()?,
            open_to_proxy: file.open_to_proxy.unwrap_or(false),
            log: typed.log.or(file.log).unwrap_or_default(),
            timeout: Duration::from_secs(timeout.into()),
            provider: file.provider,
            leaked_passwords: file.leaked_passwords,
        })
    }
}

impl Settings {
    /// Refuses what would let passwords or records go over a network in the open, and what would leave the
    /// administrators without a way in.
    ///
    /// # Errors
    /// The one thing that is wrong.
    pub fn check_way(&self) -> Result<(), Problem> {
        match (self.transport, self.listen.ip().is_loopback()) {
            (Transport::Plain, false) => Err(Problem::InTheOpen(self.listen)),
            (Transport::Tls, _) if self.origin.is_none() => Err(Problem::NoOrigin),
            (Transport::Tls, false) if !self.open_to_proxy => Err(Problem::OpenToProxy(self.listen)),
            _ => Ok(()),
        }
    }

    /// At which address people open the work: the one of the file, or this machine itself where it can be
    /// reached from nowhere else. `address` is where we listen.
    pub fn origin_at(&self, address: SocketAddr) -> Option<Origin> {
        let here = self.transport == Transport::Plain && address.ip().is_loopback();
        self.origin.clone().or_else(|| here.then(|| Origin::local(address.port())))
    }
}

fn named_origin(text: &str, behind_tls: bool) -> Result<Origin, Problem> {
    let origin: Origin = text.parse()?;
    if origin.is_secure() == behind_tls { Ok(origin) } else { Err(Problem::OriginAndTls(origin)) }
}

impl FromFile {
    /// The settings of the file, where one is named.
    fn named(path: Option<&Path>) -> Result<Self, Problem> {
        path.map(read).transpose().map(Option::unwrap_or_default)
    }
}

fn read(path: &Path) -> Result<FromFile, Problem> {
    let text =
        fs::read_to_string(path).map_err(|source| Problem::Unreadable { path: path.to_owned(), source })?;
    toml::from_str(&text).map_err(|problem| Problem::Setting {
        file: path.display().to_string(),
        line: problem.span().map_or(1, |span| line_of(&text, span.start)),
        what: explained(problem.message()),
    })
}

/// The line of a byte, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The reader's complaint, with a better word for a key that is not known.
fn explained(message: &str) -> String {
    let unknown = message.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
    let Some((unknown, known)) = unknown else { return message.lines().collect::<Vec<_>>().join(" ") };
    // Every second piece of "expected one of `a`, `b`" is a key of this table.
    let mut known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    known.sort_unstable();
    let near = known.iter().min_by_key(|key| strsim::damerau_levenshtein(unknown, key));
    match near.filter(|key| strsim::damerau_levenshtein(unknown, key) <= SLIPS) {
        Some(near) => format!("unknown key '{unknown}'; did you mean '{near}'?"),
        None => format!("unknown key '{unknown}'; known are {}", known.join(", ")),
    }
}
