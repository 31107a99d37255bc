//! What each choice is and what it may lead to, in words that can be said aloud. None of it is legal advice, and
//! none of it says what to choose (13A.9, COU-09, ASC-21, ONE-19).

use domain::choices::Choice;

/// A choice in words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    /// What it is.
    pub what: &'static str,
    /// What it may lead to, the good and the hard.
    pub leads_to: &'static [&'static str],
    /// Without these it is not offered.
    pub only_if: &'static [&'static str],
}

pub(super) const fn told(choice: Choice) -> Told {
    match choice {
        Choice::StaySafer => STAY_SAFER,
        Choice::Move => MOVE,
        Choice::Refuge => REFUGE,
        Choice::Orders => ORDERS,
        Choice::JointTenancy => JOINT_TENANCY,
        Choice::Police => POLICE,
        Choice::Support => SUPPORT,
        Choice::Family => FAMILY,
        Choice::NothingNow => NOTHING_NOW,
    }
}

const STAY_SAFER: Told = Told {
    what: "Locks, doors, windows, lights, an alarm, perhaps a safer room, so that home is safer to stay in.",
    leads_to: &[
        "It helps where whoever harms them no longer lives there and has no right to come in. Otherwise an order of a court may have to come first.",
        "Somebody comes to look, and work is done: neighbours may notice. We ask which days are safe.",
        "It is one part of a plan, never the whole of it.",
        "None of it is charged to them, and damage that was done to them is not either.",
    ],
    only_if: &[],
};

const MOVE: Told = Told {
    what: "Another home, with us or with another landlord, near or far.",
    leads_to: &[
        "It takes time. Ask what is safe until then.",
        "The new address has to stay unknown: post, benefits, school, the doctor and phones can give it away. The safety plan covers that.",
        "The days around a move are dangerous ones. We are in touch before, on the day and after.",
        "What becomes of the home they have now is hard to undo. Independent advice comes before anything is signed.",
    ],
    only_if: &[],
};

const REFUGE: Told = Told {
    what: "A house at an address that nobody is told, with people who know about abuse.",
    leads_to: &[
        "It can be quick, and often it is in another town: work, school and friends may be far away for a time.",
        "Not every refuge has room for everybody. Ask about older children, animals, and what they need to get about.",
        "Giving up a tenancy to go there is hard to undo. Independent advice comes first.",
    ],
    only_if: &[],
};

const ORDERS: Told = Told {
    what: "A court can forbid somebody to come near, to make contact or to come in. A solicitor, or a specialist service, helps to ask for it.",
    leads_to: &[
        "Whoever it is against learns of it. The safety plan for that day comes first.",
        "It protects where those who come know of it: ask whether the police have it, and tell us what it says.",
        "It ends on a day. Before that day we go through the plan again together.",
        "Whether there is help with the costs, a solicitor can say.",
    ],
    only_if: &[],
};

const JOINT_TENANCY: Told = Told {
    what: "Where both are tenants, each of them holds the whole of the tenancy.",
    leads_to: &[
        "Where the tenancy runs on without an end, either of the two can end all of it by giving notice, without asking the other. That is so for whoever harms them, and for them.",
        "If a notice comes, or they think of giving one, they need independent legal advice the same day. Afterwards it may be too late.",
        "We do not decide between joint tenants, and we cannot take one name off. A court can decide who lives there, or whose tenancy it becomes.",
        "What we can do: say where independent legal advice is to be had, write down that we did, and say what we as the landlord would do next.",
        "Nobody here gives legal advice.",
    ],
    only_if: &[],
};

const POLICE: Told = Told {
    what: "Telling the police, now or later, alone, with somebody beside them, or through us.",
    leads_to: &[
        "In danger it is always 999, whatever else they choose.",
        "Once the police know, they may act by themselves, also where the survivor would rather they did not.",
        "Whoever harms them may learn of it. The safety plan for that day comes first.",
        "What the police wrote down can help later: with a court, with a home.",
        "No help from us depends on it.",
    ],
    only_if: &[],
};

const SUPPORT: Told = Told {
    what: "Somebody to talk to who knows about abuse: a specialist service, one run by people who share their background, a helpline, a group.",
    leads_to: &[
        "Nothing else has to follow, and they can stop at any time.",
        "What they say there stays there, but for danger to a life or a child. They are told so first.",
        "Our own part goes on: the home, repairs, and being in touch as agreed.",
    ],
    only_if: &[],
};

const FAMILY: Told = Told {
    what: "To live as a family, still or again, while whoever causes the harm works to change, and the survivor and the children each have somebody of their own.",
    leads_to: &[
        "It is slow, it may not work, and they can stop at any time without losing any other help.",
        "That somebody goes to a programme makes nobody safe by itself, and lowers no risk here.",
    ],
    only_if: &[
        "The survivor asked for it, alone, and nobody pressed them: not the family, not the community, not us.",
        "The risk was assessed without the other person there, and is assessed again at each change. There is a safety plan.",
        "The programme is one for people who cause harm in a relationship. No couples counselling, no mediation, no course about anger: they can add to the danger.",
        "The survivor has a worker of their own, who hears what matters for their safety. Nothing that they say goes back.",
        "The children are asked on their own, and no safeguarding concern for them speaks against it.",
    ],
};

const NOTHING_NOW: Told = Told {
    what: "Nothing, for now. That is an answer, and it is respected.",
    leads_to: &[
        "We agree on a sign by which they can call us, and on a day on which somebody asks again, in the agreed way.",
        "The case stays open. Saying no closes nothing, and no help is used up by it.",
        "If a life or a child is in danger we may have to act. We would say so first, unless that made it more dangerous.",
    ],
    only_if: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_told_with_what_it_may_lead_to() {
        for choice in Choice::ALL {
            let told = told(*choice);
            assert!(!told.what.is_empty() && told.leads_to.len() > 1, "{choice:?}");
        }
    }

    #[test]
    fn restorative_work_is_offered_only_with_its_conditions() {
        let with: Vec<&Choice> =
            Choice::ALL.iter().filter(|choice| !told(**choice).only_if.is_empty()).collect();
        assert_eq!(with, [&Choice::Family]);
        let conditions = told(Choice::Family).only_if.concat();
        for condition in [
            "asked for it, alone",
            "No couples counselling",
            "a safety plan",
            "a worker of their own",
            "children are asked",
        ] {
            assert!(conditions.contains(condition), "{condition}");
        }
    }

    #[test]
    fn of_a_joint_tenancy_it_is_said_that_either_can_end_it_and_that_we_decide_nothing() {
        let said = told(Choice::JointTenancy).leads_to.concat();
        for sentence in [
            "either of the two can end all of it",
            "We do not decide between joint tenants",
            "independent legal advice",
            "Nobody here gives legal advice",
        ] {
            assert!(said.contains(sentence), "{sentence}");
        }
    }
}
