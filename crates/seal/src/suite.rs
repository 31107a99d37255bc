//! The ways of sealing, each named by the first byte of every envelope that it seals.
//!
//! A second way is a second line in each `match` here, and nothing anywhere else: what was sealed the first way still
//! opens, and [`DataKey::reseal`](crate::DataKey::reseal) seals it anew in the way of today.

#[cfg(test)]
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, XChaCha20Poly1305};

/// The length of the authentication tag, in bytes: that of every way.
pub(crate) const TAG: usize = 16;

/// A way of sealing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Suite {
    /// Format 1.
    XChaCha20Poly1305,
    /// One that tests alone know, to show that there can be another. Its nonce is too short to be drawn at random.
    #[cfg(test)]
    OfTests,
}

impl Suite {
    /// The one in which everything is sealed that is sealed now.
    pub(crate) const TODAY: Self = Self::XChaCha20Poly1305;

    /// The one that a format names, if this version knows it.
    pub(crate) const fn of(format: u8) -> Option<Self> {
        match format {
            1 => Some(Self::XChaCha20Poly1305),
            #[cfg(test)]
            250 => Some(Self::OfTests),
            _ => None,
        }
    }

    /// The first byte of its envelopes.
    pub(crate) const fn format(self) -> u8 {
        match self {
            Self::XChaCha20Poly1305 => 1,
            #[cfg(test)]
            Self::OfTests => 250,
        }
    }

    /// The length of its nonce, in bytes.
    pub(crate) const fn nonce(self) -> usize {
        match self {
            Self::XChaCha20Poly1305 => 24,
            #[cfg(test)]
            Self::OfTests => 12,
        }
    }

    /// Encrypts in place and gives the tag; nothing for a nonce of another length, or for more than 256 GiB.
    pub(crate) fn seal(
        self,
        key: &[u8; 32],
        nonce: &[u8],
        place: &[u8],
        message: &mut [u8],
    ) -> Option<[u8; TAG]> {
        let message = InOutBuf::from(message);
        let tag = match self {
            Self::XChaCha20Poly1305 => {
                let nonce: &[u8; 24] = nonce.try_into().ok()?;
                XChaCha20Poly1305::new(key.into()).encrypt_inout_detached(nonce.into(), place, message)
            }
            #[cfg(test)]
            Self::OfTests => {
                let nonce: &[u8; 12] = nonce.try_into().ok()?;
                ChaCha20Poly1305::new(key.into()).encrypt_inout_detached(nonce.into(), place, message)
            }
        };
        tag.ok().map(Into::into)
    }

    /// Decrypts in place; nothing where the tag is not that of the key, the nonce, the place and the message.
    pub(crate) fn open(
        self,
        key: &[u8; 32],
        nonce: &[u8],
        place: &[u8],
        message: &mut [u8],
        tag: &[u8; TAG],
    ) -> Option<()> {
        let message = InOutBuf::from(message);
        let opened = match self {
            Self::XChaCha20Poly1305 => {
                let nonce: &[u8; 24] = nonce.try_into().ok()?;
                let cipher = XChaCha20Poly1305::new(key.into());
                cipher.decrypt_inout_detached(nonce.into(), place, message, tag.into())
            }
            #[cfg(test)]
            Self::OfTests => {
                let nonce: &[u8; 12] = nonce.try_into().ok()?;
                let cipher = ChaCha20Poly1305::new(key.into());
                cipher.decrypt_inout_detached(nonce.into(), place, message, tag.into())
            }
        };
        opened.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::nonce;
    use crate::{DataKey, Place, Unopened};

    const HOME: Place<'_> = Place { organisation: [1; 16], stream: [2; 16], sequence: 3, kind: "noted" };

    #[test]
    fn given_every_format_then_it_names_the_suite_that_it_came_from() {
        for suite in [Suite::XChaCha20Poly1305, Suite::OfTests] {
            assert_eq!(Suite::of(suite.format()), Some(suite));
        }
        let known = (0..=u8::MAX).filter(|format| Suite::of(*format).is_some()).count();
        assert_eq!(known, 2, "0 and every other byte are no format");
    }

    #[test]
    fn given_a_record_of_an_older_suite_then_it_still_opens_and_is_sealed_anew_in_the_new_one() {
        let (key, renewed) = (DataKey::generate(), DataKey::generate());
        let old = key.seal(&HOME, b"a quiet word");
        assert_eq!(old[0], Suite::TODAY.format());

        // The day on which another suite is that of today: the old record opens as it is,
        assert_eq!(key.open(&HOME, &old).unwrap(), b"a quiet word");
        // what is sealed from now on stands beside it,
        let beside = key.seal_in(Suite::OfTests, &nonce(), &HOME, b"another");
        assert_eq!(key.open(&HOME, &beside).unwrap(), b"another");
        // and the old one is sealed anew, under the same key or another.
        for to in [&key, &renewed] {
            let new = key.reseal_in(Suite::OfTests, to, &HOME, &old).unwrap();
            assert_eq!(new[0], Suite::OfTests.format());
            assert_eq!(to.open(&HOME, &new).unwrap(), b"a quiet word");
        }
        let new = key.reseal_in(Suite::OfTests, &renewed, &HOME, &old).unwrap();
        assert_eq!(
            key.open(&HOME, &new),
            Err(Unopened::Refused),
            "the key that was replaced opens it no more"
        );
    }

    #[test]
    fn given_a_record_that_says_it_is_of_another_suite_then_it_does_not_open() {
        let key = DataKey::generate();
        for (from, to) in [(Suite::TODAY, Suite::OfTests), (Suite::OfTests, Suite::TODAY)] {
            let mut sealed = key.seal_in(from, &nonce(), &HOME, &[7; 64]);
            sealed[0] = to.format();
            assert_eq!(key.open(&HOME, &sealed), Err(Unopened::Refused));
            sealed[0] = from.format();
            assert!(key.open(&HOME, &sealed).is_ok(), "the control");
        }
    }

    #[test]
    fn given_a_format_that_nobody_knows_then_that_is_what_is_said() {
        let key = DataKey::generate();
        let mut sealed = key.seal(&HOME, b"here");
        sealed[0] = 2;
        assert_eq!(key.open(&HOME, &sealed), Err(Unopened::UnknownFormat));
    }
}
