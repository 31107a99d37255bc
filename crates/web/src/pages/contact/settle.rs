//! What an officer can do about the gate's no: a sentence, and the page where it is done.

use domain::CaseId;
use domain::contact::Reason;

/// How a no may be settled. It never says that the way is safe: only the survivor knows that.
#[derive(Clone)]
pub struct Settle {
    /// What to do.
    pub says: &'static str,
    /// Where, with the words of the link.
    pub link: Option<(String, &'static str)>,
}

const PLAN: Option<(&str, &str)> = Some(("contact", "Contact plan"));
const PERSON: Option<(&str, &str)> = Some(("notes/person", "People"));

impl Settle {
    /// What helps against this reason; nothing where only time does.
    pub fn of(case: CaseId, reason: Reason) -> Option<Self> {
        let (says, link) = words(reason)?;
        Some(Self { says, link: link.map(|(page, label)| (format!("/cases/{case}/{page}"), label)) })
    }

    /// The link as the contact plan itself shows it: none to where its reader is.
    pub fn elsewhere(&self) -> Option<&(String, &'static str)> {
        self.link.as_ref().filter(|(href, _)| !href.ends_with("/contact"))
    }
}

fn words(reason: Reason) -> Option<(&'static str, Option<(&'static str, &'static str)>)> {
    Some(match reason {
        Reason::NotOpenToContact => {
            ("Look at what is on record, and plan how somebody can safely ask", Some(("enquiry", "Enquiry")))
        }
        Reason::NotTheSurvivor => ("Make the contact plan anew, with the survivor", PLAN),
        Reason::NoPlan | Reason::NotInPlan => {
            ("When they get in touch, ask what is safe and write it into the contact plan", PLAN)
        }
        Reason::Compromised => ("When they get in touch, ask for a new one that nobody else knows", PLAN),
        Reason::NotSafe => ("If they tell us that this has changed, write it into the contact plan", PLAN),
        Reason::SafetyUnknown => (
            "Ask them by a way that is safe: choose in the contact plan that it is safe, who said so and on which day",
            PLAN,
        ),
        Reason::ConfirmationOld => {
            ("Ask them again by a way that is safe, and enter the new day in the contact plan", PLAN)
        }
        Reason::ConfirmAgain => (
            "When they next get in touch, ask of each way whether it is safe, and make the contact plan anew with today’s day",
            PLAN,
        ),
        Reason::SharedWithLinkedPerson => (
            "Ask for one that is theirs alone. If it stands with the other person by mistake, correct that entry of the chronology",
            PLAN,
        ),
        Reason::MayBeFamily => ("Ask for a way of their own, which nobody in the family knows of", PLAN),
        Reason::SupporterInDoubt => {
            ("Ask the survivor whether this person lives in the home, and record it with the person", PERSON)
        }
        Reason::SeenByOthers => (
            "Ask for a way that nobody else sees, hears or opens. If this one is, choose so in the contact plan",
            PLAN,
        ),
        Reason::SharedHome => (
            "If the survivor says that whoever causes the harm lives elsewhere: record that person, and that they do not live in the home",
            PERSON,
        ),
        Reason::NoAddress => ("Ask for it by a way that is safe, and add it in the contact plan", PLAN),
        Reason::Paused => (
            "It ends by itself. If the survivor says that it is safe again, a new contact plan ends it sooner",
            PLAN,
        ),
        Reason::HoursNotKnown => ("Ask at which hours it is safe, and add them in the contact plan", PLAN),
        Reason::HasDied => (
            "Write down who is told of it and who is not. If it was recorded by mistake, correct that entry of the chronology",
            Some(("notes/loss", "Somebody has died")),
        ),
        Reason::NotNow | Reason::OutsideHours => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routes::ROUTES;

    #[test]
    fn every_no_that_waiting_does_not_settle_says_what_does_and_leads_to_a_page() {
        let case = CaseId::from_uuid(uuid::Uuid::nil());
        for reason in Reason::ALL {
            let settle = Settle::of(case, *reason);
            let waits = matches!(reason, Reason::NotNow | Reason::OutsideHours);
            assert_eq!(settle.is_none(), waits, "{reason:?}");
            for (href, _) in settle.into_iter().filter_map(|settle| settle.link) {
                let page = href.replace(&case.to_string(), "{case}");
                let is_route = ROUTES.iter().any(|route| route.path == page);
                let note = page.strip_prefix("/cases/{case}/notes/");
                let is_note =
                    note.is_some_and(|what| crate::pages::notes::NOTES.iter().any(|note| note.what == what));
                assert!(is_route || is_note, "{page}");
            }
        }
    }

    #[test]
    fn an_address_that_nobody_has_cleared_of_the_alleged_perpetrator_says_how_that_is_done() {
        let settle = Settle::of(CaseId::from_uuid(uuid::Uuid::nil()), Reason::SharedHome).unwrap();
        assert!(settle.says.contains("record that person"));
        assert!(settle.link.unwrap().0.ends_with("/notes/person"));
        assert!(Reason::SharedHome.label().contains("nobody has recorded that they live elsewhere"));
    }
}
