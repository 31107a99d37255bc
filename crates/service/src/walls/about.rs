//! What colleagues say of themselves, and of whom they declare a conflict of interest.

use std::collections::BTreeMap;
use std::fmt;

use domain::UserId;
use domain::text::{CaseReference, EmailAddress, Name, PhoneNumber, ShortText, Words};
use jiff::civil::Date;
use matching::{Described, Identity, Key, Known};
use serde::{Deserialize, Serialize};
use store::{OwnFact, OwnKind};

use crate::Problem;

/// What somebody gave about themself, so that they are kept away from cases of people they know.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutMe {
    /// Date of birth.
    pub born: Option<Date>,
    /// Names they had before, or use besides.
    pub former_names: Vec<Name>,
    /// Where they live and lived.
    pub addresses: Vec<Words>,
    /// Their own phone numbers.
    pub phones: Vec<PhoneNumber>,
    /// Their own email addresses.
    pub emails: Vec<EmailAddress>,
    /// Those close to them.
    pub kin: Vec<Kin>,
}

/// Somebody close to a colleague.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kin {
    /// Their name.
    pub name: Name,
    /// What they are to the colleague.
    pub relation: Option<ShortText>,
    /// Date of birth.
    pub born: Option<Date>,
    /// Address.
    pub address: Option<Words>,
    /// Phone number.
    pub phone: Option<PhoneNumber>,
}

/// Whom, or what, a conflict of interest is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Whom {
    /// A person.
    Person {
        /// Their name.
        name: Name,
        /// Date of birth, if it is known.
        born: Option<Date>,
    },
    /// A record, by its reference.
    Record(CaseReference),
}

/// A conflict of interest that a colleague declared.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredConflict {
    /// About whom.
    pub whom: Whom,
    /// What they wanted to add.
    pub words: Option<Words>,
    /// On which day.
    pub on: Date,
}

macro_rules! silent {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )+};
}

silent!(AboutMe Kin Whom DeclaredConflict);

/// Everything that one colleague said.
#[derive(Default)]
pub(super) struct Said {
    pub(super) about: AboutMe,
    pub(super) declared: Vec<DeclaredConflict>,
}

impl Said {
    pub(super) fn by_user(facts: &[OwnFact]) -> Result<BTreeMap<UserId, Self>, Problem> {
        let mut all: BTreeMap<UserId, Self> = BTreeMap::new();
        for fact in facts {
            all.entry(fact.user).or_default().add(fact)?;
        }
        Ok(all)
    }

    pub(super) fn of(facts: &[OwnFact]) -> Result<Self, Problem> {
        let mut said = Self::default();
        facts.iter().try_for_each(|fact| said.add(fact))?;
        Ok(said)
    }

    /// What cannot be read is a fault: taken for nothing, it would leave somebody without their walls.
    fn add(&mut self, fact: &OwnFact) -> Result<(), Problem> {
        let unreadable = |_| Problem::Fault;
        match fact.kind {
            OwnKind::About => self.about = serde_json::from_str(&fact.text).map_err(unreadable)?,
            OwnKind::Conflict => {
                self.declared.push(serde_json::from_str(&fact.text).map_err(unreadable)?);
            }
        }
        Ok(())
    }

    /// They and their kin, as marks. The name that colleagues know is theirs without their giving it.
    pub(super) fn known(&self, key: &Key, name: &str) -> Known {
        let AboutMe { born, former_names, addresses, phones, emails, kin } = &self.about;
        let own = Described {
            names: [name].into_iter().chain(former_names.iter().map(Name::as_str)).collect(),
            born: *born,
            phones: phones.iter().map(PhoneNumber::as_e164).collect(),
            emails: emails.iter().map(EmailAddress::as_str).collect(),
            homes: addresses.iter().map(Words::as_str).collect(),
        };
        Known { own: Identity::of(key, &own), kin: kin.iter().map(|kin| kin.identity(key)).collect() }
    }

    /// Those about whom they declared a conflict, as marks.
    pub(super) fn conflicts(&self, key: &Key) -> Known {
        let person = |declared: &DeclaredConflict| match &declared.whom {
            Whom::Person { name, born } => {
                let named = Described { names: vec![name.as_str()], born: *born, ..Described::default() };
                Some(Identity::of(key, &named))
            }
            Whom::Record(_) => None,
        };
        Known { own: Identity::default(), kin: self.declared.iter().filter_map(person).collect() }
    }
}

impl Kin {
    fn identity(&self, key: &Key) -> Identity {
        let described = Described {
            names: vec![self.name.as_str()],
            born: self.born,
            phones: self.phone.iter().map(PhoneNumber::as_e164).collect(),
            emails: Vec::new(),
            homes: self.address.iter().map(Words::as_str).collect(),
        };
        Identity::of(key, &described)
    }
}
