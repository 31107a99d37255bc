//! Whether somebody and a party of a case are a match for a wall.
//!
//! | what agrees | wall |
//! |---|---|
//! | phone number, email address, or address | yes |
//! | name and date of birth; initials, a short form or one known part of the name suffice | yes |
//! | two parts of the name, and the date of birth is open: not known, or one slip away | yes |
//! | two parts of the name, and the dates of birth are of two people | no |
//! | surname and initial, or one part of the name, with no date of birth | no |
//! | declared kin: the same, but that their address counts only with a part of their name | |
//!
//! How rare a surname is does not count: nobody can say it of a name from elsewhere, and a report mostly gives
//! an alleged perpetrator's name and nothing more. A colleague with a common name is walled off from cases of
//! their namesakes until their own date of birth and the party's are both known, or two people lift the wall.

use crate::born::{Agreement, Born};
use crate::grounds::{Ground, Grounds};
use crate::identity::Identity;
use crate::name::Alike;

/// Somebody who works here, and those whom they declared as close to them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// They themself.
    pub own: Identity,
    /// Those close to them.
    pub kin: Vec<Identity>,
}

/// That somebody may be, or may know, a party of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// On what it rests: never nothing.
    pub on: Grounds,
}

/// Compares somebody with one party of a case.
pub fn match_person(known: &Known, party: &Identity) -> Option<Match> {
    let own = own(&known.own, party);
    let on = known.kin.iter().map(|kin| of_kin(kin, party)).fold(own, Grounds::with);
    (!on.is_empty()).then_some(Match { on })
}

fn own(own: &Identity, party: &Identity) -> Grounds {
    let (same_home, named) = (own.shares_home(party), named(own, party));
    let named_at_home = same_home && own.names.alike(&party.names) > Alike::No;
    gathered([
        (own.shares_phone(party), Ground::Phone),
        (own.shares_email(party), Ground::Email),
        (same_home, Ground::Home),
        (named_at_home, Ground::NameAndHome),
        (named == Named::WithBirth, Ground::NameAndBorn),
        (named == Named::InFull, Ground::FullName),
    ])
}

fn of_kin(kin: &Identity, party: &Identity) -> Grounds {
    let named_at_home = kin.shares_home(party) && kin.names.alike(&party.names) > Alike::No;
    let named = named(kin, party);
    gathered([
        (kin.shares_phone(party), Ground::KinPhone),
        (kin.shares_email(party), Ground::KinEmail),
        (named_at_home, Ground::KinNameAndHome),
        (named == Named::WithBirth, Ground::KinNameAndBorn),
        (named == Named::InFull, Ground::KinFullName),
    ])
}

/// Whether two names, with what is known of the dates of birth, may be of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Otherwise,
    InFull,
    WithBirth,
}

fn named(one: &Identity, other: &Identity) -> Named {
    match (one.names.alike(&other.names), Born::agreement(one.born, other.born)) {
        (Alike::Loosely | Alike::Fully, Agreement::Same) => Named::WithBirth,
        (Alike::Fully, Agreement::Open) => Named::InFull,
        _ => Named::Otherwise,
    }
}

fn gathered<const N: usize>(all: [(bool, Ground); N]) -> Grounds {
    all.into_iter()
        .filter(|(agrees, _)| *agrees)
        .fold(Grounds::NONE, |so_far, (_, ground)| so_far.and(ground))
}
