//! Recovery codes: ten that somebody writes down, each good once in the place of a code of their app.

use access::Actor;
use domain::UserId;
use seal::Digest;
use store::{SecurityEvent, SecurityKind};

use crate::account::Change;
use crate::second_factor::confirmed;
use crate::{Problem, Service};

/// How many there are in a set.
pub const HOW_MANY: usize = 10;
/// Characters of one: five bits each, so that guessing one is hopeless and a quick digest will do.
const LONG: usize = 24;
/// Characters of a word that is good for half an hour and five tries.
const WORD: usize = 12;
/// None that is taken for another when it is read off paper.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Service {
    /// A new set in the place of the old one, to be shown once.
    ///
    /// # Errors
    /// To be confirmed first; nothing here for somebody without an authenticator app; a fault.
    pub async fn new_recovery_codes(&self, actor: &Actor) -> Result<Vec<String>, Problem> {
        confirmed(actor, false)?;
        let (now, who) = (self.clock.now(), actor.clone());
        let id = self.clock.ids(now).nth(0);
        let (codes, digests) = new_set(who.user);
        self.store
            .write(move |tx| {
                Box::pin(async move {
                    let state = store::AuthenticatorState::Kept;
                    let kept = tx.authenticator(who.organisation, who.user, state).await?;
                    kept.ok_or(access::Denied::NothingHere)?;
                    tx.put_recovery_codes(who.user, &digests, now).await?;
                    tx.note_account_change(id, who.user, Change::RecoveryCodes.code(), now).await?;
                    tx.note_security(&SecurityEvent::of(&who, SecurityKind::RecoveryCodesMade), now).await?;
                    Ok::<_, Problem>(())
                })
            })
            .await?;
        Ok(codes)
    }
}

/// Ten new codes, as they are shown and as they are kept.
pub(crate) fn new_set(user: UserId) -> (Vec<String>, Vec<[u8; 32]>) {
    let codes: Vec<String> = (0..HOW_MANY).map(|_| one()).collect();
    let digests = codes.iter().map(|code| digest(user, code)).collect();
    (codes, digests)
}

/// A word that somebody is given beside a link, as it is read out.
pub(crate) fn word() -> String {
    let chance: [u8; WORD] = seal::random();
    written(&chance)
}

/// Whether this is meant as one.
pub(crate) fn is_word(typed: &str) -> bool {
    typed.chars().filter(char::is_ascii_alphanumeric).count() == WORD
}

fn one() -> String {
    let chance: [u8; LONG] = seal::random();
    written(&chance)
}

fn written(chance: &[u8]) -> String {
    let letter = |byte: &u8| LETTERS.get(usize::from(byte & 31)).copied().map_or('0', char::from);
    let groups: Vec<String> = chance.chunks(4).map(|group| group.iter().map(letter).collect()).collect();
    groups.join("-")
}

/// What is kept of a code, however it was typed. It is bound to whose it is.
pub(crate) fn digest(user: UserId, typed: &str) -> [u8; 32] {
    let code: String = typed
        .chars()
        .flat_map(char::to_lowercase)
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            'u' => 'v',
            c => c,
        })
        .collect();
    *Digest::of(format!("recovery code of {user}: {code}").as_bytes()).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_ten_different_codes_of_120_bits_that_are_kept_as_digests_only() {
        let user = UserId::from_uuid(uuid::Uuid::from_u128(1));
        let (codes, digests) = new_set(user);
        let distinct: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!((distinct.len(), digests.len()), (10, 10));
        for (code, kept) in codes.iter().zip(&digests) {
            assert_eq!(code.len(), 29, "six groups of four");
            assert_eq!(digest(user, code), *kept);
        }
        assert_ne!(new_set(user).0, codes);
    }

    #[test]
    fn a_code_is_read_off_paper_however_it_was_written_down_and_is_nobody_elses() {
        let [user, other] = [1, 2].map(|n| UserId::from_uuid(uuid::Uuid::from_u128(n)));
        let kept = digest(user, "01vk-2222");
        assert_eq!(digest(user, " OLUK 2222 "), kept);
        assert_ne!(digest(other, "01vk-2222"), kept);
        assert_ne!(digest(user, "01vk-2223"), kept);
    }
}
