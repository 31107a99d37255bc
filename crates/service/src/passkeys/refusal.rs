//! Why a passkey was not taken, in words for whoever tried and in a word for the security log.

/// Why a passkey was not taken. Nothing was signed in, confirmed or kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Refusal {
    /// Nobody asked for it, or too long ago.
    #[error("The time for this ran out. Press the button and try again")]
    TooLate,
    /// The answer was given before.
    #[error("This answer was used before. Press the button and try again")]
    Repeated,
    /// It was asked for at another address, or belongs to another site.
    #[error(
        "This passkey was asked for at another address than ours. Open the work at its own address and try again"
    )]
    OtherSite,
    /// The device did not look who holds it.
    #[error("Your device did not check that it is you. Use its fingerprint, face or PIN, and try again")]
    NotVerified,
    /// It belongs to somebody else here.
    #[error("This passkey is somebody else’s. Use one of your own")]
    NotYours,
    /// Nobody who may sign in has it here.
    #[error("This passkey is not known here. Use another one, or sign in another way")]
    NotKnown,
    /// It has counted backwards: there may be a copy of it.
    #[error(
        "There may be a copy of this passkey, so it was not taken. Use another one, and tell whoever looks after accounts"
    )]
    Copied,
    /// The device would not find it again without a name being typed.
    #[error("This device cannot keep a passkey. Use another device or a security key")]
    CannotKeep,
    /// The device, or somebody here, has it already.
    #[error("There is a passkey of yours on this device already. Use that one, or another device")]
    There,
    /// It is not what such an answer looks like, or its signature is wrong.
    #[error("The passkey could not be checked. Try again, or use another one")]
    NotValid,
    /// It is the last way in which they sign in.
    #[error("You would have no way left to sign in. Make another passkey first")]
    LastWay,
    /// This installation cannot take passkeys.
    #[error("Passkeys are not set up here. Sign in another way")]
    NotHere,
}

impl Refusal {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::TooLate,
        Self::Repeated,
        Self::OtherSite,
        Self::NotVerified,
        Self::NotYours,
        Self::NotKnown,
        Self::Copied,
        Self::CannotKeep,
        Self::There,
        Self::NotValid,
        Self::LastWay,
        Self::NotHere,
    ];

    /// The words of the security log; nothing where nobody tried anything that was theirs to try: a page that
    /// lay open too long, or a place without passkeys. A stranger could fill the log with those.
    pub(super) const fn for_the_log(self) -> Option<&'static str> {
        match self {
            Self::TooLate | Self::NotHere | Self::LastWay | Self::CannotKeep | Self::There => None,
            Self::Repeated => Some("an answer that was used before"),
            Self::OtherSite => Some("asked for at another address, or of another site"),
            Self::NotVerified => Some("the device did not check who holds it"),
            Self::NotYours => Some("somebody else’s passkey"),
            Self::NotKnown => Some("a passkey that is not known here"),
            Self::Copied => Some("its count went backwards: there may be a copy"),
            Self::NotValid => Some("not readable, or its signature is wrong"),
        }
    }
}
