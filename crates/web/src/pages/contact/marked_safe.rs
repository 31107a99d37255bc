//! What is said where a way is called safe that is known not to be (F12, R02).

use domain::contact::{ChannelKind, Reason};
use domain::people::SecretKind;

/// One sentence, beside the question whether it is safe.
pub fn sentence(kind: ChannelKind, reason: Reason) -> String {
    let what = match kind.secret_kind() {
        SecretKind::Phone => "number",
        SecretKind::Email => "email address",
        SecretKind::MeetingPlace => "place",
        _ => "address",
    };
    let known = match reason {
        Reason::SharedHome => "The alleged perpetrator lives there. Nothing goes to that address".to_owned(),
        _ => format!("This {what} is also recorded for another person in this case. Do not use it"),
    };
    format!("{known}: choose that it is not safe")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_way_is_named_for_what_it_is() {
        let shared = |kind| sentence(kind, Reason::SharedWithLinkedPerson);
        assert_eq!(
            shared(ChannelKind::Phone),
            "This number is also recorded for another person in this case. Do not use it: choose that it is not safe"
        );
        assert!(shared(ChannelKind::Email).starts_with("This email address is also"));
        assert!(shared(ChannelKind::Letter).starts_with("This address is also"));
        assert!(shared(ChannelKind::Meeting).starts_with("This place is also"));
        assert_eq!(
            sentence(ChannelKind::Letter, Reason::SharedHome),
            "The alleged perpetrator lives there. Nothing goes to that address: choose that it is not safe"
        );
    }
}
