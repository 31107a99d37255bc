//! Survivors about somebody in their family.

use super::prelude::*;

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        severity: High,
        who: Who(Woman, 54, British),
        by: &[By(Man, 23, Relatives, Yes)],
        adult_at_risk: NotKnown,
        words: "It is my son. I love the bones of him. When his money has gone he puts his fist through things, and last \
                night it was next to my head. I do not want him to get a record.",
        incidents: &[(&[Family, Damage], "Her son put his fist through the kitchen door beside her.")],
        wish: "I want him to get help and I want a door I can lock. Not the police, not yet.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 19, SouthAsian),
        children: (NotKnown, 0),
        by: &[By(Man, 47, Relatives, Yes), By(Woman, 44, Relatives, Yes), By(Man, 22, Relatives, Yes)],
        adult_at_risk: Yes,
        when: DaysAgo(4),
        words: "They have booked the tickets for a wedding and I think it is mine. My brother drives me to college and \
                waits. If you ring the house and my mum answers, please say you are from the library.",
        incidents: &[(
            &[ForcedMarriage, HonourBased],
            "She overheard that the tickets are one way and that the hall is booked.",
        )],
        wish: "I do not want to get on that plane. I do not want my parents locked up either.",
        about: Some("Nineteen, at college. One chance to talk may be all there is."),
        ..STORY
    },
    Vignette {
        who: Who(Woman, 49, EastAfrican),
        by: &[By(Man, 17, Relatives, Yes)],
        children: (Yes, 2),
        when: BetweenDaysAgo(14, 7),
        words: "He is my boy, he is seventeen, he is taller than me now. He takes the little ones' bus money and he \
                pushed me on the stairs. At the mosque they say pray. I have been praying.",
        incidents: &[(
            &[ByChild, Physical],
            "Her son pushed her on the stairs when she asked for the bus money back.",
        )],
        wish: "I want somebody to speak to him who is not shouting.",
        language: Some("Somali"),
        ..STORY
    },
    Vignette {
        who: Who(Man, 62, Caribbean),
        by: &[By(Woman, 35, Relatives, Yes)],
        when: SeasonAround(4),
        words: "My daughter came back for two weeks and that was the spring before last. She sold my records. She says if \
                I put her out she will tell people I touched her. It is a wicked thing to say to a father.",
        incidents: &[(
            &[Family, Economic, Threats],
            "His daughter sold his record collection and said what she would tell people.",
        )],
        wish: "I want my front room back and I want to be believed if she says it.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 25, WestAfrican),
        by: &[By(Woman, 50, Relatives, Yes)],
        children: (Yes, 1),
        when: MonthsAgo(1),
        words: "My aunt brought me here to study. I clean, I cook, I look after her baby, and she keeps what the college \
                sends. She talks of taking my little girl home in the holidays for the cutting.",
        incidents: &[(
            &[Fgm, Family, Economic],
            "Her aunt spoke of taking the small girl abroad in the summer.",
        )],
        wish: "Keep my daughter in this country. For me it does not matter where we sleep.",
        ..STORY
    },
    Vignette {
        who: Who(Man, 30, Roma),
        by: &[By(Man, 36, Relatives, Yes), By(Woman, 33, Relatives, Yes)],
        when: DaysAgo(9),
        words: "My brother signed for the flat in my name and I sleep on the floor of it. His wife keeps the letters. \
                They say a man with my learning difficulty does not need a bank card.",
        incidents: &[(&[Economic, Family], "His brother and sister-in-law keep his letters and his card.")],
        wish: "I want my card, a bed, and for you to read me what I signed.",
        about: Some("Has a learning disability. Short sentences, one question at a time."),
        adult_at_risk: Yes,
        language: Some("Romanian"),
        ..STORY
    },
    Vignette {
        severity: Unknown,
        who: Who(Woman, 28, British),
        by: &[By(Woman, 57, Relatives, No)],
        when: YearsAgo(2),
        words: "My mum has a key because I am poorly a lot. She comes when I am asleep, she reads my post, she told the \
                doctor I imagine things. I know it sounds like caring when I say it out loud.",
        incidents: &[(
            &[Controlling, Family],
            "Her mother cancelled two hospital appointments without asking.",
        )],
        wish: "I want to decide who has a key.",
        about: Some("Long illness, worst in the mornings. Afternoons are better."),
        ..STORY
    },
    Vignette {
        who: Who(NonBinary, 20, Persian),
        by: &[By(Man, 51, Relatives, Yes), By(Woman, 48, Relatives, Yes)],
        came_by: CameBy::OnlineForm,
        when: DaysAgo(6),
        words: "My parents found out that I am queer. They have taken my laptop and they want a healer to come on \
                Sunday and stay until it is fixed. I am typing this at the library.",
        incidents: &[(
            &[Spiritual, HonourBased],
            "Their parents invited a healer to stay in the home until they changed.",
        )],
        wish: "I want to be out of the house by Sunday, somewhere that is fine with who I am.",
        about: Some("They and them. Parents do not know that help has been asked for."),
        ..STORY
    },
];
