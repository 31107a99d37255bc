//! Somebody as they are compared.

use std::fmt;

use jiff::civil::Date;

use crate::born::Born;
use crate::home::Home;
use crate::mark::{Key, Mark, Of};
use crate::name::Names;
use crate::reach;

/// Somebody as they were described.
#[derive(Clone, Default)]
pub struct Described<'d> {
    /// Every name, former ones too.
    pub names: Vec<&'d str>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Phone numbers.
    pub phones: Vec<&'d str>,
    /// Email addresses.
    pub emails: Vec<&'d str>,
    /// Addresses.
    pub homes: Vec<&'d str>,
}

/// A phone number, an email address or an address, as a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A phone number.
    Phone(Mark),
    /// An email address.
    Email(Mark),
    /// An address.
    Home(Home),
}

impl Reach {
    /// A phone number; nothing where it is none.
    pub fn phone(key: &Key, text: &str) -> Option<Self> {
        reach::phone(text).map(|phone| Self::Phone(key.mark(Of::Phone, &phone)))
    }

    /// An email address; nothing where it is none.
    pub fn email(key: &Key, text: &str) -> Option<Self> {
        reach::email(text).map(|email| Self::Email(key.mark(Of::Email, &email)))
    }

    /// An address; nothing where it says too little.
    pub fn home(key: &Key, text: &str) -> Option<Self> {
        Home::of(key, text).map(Self::Home)
    }
}

impl fmt::Debug for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reach")
    }
}

/// Somebody as marks: what two people have in common can be seen, and nothing else.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// Names.
    pub names: Names,
    /// Date of birth.
    pub born: Option<Born>,
    phones: Box<[Mark]>,
    emails: Box<[Mark]>,
    homes: Box<[Home]>,
}

impl Identity {
    /// Somebody of whom no more is known than this.
    pub fn of(key: &Key, described: &Described<'_>) -> Self {
        let mut identity = Self {
            names: Names::of(key, described.names.iter().copied()),
            born: described.born.map(Born::on),
            ..Self::default()
        };
        let phones = described.phones.iter().filter_map(|phone| Reach::phone(key, phone));
        let emails = described.emails.iter().filter_map(|email| Reach::email(key, email));
        let homes = described.homes.iter().filter_map(|home| Reach::home(key, home));
        phones.chain(emails).chain(homes).for_each(|reach| identity.add(reach));
        identity
    }

    /// How they can be reached, or where, as well.
    pub fn add(&mut self, reach: Reach) {
        match reach {
            Reach::Phone(mark) => add(&mut self.phones, mark),
            Reach::Email(mark) => add(&mut self.emails, mark),
            Reach::Home(home) => add(&mut self.homes, home),
        }
    }

    /// Whether they share a phone number.
    pub fn shares_phone(&self, other: &Self) -> bool {
        self.phones.iter().any(|phone| other.phones.contains(phone))
    }

    /// Whether they share an email address.
    pub fn shares_email(&self, other: &Self) -> bool {
        self.emails.iter().any(|email| other.emails.contains(email))
    }

    /// Whether they share an address.
    pub fn shares_home(&self, other: &Self) -> bool {
        self.homes.iter().any(|home| other.homes.iter().any(|their| home.is(their)))
    }

    /// Whether they live, or lived, in the street of this address.
    pub fn lives_near(&self, home: &Home) -> bool {
        self.homes.iter().any(|theirs| theirs.is_near(home))
    }

    /// What two people who share a phone number or an email address have at least one of in common.
    pub fn reach_hooks(&self) -> impl Iterator<Item = u64> {
        self.phones.iter().chain(&self.emails).map(|mark| mark.whole())
    }

    /// What two people who are a match for a wall have at least one of in common.
    pub fn hooks(&self) -> impl Iterator<Item = u64> {
        self.names.words().chain(self.reach_hooks()).chain(self.homes.iter().flat_map(|home| home.hooks()))
    }
}

fn add<T: PartialEq>(all: &mut Box<[T]>, one: T) {
    if all.contains(&one) {
        return;
    }
    let mut more = std::mem::take(all).into_vec();
    more.push(one);
    *all = more.into_boxed_slice();
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity")
    }
}

impl fmt::Debug for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Described")
    }
}
