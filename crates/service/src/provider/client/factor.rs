//! Whether the provider says that a second factor was used (the `amr` values of RFC 8176).

/// What somebody knows.
const KNOWN: &[&str] = &["pwd", "pin", "kba"];
/// What somebody has, or is. Text messages and calls are not among them: they are read over a shoulder.
const HELD: &[&str] = &["otp", "hwk", "swk", "pop", "sc", "fpt", "face", "iris", "retina", "vbm"];

/// Whether these methods are two factors: where it says so in one word, or names one of each kind.
pub fn are_two<'m>(methods: impl IntoIterator<Item = &'m str>) -> bool {
    let methods: Vec<&str> = methods.into_iter().collect();
    let any = |of: &[&str]| methods.iter().any(|method| of.contains(method));
    any(&["mfa"]) || (any(KNOWN) && any(HELD))
}

#[cfg(test)]
mod tests {
    use super::are_two;

    #[test]
    fn two_factors_are_said_in_one_word_or_are_one_of_each_kind() {
        for two in [&["mfa"][..], &["pwd", "mfa"], &["pwd", "otp"], &["hwk", "pin"]] {
            assert!(are_two(two.iter().copied()), "{two:?}");
        }
        for one in [&[][..], &["pwd"], &["otp"], &["pwd", "pin"], &["pwd", "sms"], &["pwd", "tel"], &["MFA"]]
        {
            assert!(!are_two(one.iter().copied()), "{one:?}");
        }
    }
}
