//! Passwords: at least 15 characters, none that is easily guessed, kept as argon2id (G11, G12).

use std::collections::BTreeMap;
use std::fmt;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use zeroize::Zeroizing;

use crate::leaked;

/// The shortest password, in characters.
pub const SHORTEST: usize = 15;
/// The longest, in characters, so that hashing one cannot be made to take long.
const LONGEST: usize = 200;

/// What somebody typed as a password. It has no way out but a hash.
pub struct Password(Zeroizing<String>);

/// Why a new password was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordProblem {
    /// Fewer than 15 characters.
    #[error(
        "Password must be 15 characters or more. Three or four words that do not belong together work well"
    )]
    TooShort,
    /// More than 200 characters.
    #[error("Password must be 200 characters or fewer")]
    TooLong,
    /// Built from words, names or patterns that are tried first.
    #[error("This password is easy to guess. Choose words that do not belong together")]
    EasilyGuessed,
    /// It was found in a leak, so it is tried first.
    #[error(
        "This password has been found in a list of passwords that leaked elsewhere, so others know it. Choose words that do not belong together"
    )]
    Leaked,
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// Takes what was typed, as it was typed.
    pub fn typed(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// Whether it may become somebody's password. `known` are names that an attacker tries first: the
    /// person's, the organisation's, the service's.
    pub fn acceptable(&self, known: &[&str]) -> Result<(), PasswordProblem> {
        match self.0.chars().count() {
            0..SHORTEST => Err(PasswordProblem::TooShort),
            SHORTEST..=LONGEST if guessable(&self.0, known) => Err(PasswordProblem::EasilyGuessed),
            SHORTEST..=LONGEST if leaked::is_listed(&self.0) => Err(PasswordProblem::Leaked),
            SHORTEST..=LONGEST => Ok(()),
            _ => Err(PasswordProblem::TooLong),
        }
    }

    /// The argon2id hash to keep, with its salt and settings.
    pub fn hash(&self) -> Option<String> {
        let salt: [u8; 16] = seal::random();
        hasher()
            .hash_password_with_salt(self.0.as_bytes(), &salt)
            .ok()
            .map(|hash: PasswordHash| hash.to_string())
    }

    /// Whether it is the password of this hash. Takes as long for a wrong one.
    pub fn matches(&self, kept: &str) -> bool {
        PasswordHash::new(kept).is_ok_and(|hash| hasher().verify_password(self.0.as_bytes(), &hash).is_ok())
    }

    /// What the Pwned Passwords list would call it.
    pub(crate) fn leaked_digest(&self) -> Zeroizing<String> {
        Zeroizing::new(seal::leaked_digest(&self.0))
    }

    /// Spends the time of a check, where there is nobody to check against, so that an unknown name takes
    /// as long as a known one.
    pub fn spend_time(&self) {
        let _ = self.hash();
    }
}

/// 19 MiB, two passes, one lane: about 50 ms here.
fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

/// Whether nothing but first guesses is left of it: common words, names, runs of keys, repeats, years.
/// A digit may stand for a letter or for nothing.
fn guessable(password: &str, known: &[&str]) -> bool {
    let letters: String = password.chars().filter(|c| !c.is_ascii_digit()).collect();
    [unmask(password), unmask(&letters)].iter().any(|plain| is_made_of_first_guesses(plain, known))
}

fn is_made_of_first_guesses(plain: &str, known: &[&str]) -> bool {
    let names = known.iter().flat_map(|name| name.split_whitespace()).map(unmask);
    let mut words: Vec<String> = COMMON.iter().map(|word| (*word).to_owned()).chain(names).collect();
    words.retain(|word| word.len() > 2);
    let distinct: std::collections::BTreeSet<char> = plain.chars().collect();
    left_over(plain, &words) <= 4 || distinct.len() <= 4 || is_repeat(plain)
}

/// How many letters are left of it where as many as possible are covered by words that do not overlap.
fn left_over(plain: &str, words: &[String]) -> usize {
    let mut least: BTreeMap<usize, usize> = BTreeMap::from([(0, 0)]);
    for (start, letter) in plain.char_indices() {
        let end = start + letter.len_utf8();
        let part = plain.get(..end).unwrap_or_default();
        let by_word = words.iter().filter(|word| part.ends_with(word.as_str()));
        let after = by_word.filter_map(|word| least.get(&(end - word.len())).copied());
        let alone = least.get(&start).map(|left| left + 1);
        least.insert(end, after.chain(alone).min().unwrap_or(usize::MAX));
    }
    least.get(&plain.len()).copied().unwrap_or(usize::MAX)
}

/// Lower case, with the usual stand-ins for letters undone and everything else taken out.
fn unmask(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' | '|' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            c => c,
        })
        .filter(|c| c.is_alphabetic())
        .collect()
}

