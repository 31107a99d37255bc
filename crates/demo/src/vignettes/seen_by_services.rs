//! Police, agencies, staff, contractors, and patterns of repairs: suspicions, not facts.

use super::prelude::*;

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        source: ReportSource::Police,
        severity: High,
        who: Who(Woman, 33, EasternEuropean),
        by: &[By(Man, 36, Married, Yes)],
        children: (Yes, 2),
        when: DaysAgo(1),
        words: "Officers attended at the weekend after a call that cut off. Both adults said all was well. A child told \
                one officer that mummy sleeps in with us now because the big door is broken.",
        incidents: &[(&[Damage, Threats], "The bedroom door had been taken off; a child said why.")],
        wish: "I want a bedroom door. I want the officer who spoke to my son to be thanked.",
        language: Some("Lithuanian"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Police,
        came_by: CameBy::Email,
        severity: High,
        who: Who(Woman, 45, British),
        by: &[By(Man, 49, Married, No)],
        when: DaysAgo(2),
        words: "Released on conditions not to go within one street of the home. Conditions end in four weeks. She said \
                no to a statement. We ask the landlord to note it and to look at the door.",
        incidents: &[(&[PostSeparation, Stalking], "Arrested near the home and released with conditions.")],
        wish: "I want to know the day the conditions end. Nobody tells you the end.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Police,
        came_by: CameBy::Meeting,
        who: Who(Man, 29, Arab),
        by: &[By(Man, 54, Relatives, Yes), By(Man, 31, Relatives, Yes)],
        when: DaysAgo(8),
        words: "Raised at the weekly meeting: a young man came to the front desk twice and left before he was seen. He \
                told the desk officer that his father and brother would follow him if he was long.",
        incidents: &[(
            &[HonourBased, Family],
            "He came to the police desk twice and left each time before he was seen.",
        )],
        wish: "I want to meet in the daytime, with a lot of people round us.",
        language: Some("Arabic"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Agency,
        who: Who(Woman, 28, WestAfrican),
        by: &[By(Man, 30, Intimate, NotKnown)],
        children: (Yes, 1),
        when: DaysAgo(4),
        words: "Health visitor here. Mum answered every question by looking at the phone on the table, which was on a \
                call the whole visit. I asked about the carpet and she laughed, and then she did not.",
        incidents: &[(
            &[Technology, Controlling],
            "A call stayed open on the table through the whole visit.",
        )],
        wish: "I want to see the health visitor at the clinic, alone, and not have it look strange.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Agency,
        came_by: CameBy::Meeting,
        severity: High,
        who: Who(Woman, 37, Vietnamese),
        by: &[By(Man, 50, Married, Yes), By(Woman, 70, Relatives, Yes)],
        children: (Yes, 2),
        when: BetweenDaysAgo(20, 6),
        words: "The school is worried. The older child draws the same picture, a person in a box. The grandmother \
                collects, always, and says mother is resting. Nobody at school has met mother this year.",
        incidents: &[(
            &[Family, Controlling],
            "The school has not met the mother this year; a child draws a person in a box.",
        )],
        wish: "I want to walk my children to school. Nobody at home must know I said so.",
        language: Some("Vietnamese"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Agency,
        came_by: CameBy::Email,
        severity: Unknown,
        who: Who(Woman, 50, British),
        by: &[By(Woman, 24, Relatives, Yes)],
        adult_at_risk: Yes,
        when: MonthsAgo(1),
        words: "The surgery writes with consent to pass this much on: three visits with falls, and the daughter answers \
                for her each time. She has a condition that affects her speech. We would like you to be aware.",
        incidents: &[(&[Family, Physical], "Three falls in a season, each explained by the daughter.")],
        wish: "Give me the time to finish my sentence. Then I will tell you.",
        about: Some("Has aphasia after a stroke. Understands everything. Wait for her words."),
        ..STORY
    },
    Vignette {
        source: ReportSource::Staff,
        came_by: CameBy::Visit,
        who: Who(Woman, 31, Persian),
        by: &[By(Man, 35, Married, Yes)],
        children: (Yes, 1),
        when: DaysAgo(0),
        words: "I was there about the rent. He answered every question for her. When he went to find the letter she put \
                her finger on the date of my next visit and looked at me, hard.",
        incidents: &[(
            &[Controlling],
            "At a rent visit he answered for her; she pointed to the date of the next one.",
        )],
        wish: "I want you to come on that date with something dull, a form, so that he goes and makes tea.",
        language: Some("Farsi"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Staff,
        came_by: CameBy::InPerson,
        severity: High,
        who: Who(Woman, 42, Caribbean),
        by: &[By(Man, 43, Intimate, No)],
        when: DaysAgo(1),
        words: "She came to the desk to ask to come off the joint tenancy and cried when I asked if she was sure. She \
                said he was in the car. I gave her a pen and a form to make it look ordinary.",
        incidents: &[(
            &[Controlling, Economic],
            "She asked to give up her tenancy while he waited outside in the car.",
        )],
        wish: "I do not want to give up my home. He told me to ask for the form.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Contractor,
        came_by: CameBy::Phone,
        severity: High,
        who: Who(Woman, 29, British),
        by: &[By(Man, 31, Intimate, Yes)],
        children: (Yes, 2),
        when: HoursAgo(5),
        words: "I do the plastering. It is the third hole and they are all at the height of a head. The little lad told \
                me not to fix it too good. There is a bolt on the outside of the box room.",
        incidents: &[(
            &[Damage, Threats],
            "A third hole at head height; a bolt on the outside of the small bedroom.",
        )],
        wish: "I want the bolt off that door. Then we can talk about everything else.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Contractor,
        came_by: CameBy::OnlineForm,
        who: Who(Man, 57, Irish),
        by: &[By(Woman, 55, Married, Yes)],
        when: DaysAgo(2),
        words: "Gas check. The tenant had a burn on his forearm like from an oven shelf and his wife told me not to mind \
                him, he is clumsy. He walked me to the van to say sorry for the mess. There was no mess.",
        incidents: &[(
            &[Physical, Emotional],
            "A heating engineer saw a burn that the wife explained before anybody asked.",
        )],
        wish: "I want to say it to a man, and I want to say it standing up, outside.",
        ..STORY
    },
    Vignette {
        source: ReportSource::Repairs,
        came_by: CameBy::Records,
        who: Who(Woman, 38, Romanian),
        by: &[By(Man, 40, Married, NotKnown)],
        children: (NotKnown, 0),
        adult_at_risk: NotKnown,
        when: BetweenDaysAgo(120, 5),
        words: "Four jobs since the summer: front door frame, the lock, the lock again, a bathroom window. Each was \
                ordered by a man and each note says tenant's damage, to be charged.",
        incidents: &[(&[Damage], "The fourth repair to a door or a lock in as many months.")],
        wish: "Do not send me the bill for the door. Ask me who broke it, but not when he is here.",
        language: Some("Romanian"),
        ..STORY
    },
    Vignette {
        source: ReportSource::Repairs,
        came_by: CameBy::Records,
        severity: Unknown,
        who: Who(Woman, 61, British),
        by: &[By(Man, 35, Relatives, NotKnown)],
        adult_at_risk: NotKnown,
        when: SeasonAround(4),
        words: "Lost keys three times since spring, each time with a new set cut the same day, and a request that the \
                engineer comes between ten and noon only, when the tenant is by herself.",
        incidents: &[(
            &[Economic, OlderPerson],
            "Three sets of keys lost since spring; she asks for visits when she is alone.",
        )],
        wish: "Between ten and noon he is at the bookmaker's. That is when I am a person.",
        ..STORY
    },
];
