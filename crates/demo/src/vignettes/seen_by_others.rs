//! Neighbours, relatives, people without a name, and patterns of noise: suspicions, not facts.

use super::prelude::*;

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        source: ReportSource::Neighbour,
        who: Who(Woman, 32, British),
        by: &[By(Man, 34, Intimate, Yes)],
        children: (Yes, 1),
        when: DaysAgo(1),
        words: "I do not want to get anybody into bother. The walls are thin. It is him shouting and then it goes dead \
                quiet, and it is the quiet I do not like. There is a toddler in there.",
        incidents: &[(
            &[Threats],
            "A neighbour heard a man shouting and then a long silence, after ten at night.",
        )],
        wish: "I want to be left to say it in my own time.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Neighbour,
        came_by: CameBy::ThirdParty,
        severity: Unknown,
        who: Who(Woman, 66, SouthAsian),
        by: &[By(Man, 39, Relatives, Yes)],
        children: (NotKnown, 0),
        adult_at_risk: NotKnown,
        when: Unsaid,
        words: "Auntie upstairs used to come down for her walk every day. Since the son moved in I have seen her once, \
                and she looked at him before she said hello.",
        incidents: &[(
            &[Controlling, OlderPerson],
            "The older lady upstairs is no longer seen out on her own.",
        )],
        wish: "I want my walk. With you I can talk while we walk.",
        language: Some("Gujarati"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Neighbour,
        severity: High,
        who: Who(Man, 44, British),
        by: &[By(Woman, 42, Married, Yes)],
        when: HoursAgo(9),
        words: "It was him outside in his socks at two in the morning, in the rain, and her at the window telling him to \
                stay there. I gave him a blanket. He said it was his own fault, and it will not have been.",
        incidents: &[(
            &[Emotional, Controlling],
            "A man was shut out of his home in the rain in the small hours.",
        )],
        wish: "I want a key of my own that nobody can take off me.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Relative,
        severity: High,
        who: Who(Woman, 26, Romanian),
        by: &[By(Man, 33, Intimate, Yes)],
        children: (Yes, 2),
        when: DaysAgo(3),
        words: "My sister sent me a photograph of her arm and deleted it after. When I ring, he holds the phone. I am a \
                thousand miles away. You are the only people with a door next to hers.",
        incidents: &[(&[Physical], "The survivor's sister saw a photograph of a bruised arm.")],
        wish: "I want my sister told that I am all right, and only that.",
        language: Some("Romanian"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Relative,
        who: Who(Woman, 84, British),
        by: &[By(Woman, 58, Relatives, NotKnown)],
        adult_at_risk: Yes,
        when: SeasonAround(2),
        words: "It is my mother-in-law I am worried about, and it is my own wife doing it, so you see how I am placed. \
                She talks to her like dirt and she has stopped her phone.",
        incidents: &[(&[OlderPerson, Emotional], "The landline was cut off and visits are turned away.")],
        wish: "I want my telephone on again. I like to ring the speaking clock, it is company.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Relative,
        came_by: CameBy::Email,
        severity: Unknown,
        who: Who(Man, 23, Filipino),
        by: &[By(Man, 37, Intimate, NotKnown)],
        when: MonthsAgo(1),
        words: "My best friend has dropped out of the course and says his partner will provide. He wears long sleeves in \
                this heat. He told me never to write to him at home.",
        incidents: &[(&[Controlling], "A friend noticed that he left his course and covers his arms.")],
        wish: "I want to finish my course. The rest I am not ready to say.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Anonymous,
        severity: High,
        who: Who(Woman, 35, British),
        by: &[By(Man, 36, Intimate, Yes)],
        children: (Yes, 3),
        when: BetweenDaysAgo(7, 1),
        words: "You do not need my name. The blue door by the bin store. He makes the kids stand on the balcony when he \
                is having a go at her. Somebody should knock, and not in a uniform.",
        incidents: &[(
            &[Emotional, Threats],
            "Children were seen standing on the balcony in the cold while a man shouted indoors.",
        )],
        wish: "I want it to stop before the children start to think it is normal.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Anonymous,
        came_by: CameBy::Letter,
        severity: Unknown,
        who: Who(Woman, 40, EastAfrican),
        by: &[By(Man, 46, Married, NotKnown)],
        children: (NotKnown, 0),
        when: Unsaid,
        words: "I am writing and not ringing because of my voice. A woman in the red block is not allowed to open her \
                curtains. We all know. Nobody says. I have now said.",
        incidents: &[(
            &[Controlling],
            "The curtains of one home are never open, and the woman there is not seen.",
        )],
        wish: "Light in my kitchen. I have thought about it and that is what I want first.",
        language: Some("Amharic"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Noise,
        came_by: CameBy::Records,
        who: Who(Woman, 30, Caribbean),
        by: &[By(Man, 32, Intimate, NotKnown)],
        children: (NotKnown, 0),
        when: BetweenDaysAgo(60, 4),
        words: "Four noise reports in eight weeks from three different homes: banging, a woman crying, furniture moved \
                late at night. All had been closed one by one as music.",
        incidents: &[(&[Threats, Damage], "The fourth report in eight weeks: heavy banging, then crying.")],
        wish: "I want whoever closed those reports to read them again, all in a row.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Noise,
        came_by: CameBy::Records,
        severity: Standard,
        who: Who(Man, 71, British),
        by: &[By(Man, 33, Relatives, NotKnown)],
        adult_at_risk: NotKnown,
        when: MonthsAgo(2),
        words: "Two entries by the night line: an elderly tenant heard pleading, a younger man's voice, a door. The \
                tenant told the officer next day that it was the television.",
        incidents: &[(
            &[OlderPerson, Threats],
            "The night line noted an older man pleading and a door slammed.",
        )],
        wish: "I said it was the television because he stood behind me. I want to be asked when he is out.",
        ..STORY
    },
];
