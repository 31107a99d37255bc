//! How a number, an address or a place came out, and what was said and agreed afterwards.

use domain::compromise::NoticedBy;
use domain::people::SecretKind;

/// How a protected fact came out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whence {
    pub noticed_by: NoticedBy,
    pub how: &'static str,
    /// Why the regulator need not be told; `None` where it came out through us.
    pub not_reportable: Option<&'static str>,
}

impl Whence {
    pub(crate) const NOT_KNOWN: Self = Self {
        noticed_by: NoticedBy::Us,
        how: "How it came out is not known yet. It is looked into.",
        not_reportable: None,
    };

    const fn ours(noticed_by: NoticedBy, how: &'static str) -> Self {
        Self { noticed_by, how, not_reportable: None }
    }

    const fn elsewhere(noticed_by: NoticedBy, how: &'static str, why: &'static str) -> Self {
        Self { noticed_by, how, not_reportable: Some(why) }
    }
}

/// How a fact of this kind may have come out.
pub(crate) const fn of(kind: SecretKind) -> &'static [Whence] {
    match kind {
        SecretKind::Phone => NUMBERS,
        SecretKind::Email => EMAILS,
        _ => PLACES,
    }
}

const NUMBERS: &[Whence] = &[
    Whence::ours(
        NoticedBy::Us,
        "The repairs desk printed the number on an appointment card and posted it to the home.",
    ),
    Whence::ours(
        NoticedBy::Survivor,
        "The alleged perpetrator rang it. A contractor had been given the number by our desk and left it on a \
         job sheet in the hall.",
    ),
    Whence::elsewhere(
        NoticedBy::Survivor,
        "A relative had the number in their phone, and it was copied from there.",
        "It did not come from anything that we hold or sent. Gone through with the privacy officer.",
    ),
];

const EMAILS: &[Whence] = &[
    Whence::ours(
        NoticedBy::Us,
        "A reply about the tenancy went to both tenants, with this address in the copy line.",
    ),
    Whence::elsewhere(
        NoticedBy::Survivor,
        "A shared tablet offered the address by itself when somebody else signed in.",
        "It came from a tablet, not from us; no record of ours was seen. Gone through with the privacy officer.",
    ),
];

const PLACES: &[Whence] = &[
    Whence::ours(
        NoticedBy::Us,
        "The diary with the place in it stood open on the screen at the desk while the alleged perpetrator \
         was there.",
    ),
    Whence::elsewhere(
        NoticedBy::Agency,
        "Another agency named it in a letter to the home, and told us as soon as they knew.",
        "The letter was the other agency's, and they tell the regulator. Gone through with the privacy officer.",
    ),
];

/// What was said when the survivor was told.
pub(crate) const TALKS: &[&str] = &[
    "They got in touch from a friend's phone. Told them what is known, what is not yet, and what we do now.",
    "They came to the desk. Told them in the small room, before anything else. They asked who knows; we said.",
    "They got in touch from the library. Told them at once, and that nothing they did brought this about.",
];

/// What was agreed when safety was gone through again.
pub(crate) const REVIEWS: &[&str] = &[
    "Went through the home, the way to work and the people around them, one by one. They stay with a friend for \
     now. They get in touch with us until there is a new safe way.",
    "They know best what the next days may bring, and chose to stay at home. A neighbour knows what to listen \
     for, and the locks are looked at this week. Nothing is sent or rung until they name a new way.",
    "Everybody at home was thought of in turn. The specialist worker sees them this week, at a place that only \
     they chose. The old way is not used again; they will say what to use instead.",
];