/// One piece said over and over.
fn is_repeat(text: &str) -> bool {
    (1..=text.len() / 2)
        .filter_map(|length| text.get(..length))
        .any(|piece| !piece.is_empty() && text.replace(piece, "").is_empty())
}

/// What is tried first. A password is refused only where at most four letters are left without these.
const COMMON: &[&str] = &[
    "password",
    "passwort",
    "passphrase",
    "welcome",
    "letmein",
    "login",
    "signin",
    "access",
    "admin",
    "administrator",
    "holdfast",
    "housing",
    "council",
    "landlord",
    "tenant",
    "tenancy",
    "estate",
    "homes",
    "office",
    "officer",
    "manager",
    "company",
    "service",
    "support",
    "system",
    "server",
    "secret",
    "secure",
    "security",
    "private",
    "default",
    "change",
    "changeme",
    "temporary",
    "temp",
    "test",
    "testing",
    "guest",
    "user",
    "username",
    "master",
    "qwerty",
    "qwertyuiop",
    "asdfgh",
    "asdfghjkl",
    "zxcvbn",
    "zxcvbnm",
    "qazwsx",
    "abc",
    "abcd",
    "abcdef",
    "abcdefgh",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "spring",
    "summer",
    "autumn",
    "winter",
    "christmas",
    "birthday",
    "morning",
    "liverpool",
    "chelsea",
    "arsenal",
    "manchester",
    "united",
    "city",
    "everton",
    "tottenham",
    "rangers",
    "celtic",
    "england",
    "scotland",
    "wales",
    "ireland",
    "london",
    "birmingham",
    "leeds",
    "bristol",
    "football",
    "baseball",
    "cricket",
    "rugby",
    "monkey",
    "dragon",
    "tiger",
    "lion",
    "horse",
    "kitten",
    "puppy",
    "princess",
    "sunshine",
    "rainbow",
    "flower",
    "butterfly",
    "superman",
    "batman",
    "starwars",
    "pokemon",
    "computer",
    "internet",
    "iloveyou",
    "love",
    "lovely",
    "family",
    "mummy",
    "daddy",
    "baby",
    "hello",
    "goodbye",
    "please",
    "thankyou",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "the",
    "and",
    "correct",
    "battery",
    "staple",
    "my",
    "is",
    "of",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(text: &str) -> Result<(), PasswordProblem> {
        Password::typed(text).acceptable(&["Priya Osei", "Alderbrook Homes"])
    }

    #[test]
    fn first_guesses_are_refused_however_they_are_dressed_up() {
        for guess in [
            "Passw0rd!Passw0rd!",
            "welcome-welcome-2026",
            "aaaaaaaaaaaaaaaaaaa",
            "priya.osei.alderbrook",
            "correct horse battery staple",
            "abcabcabcabcabcabc",
            "Qwertyuiop123456789",
        ] {
            assert_eq!(answer(guess), Err(PasswordProblem::EasilyGuessed), "{guess}");
        }
    }

    #[test]
    fn words_that_do_not_belong_together_are_taken_without_rules_of_composition() {
        for good in ["pebble cactus tuba envelope", "ŝtormo kaj ĝangalo ĉiam", "teapotglacierviolin"] {
            assert_eq!(answer(good), Ok(()), "{good}");
        }
        assert_eq!(answer(&"tuba envelope cactus glacier pebble violin".repeat(2)[..64]), Ok(()));
        assert_eq!(answer("tuba envelope"), Err(PasswordProblem::TooShort));
        assert_eq!(answer(&"tuba envelope ".repeat(20)), Err(PasswordProblem::TooLong));
    }

    /// Words of the list in pairs and threes, with a year or a sign: such as make up nearly all that is long enough
    /// in lists of leaked passwords.
    #[test]
    fn thousands_of_first_guesses_that_are_long_enough_are_refused() {
        let pairs = COMMON.iter().flat_map(|first| COMMON.iter().map(move |then| format!("{first}{then}")));
        let dressed = pairs.flat_map(|pair| {
            [pair.clone(), format!("{pair}2026"), format!("{pair}123!"), format!("{pair}{pair}")]
        });
        let long: Vec<String> =
            dressed.filter(|guess| guess.chars().count() >= SHORTEST).step_by(11).collect();
        assert!(long.len() > 3000, "{}", long.len());
        let taken: Vec<&String> = long.iter().filter(|guess| answer(guess).is_ok()).collect();
        assert_eq!(taken, [""; 0]);
    }

    #[test]
    fn a_hash_opens_for_its_password_only() {
        let kept = Password::typed("pebble cactus tuba envelope").hash().unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(Password::typed("pebble cactus tuba envelope").matches(&kept));
        assert!(!Password::typed("pebble cactus tuba envelopes").matches(&kept));
        assert!(!Password::typed("anything").matches("not a hash"));
    }
}
