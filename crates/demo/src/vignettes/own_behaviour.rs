//! People about harm that they cause themselves. Listened to, not agreed with; no survivor is named.

use super::prelude::*;

/// Nobody else stands in these records, so the person who speaks is the one at the centre.
const OWN: Vignette = Vignette { source: ReportSource::OwnBehaviour, severity: Unknown, ..STORY };

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        who: Who(Man, 35, British),
        children: (Yes, 0),
        words: "I frightened them again last night. I saw it in the kids' faces and I did not stop. I do not want to be \
                my dad. Who do I ring that is not the police?",
        wish: "I want to go to something, a course, a group. I want to know what I do next time before I do it.",
        when: DaysAgo(1),
        ..OWN
    },
    Vignette {
        who: Who(Man, 52, Caribbean),
        came_by: CameBy::InPerson,
        words: "I check the phone, I check the mileage, I check the bins. I know how it sounds. I told myself it was \
                care. My brother said it has another name and I came here instead of hitting him.",
        wish: "I want somebody to tell me straight, a man if you have one.",
        when: Unsaid,
        ..OWN
    },
    Vignette {
        who: Who(Woman, 29, EasternEuropean),
        children: (NotKnown, 0),
        words: "I hit. I say it is because I am tired. Then I buy presents. I do not want a man from the office to \
                smile and say women cannot do it.",
        wish: "I want help with drinking and with this, in that order.",
        when: BetweenDaysAgo(10, 2),
        language: Some("Polish"),
        ..OWN
    },
    Vignette {
        who: Who(Man, 24, SouthAsian),
        came_by: CameBy::OnlineForm,
        words: "I sent two hundred messages on Friday. I counted after. I am outside the place more than I should be. I \
                can hear myself explaining it and the explanation is rubbish.",
        wish: "I want something that stops me on a Friday night.",
        when: DaysAgo(3),
        ..OWN
    },
    Vignette {
        who: Who(Man, 63, British),
        children: (No, 0),
        came_by: CameBy::Visit,
        words: "You came about the tap. I will say it while you are under there and cannot look at me. I have been a \
                hard man in this house for thirty years and I am ashamed of it.",
        wish: "I want to go before I am put out. Somewhere small would do.",
        when: YearsAgo(1),
        ..OWN
    },
];
