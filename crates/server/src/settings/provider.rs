//! The table `[provider]` of the file: the organisation's own identity provider. Its secret stands in a file of
//! its own, so that the settings can be shown to somebody.

use std::env;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use service::origin::Origin;
use service::provider::{ConfigProblem, Provider, ProviderConfig};
use zeroize::Zeroizing;

use crate::problem::Problem;

/// Where systemd puts what it was given for a service (`LoadCredential=`).
const CREDENTIALS: &str = "CREDENTIALS_DIRECTORY";
/// Far more than any secret is long, in bytes.
const LONGEST: u64 = 4096;

/// What the file says of the provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderTable {
    issuer: String,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    client_secret_credential: Option<String>,
    label: String,
    #[serde(default)]
    assume_second_factor: bool,
    acr: Option<String>,
}

impl ProviderTable {
    /// The one of a configuration file, where a file is named and has one.
    ///
    /// # Errors
    /// The one thing that is wrong with the file.
    pub fn named(config: Option<&Path>) -> Result<Option<Self>, Problem> {
        Ok(super::FromFile::named(config)?.provider)
    }

    /// The provider, for an installation that people open at this address.
    ///
    /// # Errors
    /// The one thing that is wrong with it.
    pub fn provider(self, origin: Option<&Origin>) -> Result<Provider, Problem> {
        let secret = self.secret()?;
        let config = ProviderConfig {
            issuer: self.issuer,
            client: self.client_id,
            secret,
            label: self.label.trim().to_owned(),
            origin: origin.cloned().ok_or(ConfigProblem::Origin)?,
            assume_second_factor: self.assume_second_factor,
            context: self.acr,
        };
        Ok(Provider::new(config)?)
    }

    fn secret(&self) -> Result<Zeroizing<String>, Problem> {
        match (&self.client_secret_file, &self.client_secret_credential) {
            (Some(path), None) => read(path, true),
            // systemd made that file for this program alone; how it shuts others out differs.
            (None, Some(name)) => read(&credential(name)?, false),
            _ => Err(Problem::OneSecret),
        }
    }
}

/// The file of a credential. A name only: it leads nowhere else.
fn credential(name: &str) -> Result<PathBuf, Problem> {
    let directory = env::var_os(CREDENTIALS).ok_or(Problem::NoCredentials)?;
    if name.is_empty() || name.contains('/') || name.starts_with('.') {
        return Err(Problem::NoCredentials);
    }
    Ok(Path::new(&directory).join(name))
}

/// The secret in a file, without the line's end. The mode is asked of the open file, so that it is the mode of
/// what is read.
fn read(path: &Path, alone: bool) -> Result<Zeroizing<String>, Problem> {
    let unreadable = |source: io::Error| Problem::Unreadable { path: path.to_owned(), source };
    let file = File::open(path).map_err(unreadable)?;
    let mode = file.metadata().map_err(unreadable)?.permissions().mode() & 0o7777;
    if alone && mode & 0o077 != 0 {
        return Err(Problem::SecretMode { path: path.to_owned(), mode });
    }
    let mut text = Zeroizing::new(String::new());
    file.take(LONGEST).read_to_string(&mut text).map_err(unreadable)?;
    Ok(Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned()))
}
