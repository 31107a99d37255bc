//! Why a command could not do what it was asked. Nothing was made and nothing changed.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use seal::KeyFileProblem;
use service::LeakedFileProblem;
use service::origin::{NotAnOrigin, Origin};
use service::provider::ConfigProblem;
use store::StoreError;

/// A refusal, which prints as one line without a full stop.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The settings are wrong, at this place.
    #[error("{file}:{line}: {what}")]
    Setting {
        /// The file as it was named.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A file that was named cannot be read.
    #[error("{} cannot be read: {}", .path.display(), said(.source))]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The data directory would lie in a directory that is not there.
    #[error("{0} is not there, and neither is the directory above it: correct --data")]
    NoParent(PathBuf),
    /// The data directory is a file.
    #[error("{0} is not a directory: correct --data")]
    NotADirectory(PathBuf),
    /// There is something in the data directory, but no store.
    #[error(
        "{0} has no database in it, but is not empty: correct --data, restore the database from a backup, or \
         make a new store elsewhere with `holdfast init`"
    )]
    NoDatabase(PathBuf),
    /// An address stands where a directory belongs. It is not repeated: there may be a password in it.
    #[error(
        "an address is no directory: correct --data; that of a database belongs in the configuration file or in \
         HOLDFAST_DATABASE, as others on this machine can read a command line"
    )]
    AddressAsDirectory,
    /// A demo in a database is not thrown away.
    #[cfg(feature = "demo")]
    #[error(
        "a demo in a database stays there: say with --data where its key file is to be, or leave out \
         HOLDFAST_DATABASE and the database of the configuration file"
    )]
    DemoStays,
    /// The store was made by the demo, and this program has none.
    #[cfg(not(feature = "demo"))]
    #[error(
        "this store was made by the demo, in which a password alone signs in: this program serves only real ones; \
         make a new store with `holdfast init`"
    )]
    OfTheDemo,
    /// A journal was changed, so nothing can be derived.
    #[error("{0} cases are not as they were recorded, so nothing is derived from any: see `holdfast verify`")]
    NotAsRecorded(usize),
    /// The outside copy has nothing to hold the store against.
    #[error(
        "{0} has no line that says where a log stands: give lines as `holdfast serve --log json` writes them, one a line"
    )]
    NoHeads(PathBuf),
    /// The reference of a case is not one.
    #[error("'{0}' is not the reference of a case: correct --case, for example to HF-7K3M-Q2XT")]
    NoReference(String),
    /// No reason was given.
    #[error("nobody looks at a case without saying why: add --why with a reason in a few words")]
    NoReason,
    /// A command did not do what it was asked.
    #[error(transparent)]
    Command(#[from] service::commands::CommandProblem),
    /// The database is there without the keys of its cases.
    #[error("{0} is missing, without which nothing in the database opens: restore it from its own backup")]
    NoCaseKeys(PathBuf),
    /// The master key was changed, and its file could not take the place of the one of before.
    #[error(
        "the data opens with the key in {} now, and that file could not take the place of {}: move it there by hand",
        .waiting.display(), .key.display()
    )]
    KeyWaits {
        /// The file of the new key.
        waiting: PathBuf,
        /// The file of the one of before.
        key: PathBuf,
    },
    /// A directory cannot be made.
    #[error("{} cannot be made: {}; check the directory above it", .path.display(), said(.source))]
    Directory {
        /// Which.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The key file will not do.
    #[error(transparent)]
    Key(#[from] KeyFileProblem),
    /// The store will not do.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something else listens there.
    #[error("{0} is in use by another program: stop it, or give another address with --listen")]
    PortInUse(SocketAddr),
    /// The operating system does not let us listen there.
    #[error("cannot listen on {address}: {}; give another address with --listen", said(.source))]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the operating system said.
        source: io::Error,
    },
    /// Passwords would go over a network in the open.
    #[error(
        "{0} can be reached from other machines, and there is no TLS here: listen on 127.0.0.1, or put a proxy \
         with TLS in front and add --behind-tls"
    )]
    InTheOpen(SocketAddr),
    /// Nobody would know at which address a passkey works.
    #[error(
        "behind TLS the settings must name 'origin', the address at which people open the work, such as \
         https://work.example.org: without it no passkey works, and an administrator signs in with nothing else"
    )]
    NoOrigin,
    /// From the proxy on, everything would go over a network in the open.
    #[error(
        "{0} can be reached from other machines, and the way from the proxy is not encrypted: listen on 127.0.0.1, \
         or say open_to_proxy = true in the settings where that network is yours alone"
    )]
    OpenToProxy(SocketAddr),
    /// The address at which people open the work is none.
    #[error("'origin' in the settings is wrong: {0}")]
    Origin(#[from] NotAnOrigin),
    /// The address and the way to it do not go together.
    #[error("'origin' is {0}: with https:// it needs behind_tls = true, and http://localhost goes without")]
    OriginAndTls(Origin),
    /// The clock is behind.
    #[error("this machine's clock says {0}, which is in the past: set it, as due times depend on it")]
    Clock(jiff::civil::Date),
    /// There is no such policy.
    #[error("there is no policy '{0}' and no file of that name{1}")]
    NoPolicy(String, String),
    /// The list of leaked passwords will not do.
    #[error("'leaked_passwords' in the settings is {}: {problem}", .path.display())]
    Leaked {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: LeakedFileProblem,
    },
    /// The identity provider's table will not do.
    #[error("[provider]: {0}")]
    Provider(#[from] ConfigProblem),
    /// The provider's secret has no place, or two.
    #[error(
        "[provider]: name the file of the secret with 'client_secret_file', or with 'client_secret_credential' what systemd gives"
    )]
    OneSecret,
    /// Others than its owner may read the provider's secret.
    #[error("the secret's file must have mode 0600, and {} has {mode:04o}; correct it with chmod 600", .path.display())]
    SecretMode {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// There are no credentials.
    #[error(
        "[provider]: systemd gave this program no credential of that name: see LoadCredential= in its unit"
    )]
    NoCredentials,
    /// A policy file is wrong.
    #[error(transparent)]
    Pack(#[from] policy::PackProblem),
    /// An account is wrong.
    #[error(transparent)]
    Scenario(#[from] review::Problems),
    /// A journey did not happen.
    #[error(transparent)]
    Journey(#[from] service::Problem),
    /// The table cannot be written as JSON.
    #[error("the answer cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Standard output cannot be written to.
    #[error("standard output cannot be written to: {}", said(.0))]
    Output(io::Error),
    /// A throw-away directory cannot be made.
    #[cfg(feature = "demo")]
    #[error("no temporary directory can be made: {}; give one with --data", said(.0))]
    Temporary(io::Error),
    /// The machine gives no threads.
    #[error("this machine gives no more threads: stop something else first")]
    Threads,
    /// The server ended by itself.
    #[error("the server stopped: {}", said(.0))]
    Server(io::Error),
    /// Somebody asked it to stop before it was ready.
    #[cfg(feature = "demo")]
    #[error("stopped before it was ready")]
    Stopped,
}

/// What the operating system said, for somebody who does not write programs.
fn said(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or directory".to_owned(),
        io::ErrorKind::PermissionDenied => "this user may not".to_owned(),
        io::ErrorKind::InvalidData => "it is not text".to_owned(),
        other => other.to_string(),
    }
}
