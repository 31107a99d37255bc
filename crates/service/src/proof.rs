//! How somebody proved who they are, and which way opens which account (security.md 3, 5; ASVS 6.3.3).

use access::Role;

/// How somebody proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// The password alone, in an organisation in which nobody is real.
    Fictional,
    /// A one-time link from a colleague, or the password of somebody who has nothing beside it yet. It leads
    /// no further than the page on which they set up how they sign in.
    Beginning,
    /// The password, and the code that their authenticator app shows.
    PasswordAndCode,
    /// The password, and one of the recovery codes that they wrote down.
    PasswordAndRecovery,
    /// A passkey, with the user verified.
    Passkey,
    /// The organisation's own identity provider.
    Provider,
}

impl Proof {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Fictional,
        Self::Beginning,
        Self::PasswordAndCode,
        Self::PasswordAndRecovery,
        Self::Passkey,
        Self::Provider,
    ];

    /// The word that is kept with a session.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fictional => "fictional",
            Self::Beginning => "beginning",
            Self::PasswordAndCode => "password-and-code",
            Self::PasswordAndRecovery => "password-and-recovery",
            Self::Passkey => "passkey",
            Self::Provider => "provider",
        }
    }

    /// In plain words, after "You signed in with".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Fictional => "a password",
            Self::Beginning => "a one-time link",
            Self::PasswordAndCode => "a password and a code",
            Self::PasswordAndRecovery => "a password and a recovery code",
            Self::Passkey => "a passkey",
            Self::Provider => "your organisation’s sign-in",
        }
    }

    /// The one with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    /// Whether a session that begins with it leads no further than setting up how one signs in.
    pub const fn is_unfinished(self) -> bool {
        matches!(self, Self::Beginning)
    }
}

/// Whether somebody in this role signs in with nothing but a passkey: who manages the accounts of others, and
/// who reads what everybody looked at.
pub const fn passkey_only(role: Role, fictional: bool) -> bool {
    !fictional && matches!(role, Role::Administrator | Role::PrivacyOfficer)
}

/// Whether this proof signs somebody in this role in.
pub const fn may_sign_in_with(role: Role, fictional: bool, how: Proof) -> bool {
    match how {
        Proof::Fictional => fictional,
        Proof::Beginning => !fictional,
        Proof::Passkey => true,
        Proof::PasswordAndCode | Proof::PasswordAndRecovery | Proof::Provider => {
            !passkey_only(role, fictional)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(role: Role, fictional: bool) -> Vec<Proof> {
        Proof::ALL.iter().copied().filter(|how| may_sign_in_with(role, fictional, *how)).collect()
    }

    #[test]
    fn who_manages_accounts_or_reads_who_looked_signs_in_with_a_passkey_only() {
        let strict: Vec<Role> = Role::ALL.iter().copied().filter(|role| passkey_only(*role, false)).collect();
        assert_eq!(strict, [Role::PrivacyOfficer, Role::Administrator]);
        for role in strict {
            assert_eq!(ways(role, false), [Proof::Beginning, Proof::Passkey], "{role:?}");
        }
    }

    #[test]
    fn a_password_alone_signs_in_nobody_real() {
        for role in Role::ALL {
            assert!(!may_sign_in_with(*role, false, Proof::Fictional), "{role:?}");
            assert!(may_sign_in_with(*role, true, Proof::Fictional), "{role:?}: the control");
            assert!(!may_sign_in_with(*role, true, Proof::Beginning), "{role:?}");
        }
    }

    #[test]
    fn everybody_else_real_signs_in_with_two_things_or_by_the_provider() {
        let ordinary = Role::ALL.iter().filter(|role| !passkey_only(**role, false));
        for role in ordinary {
            assert_eq!(ways(*role, false), Proof::ALL[1..], "{role:?}");
        }
    }

    #[test]
    fn only_a_beginning_is_unfinished_and_every_word_is_read_again() {
        let unfinished: Vec<Proof> = Proof::ALL.iter().copied().filter(|how| how.is_unfinished()).collect();
        assert_eq!(unfinished, [Proof::Beginning]);
        for how in Proof::ALL {
            assert_eq!(Proof::from_code(how.code()), Some(*how));
        }
        assert_eq!(Proof::from_code("voice"), None);
    }
}
