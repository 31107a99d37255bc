//! The address at which people open the work, as their browsers name it.

use std::fmt;
use std::str::FromStr;

/// The origin of every page: `https://` and a name, with a port where it is not the usual one. What is bound
/// to it (a passkey, an answer of an identity provider) is good nowhere else. Without TLS it can only be this
/// machine itself, `http://localhost`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOrigin {
    /// It does not begin with `https://`.
    #[error("an origin begins with https://; only http://localhost does without")]
    Scheme,
    /// It is a number, or no name at all: a passkey belongs to a name.
    #[error(
        "an origin needs a name, such as https://work.example.org; a number such as 127.0.0.1 will not do"
    )]
    Name,
    /// Its port is no port.
    #[error("the port of an origin is a number from 1 to 65535")]
    Port,
}

const LOCAL: &str = "localhost";

impl Origin {
    /// This machine itself, at a port.
    pub fn local(port: u16) -> Self {
        Self(if port == 80 { format!("http://{LOCAL}") } else { format!("http://{LOCAL}:{port}") })
    }

    /// As browsers write it: `https://work.example.org`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a browser sends as the host: the name, with the port where it is not the usual one.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }

    /// The name alone.
    pub fn name(&self) -> &str {
        self.host().split(':').next().unwrap_or_default()
    }

    /// Whether it is reached through TLS.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let text = text.trim().to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").ok_or(NotAnOrigin::Scheme)?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let (name, port) = rest.split_once(':').map_or((rest, None), |(name, port)| (name, Some(port)));
        let usual: u16 = match (scheme, name) {
            ("https", _) => 443,
            ("http", LOCAL) => 80,
            _ => return Err(NotAnOrigin::Scheme),
        };
        if !is_name(name) {
            return Err(NotAnOrigin::Name);
        }
        let port = port.map_or(Ok(usual), |port| port.parse().map_err(|_| NotAnOrigin::Port))?;
        match port {
            0 => Err(NotAnOrigin::Port),
            port if port == usual => Ok(Self(format!("{scheme}://{name}"))),
            port => Ok(Self(format!("{scheme}://{name}:{port}"))),
        }
    }
}

/// Labels of letters, digits and hyphens with dots between; the last is no number, or it would be an address.
fn is_name(name: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let last_is_a_word =
        name.rsplit('.').next().is_some_and(|last| last.bytes().any(|b| b.is_ascii_alphabetic()));
    name.len() <= 253 && last_is_a_word && name.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, NotAnOrigin> {
        text.parse::<Origin>().map(|origin| origin.to_string())
    }

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (typed, read_as) in [
            ("https://work.example.org", "https://work.example.org"),
            (" HTTPS://Work.Example.org:443/ ", "https://work.example.org"),
            ("https://work.example.org:8443", "https://work.example.org:8443"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://localhost:80", "http://localhost"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(read_as), "{typed}");
        }
        let origin: Origin = "https://work.example.org:8443".parse().unwrap();
        assert_eq!((origin.host(), origin.name()), ("work.example.org:8443", "work.example.org"));
        assert!(origin.is_secure() && !Origin::local(8080).is_secure());
        assert_eq!(Origin::local(8080).as_str(), "http://localhost:8080");
    }

    #[test]
    fn what_a_passkey_cannot_be_bound_to_is_refused_by_its_reason() {
        for (typed, why) in [
            ("work.example.org", NotAnOrigin::Scheme),
            ("http://work.example.org", NotAnOrigin::Scheme),
            ("ftp://work.example.org", NotAnOrigin::Scheme),
            ("https://127.0.0.1:8080", NotAnOrigin::Name),
            ("https://[::1]", NotAnOrigin::Name),
            ("https://", NotAnOrigin::Name),
            ("https://work.example.org/sign-in", NotAnOrigin::Name),
            ("https://-work.example.org", NotAnOrigin::Name),
            ("https://sam@work.example.org", NotAnOrigin::Name),
            ("https://work.example.org:0", NotAnOrigin::Port),
            ("https://work.example.org:99999", NotAnOrigin::Port),
        ] {
            assert_eq!(read(typed), Err(why), "{typed}");
        }
    }
}
