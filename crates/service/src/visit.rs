//! From where somebody comes: which browser it is, as coarsely as a person would say it, and the session that it
//! brought. No network address is read or kept: staff of one organisation come through one address, an address
//! says where somebody is when they work from home, and nothing here would be decided by it.

use std::fmt;

use seal::Token;

/// Programs by what tells them apart in what a browser says of itself. Most claim to be others as well, so the
/// first that fits is the one.
const PROGRAMS: [(&str, &str); 7] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

/// Systems, by the same.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
];

/// A browser in a few words of a closed list: enough to know one's own again, and too little to tell two people
/// apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Browser {
    program: Option<&'static str>,
    system: Option<&'static str>,
}

impl Browser {
    /// What cannot be told.
    pub const UNKNOWN: Self = Self { program: None, system: None };

    /// The browser that says this of itself.
    pub fn of(user_agent: &str) -> Self {
        let first = |words: &[(&str, &'static str)]| {
            words.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
        };
        // Chrome on an iPhone says so in its own way, and calls itself Safari too.
        let program = if user_agent.contains("CriOS") { Some("Chrome") } else { first(&PROGRAMS) };
        Self { program, system: first(&SYSTEMS) }
    }
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.program, self.system) {
            (Some(program), Some(system)) => write!(f, "{program} on {system}"),
            (Some(one), None) => f.write_str(one),
            (None, Some(system)) => write!(f, "A browser on {system}"),
            (None, None) => f.write_str("A browser that is not known"),
        }
    }
}

/// From where somebody comes who is about to sign in.
#[derive(Clone)]
pub struct Visit {
    /// Their browser.
    pub browser: Browser,
    /// The token of the session that it brought. It ends when another begins, so that nobody can give a token to
    /// somebody else before they sign in.
    pub old: Option<String>,
}

impl Visit {
    /// A visit of which nothing is known.
    pub const fn unknown() -> Self {
        Self { browser: Browser::UNKNOWN, old: None }
    }

    /// The digest of the token that it brought, where that is one.
    pub(crate) fn session(&self) -> Option<[u8; 32]> {
        self.old.as_ref()?.parse::<Token>().ok().map(|token| token.digest())
    }
}

impl fmt::Debug for Visit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Visit({})", self.browser)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named_as_a_person_would() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                      Chrome/126.0.0.0 Safari/537.36";
        let named = [
            (chrome.to_owned(), "Chrome on Windows"),
            (format!("{chrome} Edg/126.0.0.0"), "Edge on Windows"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17 Safari/605.1".into(), "Safari on Mac"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1".into(),
                "Safari on iPhone",
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) CriOS/126 Safari/604.1".into(), "Chrome on iPhone"),
            (
                "Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0".into(),
                "Firefox on Android",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0".into(), "Firefox on Linux"),
            ("Linux".into(), "A browser on Linux"),
            (String::new(), "A browser that is not known"),
        ];
        for (said, name) in named {
            assert_eq!(Browser::of(&said).to_string(), name, "{said}");
        }
    }

    #[test]
    fn nothing_that_was_sent_is_repeated() {
        let name = Browser::of("<script>07700 900461</script> Firefox on my Windows 9.1-secret").to_string();
        assert_eq!(name, "Firefox on Windows");
    }
}
