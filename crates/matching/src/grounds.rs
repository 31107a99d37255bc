//! On what a match rests.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing in which two descriptions agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Ground {
    /// Their own phone number.
    Phone,
    /// Their own email address.
    Email,
    /// Their own address.
    Home,
    /// A name in common at the same address.
    NameAndHome,
    /// Their name and date of birth.
    NameAndBorn,
    /// Their full name, and nothing known that speaks against it.
    FullName,
    /// The phone number of declared kin.
    KinPhone,
    /// The email address of declared kin.
    KinEmail,
    /// The name of declared kin, and their address.
    KinNameAndHome,
    /// The name of declared kin, and their date of birth.
    KinNameAndBorn,
    /// The full name of declared kin, and nothing known that speaks against it.
    KinFullName,
}

/// Every ground with its code and its words for the lead who reads the list of walls.
const ALL: [(Ground, &str, &str); 11] = [
    (Ground::Phone, "phone", "Same phone number"),
    (Ground::Email, "email", "Same email address"),
    (Ground::Home, "home", "Same address"),
    (Ground::NameAndHome, "name-home", "A name in common at the same address"),
    (Ground::NameAndBorn, "name-born", "Same name and date of birth"),
    (Ground::FullName, "full-name", "Same full name, date of birth not known"),
    (Ground::KinPhone, "kin-phone", "Same phone number as somebody they are close to"),
    (Ground::KinEmail, "kin-email", "Same email address as somebody they are close to"),
    (Ground::KinNameAndHome, "kin-name-home", "Same name and address as somebody they are close to"),
    (Ground::KinNameAndBorn, "kin-name-born", "Same name and date of birth as somebody they are close to"),
    (Ground::KinFullName, "kin-full-name", "Same full name as somebody they are close to"),
];

impl Ground {
    /// The plain words.
    pub fn label(self) -> &'static str {
        ALL.iter().find(|(ground, ..)| *ground == self).map_or("", |(.., label)| label)
    }
}

/// On what a match rests: one ground or several.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Grounds(u16);

impl Grounds {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// This one as well.
    #[must_use]
    pub const fn and(self, ground: Ground) -> Self {
        Self(self.0 | 1 << ground as u16)
    }

    /// All of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this is one of them.
    pub const fn has(self, ground: Ground) -> bool {
        self.0 & 1 << ground as u16 != 0
    }

    /// Whether all of these are among them.
    pub const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether they say that it is the person themself who stands in the case, not somebody close to them
    /// and not merely somebody of their name.
    pub const fn is_oneself(self) -> bool {
        self.has(Ground::NameAndBorn) || self.has(Ground::Phone) || self.has(Ground::Email)
    }

    /// Each, in order.
    pub fn each(self) -> impl Iterator<Item = Ground> {
        ALL.iter().map(|(ground, ..)| *ground).filter(move |ground| self.has(*ground))
    }

    /// The codes for storage, with spaces between.
    pub fn codes(self) -> String {
        let codes = ALL.iter().filter(|(ground, ..)| self.has(*ground)).map(|(_, code, _)| *code);
        codes.collect::<Vec<_>>().join(" ")
    }

    /// The grounds with these codes; what is none is passed over.
    pub fn from_codes(codes: &str) -> Self {
        let ground = |code: &str| ALL.iter().find(|(_, known, _)| *known == code).map(|(ground, ..)| *ground);
        codes.split(' ').filter_map(ground).fold(Self::NONE, Self::and)
    }
}

impl fmt::Debug for Grounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.codes())
    }
}
