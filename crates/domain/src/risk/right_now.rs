//! Where whoever causes harm is, and where the children are, while somebody is asked (domain.md 13A.2). Never a place.

use serde::{Deserialize, Serialize};

use crate::codes::codes;

codes! {
    /// How near somebody is to the conversation. Not known is no comfort.
    Whereabouts {
        Here = "here", "There with them, or close enough to hear";
        MayCome = "may-come", "Not there, and may come at any moment";
        Away = "away", "Away for now";
        NotKnown = "not-known", "Not known";
    }
}

/// Who may hear what is said. What was not asked is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightNow {
    /// Whoever is said to cause the harm.
    pub perpetrator: Whereabouts,
    /// The children.
    pub children: Whereabouts,
}

impl Default for RightNow {
    fn default() -> Self {
        Self { perpetrator: Whereabouts::NotKnown, children: Whereabouts::NotKnown }
    }
}

impl RightNow {
    /// Whether the questions stop: whoever causes the harm is there, or may hear.
    pub const fn stops_the_questions(self) -> bool {
        matches!(self.perpetrator, Whereabouts::Here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_whoever_causes_harm_is_there_then_the_questions_stop_and_children_alone_do_not_stop_them() {
        for perpetrator in Whereabouts::ALL {
            for children in Whereabouts::ALL {
                let now = RightNow { perpetrator: *perpetrator, children: *children };
                assert_eq!(now.stops_the_questions(), *perpetrator == Whereabouts::Here, "{now:?}");
            }
        }
    }

    #[test]
    fn given_nobody_asked_then_it_is_not_known_and_never_away() {
        let now = RightNow::default();
        assert_eq!((now.perpetrator, now.children), (Whereabouts::NotKnown, Whereabouts::NotKnown));
    }
}
