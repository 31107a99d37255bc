//! The settings of `serve`: command line, then environment, then file, then what is usual.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;
use web::headers::Transport;

use crate::cli::{Init, Serve};
use crate::problem::Problem;

/// Where data is where nothing else is said.
const USUAL_DATA: &str = "holdfast-data";
const USUAL_PORT: u16 = 8080;
const USUAL_TIMEOUT: u16 = 30;
/// Beyond this many letters a word is not a slip for another.
const SLIPS: usize = 2;

/// Where a store is.
#[derive(Debug, Clone)]
pub struct Place {
    /// The data directory.
    pub data: PathBuf,
    /// The key file.
    pub key: PathBuf,
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
    /// After which time a request is given up.
    pub timeout: Duration,
}

/// The keys of the file.
const KEYS: [&str; 5] = ["behind_tls", "data", "key_file", "listen", "timeout"];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FromFile {
    data: Option<PathBuf>,
    listen: Option<SocketAddr>,
    behind_tls: Option<bool>,
    key_file: Option<PathBuf>,
    timeout: Option<NonZeroU16>,
}

impl Place {
    /// The place, with the usual key file where none is named.
    pub fn new(data: PathBuf, key: Option<PathBuf>) -> Self {
        let key = key.unwrap_or_else(|| data.join("keys").join("master.key"));
        Self { data, key }
    }
}

impl From<Init> for Place {
    fn from(init: Init) -> Self {
        Self::new(init.data, init.key)
    }
}

impl TryFrom<Serve> for Settings {
    type Error = Problem;

    fn try_from(typed: Serve) -> Result<Self, Problem> {
        let file = typed.config.as_deref().map(read).transpose()?.unwrap_or_default();
        let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, USUAL_PORT));
        let behind_tls = typed.behind_tls.or(file.behind_tls).unwrap_or(false);
        let timeout = typed.timeout.or(file.timeout.map(NonZeroU16::get)).unwrap_or(USUAL_TIMEOUT);
        let data = typed.data.or(file.data).unwrap_or_else(|| USUAL_DATA.into());
        Ok(Self {
            place: Place::new(data, typed.key.or(file.key_file)),
            listen: typed.listen.or(file.listen).unwrap_or(usual),
            transport: if behind_tls { Transport::Tls } else { Transport::Plain },
            timeout: Duration::from_secs(timeout.into()),
        })
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
    let Some((unknown, _)) = unknown else { return message.lines().collect::<Vec<_>>().join(" ") };
    let near = KEYS.into_iter().min_by_key(|key| strsim::damerau_levenshtein(unknown, key));
    match near.filter(|key| strsim::damerau_levenshtein(unknown, key) <= SLIPS) {
        Some(near) => format!("unknown key '{unknown}'; did you mean '{near}'?"),
        None => format!("unknown key '{unknown}'; known are {}", KEYS.join(", ")),
    }
}
