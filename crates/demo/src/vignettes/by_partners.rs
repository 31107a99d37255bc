//! Survivors about the person they are with.

use super::prelude::*;

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        severity: High,
        who: Who(Woman, 34, SouthAsian),
        by: &[By(Man, 38, Married, Yes)],
        children: (Yes, 2),
        words: "He keeps my bank card in his shoe so I cannot take it when he sleeps. If I need nappies I have to ask, \
                and then I have to show him the receipt. I am ringing from the school office.",
        incidents: &[
            (&[Economic, Controlling], "He cancelled my card while I stood at the till with the shopping."),
            (&[Emotional], "He told his mother in front of me that I cannot be trusted with coins."),
        ],
        wish: "I want my wages to come to an account that he cannot open. I am not ready to leave.",
        about: Some("Likes to be called by her first name. Works mornings at the school."),
        ..STORY
    },
    Vignette {
        severity: High,
        danger: Yes,
        who: Who(Woman, 27, EasternEuropean),
        by: &[By(Man, 31, Intimate, Yes)],
        children: (Yes, 1),
        when: HoursAgo(2),
        words: "He has gone out to cool down, he said. He broke the bathroom door because I had locked it. My little \
                one saw all of it and will not let go of my leg.",
        incidents: &[(&[Damage, Threats], "He kicked the bathroom door until the lock gave way.")],
        wish: "I want the lock mended tonight and I want to know what happens to my tenancy if he goes.",
        language: Some("Polish"),
        ..STORY
    },
    Vignette {
        who: Who(Man, 41, British),
        by: &[By(Woman, 39, Married, Yes)],
        children: (Yes, 2),
        when: SeasonAround(5),
        words: "I never thought I would be saying this. My wife throws things, and last time it was the iron. Blokes \
                at work would laugh. I sit in the van until I know she has gone to bed.",
        incidents: &[(
            &[Physical, Emotional],
            "She threw the iron at him across the kitchen; it marked the wall.",
        )],
        wish: "I want someone to tell me I am not making it up, and to keep the kids out of it.",
        about: Some("Drives for work. Only rings from the van."),
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 29, WestAfrican),
        children: (NotKnown, 0),
        by: &[By(Man, 35, Married, Yes)],
        words: "My visa is in his name and he says one call from him and I am on a plane. I have not seen my passport \
                since I landed. The lady at church gave me your number.",
        incidents: &[(
            &[Immigration, Controlling],
            "He holds her passport and says he will report her if she goes out.",
        )],
        wish: "I want to know if I can be helped even though I am here on his visa.",
        about: Some("Worried about any contact with the Home Office. Ask before involving anyone."),
        ..STORY
    },
    Vignette {
        who: Who(Woman, 36, Irish),
        by: &[By(Woman, 40, CivilPartners, Yes)],
        words: "People think because we are two women it must be bickering. She reads every message I get and she has \
                told my friends I drink, which I do not. I have nobody left to ring but you.",
        incidents: &[(
            &[Controlling, Technology],
            "She set up the home speaker so that she hears the kitchen from work.",
        )],
        wish: "I want somewhere to talk that she cannot listen in on.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Man, 28, Caribbean),
        by: &[By(Man, 44, Intimate, Yes)],
        when: MonthsAgo(2),
        words: "My boyfriend says he will tell my family about us if I go. My dad does not know. He took my door fob so \
                I have to be buzzed in like a visitor.",
        incidents: &[(
            &[Threats, Controlling],
            "He drafted a message to the family and held the phone up with his thumb on send.",
        )],
        wish: "I want my own fob back, and nobody to write to my parents' house.",
        about: Some("Not out to his family. Never leave word with a relative."),
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 24, British),
        by: &[By(Man, 26, Engaged, Yes)],
        when: DaysAgo(1),
        words: "I am seventeen weeks pregnant. He put his hands round my neck on Saturday and then cried about it. My \
                voice is still a bit croaky. I have not told the midwife.",
        incidents: &[(
            &[Strangulation, Physical],
            "He put his hands round her neck on Saturday night. Her voice has been hoarse since.",
        )],
        wish: "I want to get checked over without him in the room.",
        ..STORY
    },
    Vignette {
        who: Who(Woman, 45, BritishDeaf),
        by: &[By(Man, 47, Married, Yes)],
        came_by: CameBy::Text,
        words: "I am Deaf. My husband always comes to interpret and he changes what I say. He puts my phone in the car \
                so I cannot video call. Please do not phone. Text this number only when I say.",
        incidents: &[(
            &[Controlling, Technology],
            "He locks her phone in the car in the evening so that she cannot sign to anyone.",
        )],
        wish: "I want a BSL interpreter who is not from the Deaf club, because everybody there knows him.",
        about: Some("Deaf, uses British Sign Language. English is a second language. Never ring."),
        language: Some("British Sign Language"),
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 38, British),
        by: &[By(Man, 42, Married, Yes)],
        adult_at_risk: Yes,
        words: "I use a wheelchair and he is down as my carer, so the money comes to him. When he is cross he moves the \
                chair out of reach and goes to the pub.",
        incidents: &[(
            &[Controlling, Economic],
            "He left her chair in the hall and went out for five hours.",
        )],
        wish: "I want to choose my own carer and I want the allowance paid to me.",
        about: Some("Uses a wheelchair. Needs step-free places and time to get to the door."),
        ..STORY
    },
    Vignette {
        who: Who(NonBinary, 31, British),
        by: &[By(Man, 33, Intimate, Yes)],
        came_by: CameBy::Portal,
        words: "He uses my old name when he wants to hurt me and he binned my binder. He says no one else would have \
                me. I would like to talk to somebody who will not make me explain being trans first.",
        incidents: &[(
            &[Emotional, Damage],
            "He threw away their clothes and used their old name in front of visitors.",
        )],
        wish: "I want a service that knows about trans people, and my own room with a lock.",
        about: Some("They and them, please. Use the name on this record, not the one on the rent account."),
        ..STORY
    },
    Vignette {
        severity: Unknown,
        who: Who(Woman, 52, British),
        by: &[By(Man, 55, Married, Yes)],
        when: YearsAgo(1),
        words: "We are at the end of the farm track, there is no bus, and he took the car keys at Easter. The signal \
                comes and goes. If I go quiet it is the signal, or it is him coming in for his dinner.",
        incidents: &[(&[Controlling], "He keeps both sets of car keys and checks the mileage.")],
        wish: "I want to be able to get to my sister's and back. That would do for now.",
        about: Some("Rural home with no mobile signal indoors."),
        ..STORY
    },
    Vignette {
        severity: Standard,
        who: Who(Woman, 30, EastAsian),
        children: (NotKnown, 0),
        by: &[By(Man, 30, Intimate, No)],
        when: BetweenDaysAgo(40, 12),
        words: "He has not hit me. He asks for a photo of where I am every hour, with the clock in it. When I said no \
                he did not speak for nine days.",
        incidents: &[(
            &[Controlling, Technology],
            "He asked for hourly photographs with a clock in the picture.",
        )],
        wish: "I want to know whether this counts. It has got so I plan my day round the photos.",
        language: Some("Cantonese"),
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 33, Arab),
        by: &[By(Man, 37, Married, Yes)],
        children: (Yes, 3),
        words: "He told the imam that I am a bad mother so that nobody will take my side. He decides who I may greet. \
                My daughter has started to hide in the airing cupboard when she hears the key.",
        incidents: &[(
            &[Spiritual, Emotional],
            "He gathered relatives and had her listen while he read out her faults.",
        )],
        wish: "I want my children to sleep. After that I can think about the rest.",
        language: Some("Arabic"),
        ..STORY
    },
    Vignette {
        severity: Immediate,
        danger: Yes,
        who: Who(Woman, 22, British),
        children: (NotKnown, 0),
        by: &[By(Man, 25, Intimate, NotKnown)],
        when: HoursAgo(1),
        words: "I am in the neighbour's kitchen with the light off. He is walking up and down the landing and calling \
                me. I have got my coat and that is all.",
        incidents: &[(
            &[ThreatToKill, Threats],
            "He said through the door that she would not see the weekend.",
        )],
        wish: "I want to get out of the building without going past him.",
        ..STORY
    },
];
