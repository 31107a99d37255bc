//! Survivors about somebody they are no longer with.

use super::prelude::*;

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        severity: High,
        who: Who(Woman, 37, British),
        by: &[By(Man, 39, ParentsOfSameChild, No)],
        children: (Yes, 2),
        words: "He is my ex and he still has the fob for the front door. He lets himself into the entrance and sits on \
                the stairs until I come home with the kids.",
        incidents: &[(
            &[Stalking, PostSeparation],
            "He waited on the stairs for two hours with the lights going off round him.",
        )],
        wish: "I want the fob cancelled and the door mended so it shuts.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 31, TurkishKurdish),
        by: &[By(Man, 34, Married, No), By(Man, 58, Relatives, No), By(Woman, 56, Relatives, No)],
        children: (Yes, 1),
        when: MonthsAgo(1),
        words: "I left, and now it is his whole family. His mother rings my mother, his father sits outside in the car. \
                They say I have shamed them and that they will bring me home.",
        incidents: &[
            (
                &[HonourBased, Threats],
                "His father told her brother that the family would settle it themselves.",
            ),
            (&[Stalking], "A car with two relatives in it stood across the road from nine until dark."),
        ],
        wish: "Please do not talk to anybody in the community centre. I want to move where nobody knows them.",
        about: Some("Several people may be looking for her. No interpreter from the same town."),
        language: Some("Kurdish (Kurmanji)"),
        ..STORY
    },
    Vignette {
        who: Who(Man, 35, SouthAsian),
        by: &[By(Woman, 34, ParentsOfSameChild, No)],
        children: (Yes, 1),
        when: SeasonAround(3),
        words: "Every handover she has a new accusation. She rang the council and said I had lost my tenancy. I record \
                everything now, which is no way to live. I only want to see my boy.",
        incidents: &[(
            &[Courts, PostSeparation],
            "She did not bring the child to the agreed handover, the fourth time running.",
        )],
        wish: "I want the handovers somewhere with other people about.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 26, Caribbean),
        by: &[By(Man, 29, Intimate, No)],
        when: BetweenDaysAgo(21, 3),
        words: "I found one of those tracker tags sewn into the pram. I had wondered how he always knew. I put it in a \
                biscuit tin on the balcony and rang you.",
        incidents: &[(&[Technology, Stalking], "She found a tracking tag sewn into the hood of the pram.")],
        wish: "I want to know what else he put in here, and I want the police to have the tag.",
        children: (Yes, 1),
        ..STORY
    },
    Vignette {
        who: Who(Woman, 48, British),
        by: &[By(Man, 51, Married, No)],
        when: YearsAgo(3),
        words: "We divorced three years ago and I am still paying off what he borrowed in my name. The rent arrears are \
                from when he told me he was paying. I did not know until your letter.",
        incidents: &[(
            &[Economic, PostSeparation],
            "He took out two loans in her name and let the rent go unpaid.",
        )],
        wish: "I want the arrears looked at for what they are before anyone talks about court.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 40, Portuguese),
        by: &[By(Man, 45, Intimate, No)],
        words: "He is out of prison on Friday, somebody told my cousin. Nobody official has told me. He used to say he \
                would come straight to mine.",
        incidents: &[(&[Threats], "Through a cousin he sent word that he had not forgotten.")],
        wish: "I want to know for sure which day, and I want the window locks done before it.",
        language: Some("Portuguese"),
        ..STORY
    },
    Vignette {
        who: Who(Man, 33, EasternEuropean),
        by: &[By(Man, 36, CivilPartners, No)],
        came_by: CameBy::Email,
        when: MonthsAgo(3),
        words: "My ex-husband has made profiles with my face and my number on them, and strange men ring at night. He \
                still knows the password of our rent account, I think.",
        incidents: &[(
            &[Technology, Stalking],
            "Profiles with his photograph were made; men he did not know rang all night.",
        )],
        wish: "I want a new log-in for the rent account and letters to go to my work for now.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 29, IrishTraveller),
        by: &[By(Man, 32, Married, No)],
        children: (Yes, 4),
        when: DaysAgo(5),
        words: "I took the four of them and came to the town. I never lived in a house before this. His people will ask \
                around the sites and somebody will say. I cannot read a letter, so ring me.",
        incidents: &[(
            &[Threats, PostSeparation],
            "His cousins went round two sites asking which town she had gone to.",
        )],
        wish: "I want a worker who has worked with Travellers before, a woman, and the children in one school.",
        about: Some("Does not read. Everything said aloud, nothing on paper."),
        ..STORY
    },
    Vignette {
        who: Who(Woman, 43, British),
        children: (NotKnown, 0),
        by: &[By(Woman, 41, Intimate, No)],
        when: Unsaid,
        words: "She works for the firm that does your boilers. She told me the day and the hour of my own gas check \
                before I got the card. I moved here so that she would not know where I was.",
        incidents: &[(&[Stalking], "Her former partner knew the time of the gas check before she did.")],
        wish: "I want nobody from that firm at my door, and I want to know who looked me up.",
        about: Some("Former partner works for a contractor. No job under her own name."),
        ..STORY
    },
    Vignette {
        severity: Standard,
        who: Who(Woman, 58, British),
        by: &[By(Man, 61, Married, No)],
        when: YearsAgo(8),
        words: "It is years ago. He died in March, and now I cannot stop shaking. I have never told anybody what that \
                flat was. I do not know why I am ringing the landlord about it, love.",
        incidents: &[(
            &[Controlling, Physical],
            "She described years of being watched, timed and hurt in the same home.",
        )],
        wish: "I would like to move my bed out of that room and have somebody to talk to, no more.",
        ..STORY
    },
];
