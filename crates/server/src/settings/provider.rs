//! The table `[provider]` of the file: the organisation's own identity provider. Its secret stands in a file of
//! its own, so that the settings can be shown to somebody.

use std::env;
use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use service::origin::Origin;
use service::provider::{ClientSecret, ConfigProblem, Provider, ProviderConfig};
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
    #[cfg(feature = "demo")]
    pub fn named(config: Option<&Path>) -> Result<Option<Self>, Problem> {
        Ok(super::FromFile::named(config)?.provider)
    }

    /// The provider, for an installation that people open at this address.
    ///
    /// # Errors
    /// The one thing that is wrong with it.
    pub fn provider(self, origin: Option<&Origin>) -> Result<Provider, Problem> {
        let place = self.secret_place()?;
        // What is wrong with it is said before anything listens.
        place.read()?;
        let secret = ClientSecret::read_by(place.read_anew());
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

    fn secret_place(&self) -> Result<SecretPlace, Problem> {
        match (&self.client_secret_file, &self.client_secret_credential) {
            (Some(path), None) => Ok(SecretPlace { path: path.clone(), alone: true }),
            // systemd made that file for this program alone; how it shuts others out differs.
            (None, Some(name)) => Ok(SecretPlace { path: credential(name)?, alone: false }),
            _ => Err(Problem::OneSecret),
        }
    }
}

/// The file of the secret, and whether it has to shut others out by its mode.
struct SecretPlace {
    path: PathBuf,
    alone: bool,
}

impl SecretPlace {
    fn read(&self) -> Result<Zeroizing<String>, Problem> {
        read(&self.path, self.alone)
    }

    /// Reads it each time it is called, so that another may take its place while the program runs.
    fn read_anew(self) -> impl Fn() -> Option<Zeroizing<String>> {
        move || {
            let secret = self.read();
            if secret.is_err() {
                tracing::error!("the secret for the identity provider cannot be read any more");
            }
            secret.ok()
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

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};

    use super::*;

    /// ASVS 13.2.1: no start anew is needed for another secret.
    #[test]
    fn a_secret_that_was_replaced_is_the_one_that_is_shown_next() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("secret");
        let puts = |text: &str, mode: u32| {
            fs::write(&path, text).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        };
        puts("quartz lantern\n", 0o600);
        let reads = SecretPlace { path: path.clone(), alone: true }.read_anew();
        let shown = || reads().map(|secret| secret.as_str().to_owned());
        assert_eq!(shown().as_deref(), Some("quartz lantern"));
        puts("basalt heron\n", 0o600);
        assert_eq!(shown().as_deref(), Some("basalt heron"));
        puts("basalt heron\n", 0o644);
        assert_eq!(shown(), None, "others could read it");
        fs::remove_file(&path).unwrap();
        assert_eq!(shown(), None);
    }
}
