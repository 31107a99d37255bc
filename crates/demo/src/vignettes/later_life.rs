//! Older survivors, and survivors who care for somebody or are cared for.

use super::prelude::*;

pub(super) const STORIES: &[Vignette] = &[
    Vignette {
        who: Who(Woman, 81, British),
        by: &[By(Man, 84, Married, Yes)],
        adult_at_risk: Yes,
        when: Unsaid,
        words: "Sixty years I have been married and I am too old to be starting this. Since his memory went he does not \
                know his own strength. Before it went, well, he was no better, if I am honest.",
        incidents: &[(
            &[OlderPerson, Physical],
            "Her husband gripped her wrists when she tried to help him dress.",
        )],
        wish: "I want somebody to sit with him so that I can go to the shops. And perhaps talk.",
        about: Some("Hard of hearing. Speak slowly, and give her time to find her glasses."),
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Woman, 76, Irish),
        by: &[By(Man, 45, Relatives, Yes)],
        adult_at_risk: Yes,
        when: SeasonAround(2),
        words: "My nephew is good to me, he says so himself. He has the pension book and I have toast. I asked for the \
                heating and he laughed. I am whispering because he is only in the yard.",
        incidents: &[(
            &[OlderPerson, Economic],
            "Her nephew collects her pension and decides about food and heating.",
        )],
        wish: "I want my pension in my own hand on a Thursday.",
        ..STORY
    },
    Vignette {
        who: Who(Man, 79, EastAsian),
        by: &[By(Woman, 52, Relatives, Yes)],
        adult_at_risk: Yes,
        when: YearsAgo(1),
        words: "My daughter-in-law locks the kitchen at seven. My son is at work and I do not like to cause trouble \
                between them. I keep biscuits in the wardrobe.",
        incidents: &[(
            &[OlderPerson, Family],
            "The kitchen is locked from seven in the evening until the family is up.",
        )],
        wish: "I want to make myself tea at night. That is all I ask.",
        language: Some("Mandarin"),
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Man, 68, British),
        by: &[By(Man, 40, Intimate, NotKnown)],
        when: MonthsAgo(2),
        words: "I met him after my partner died. He moved in with one bag and now there are four of his friends here. I \
                sleep in a chair by the door. At my age you feel such a fool.",
        incidents: &[(
            &[Economic, Controlling],
            "His new partner moved four people in and has the bank card.",
        )],
        wish: "I want my home to be mine again, and I do not want him told that it came from me.",
        ..STORY
    },
    Vignette {
        who: Who(Woman, 59, SouthAsian),
        by: &[By(Man, 28, Relatives, Yes)],
        adult_at_risk: Yes,
        when: BetweenDaysAgo(30, 10),
        words: "I am his carer, his nurse, everything. My son hears voices and when they tell him I am the enemy he \
                holds the knife. Then he is sorry. If they take him away it will be my doing.",
        incidents: &[(
            &[Family, Threats],
            "Her son stood in the doorway of her room with a kitchen knife and did not speak.",
        )],
        wish: "I want the doctor to come out to him. I want to sleep one night.",
        about: Some("Cares for her son, who is unwell. Do not speak to her when he is in the room."),
        language: Some("Punjabi"),
        ..STORY
    },
    Vignette {
        severity: Standard,
        who: Who(Woman, 72, Jewish),
        by: &[By(Man, 75, Married, Yes)],
        when: YearsAgo(10),
        words: "He has never laid a finger on me. He has not let me have a friend in since the children left. I count \
                the steps to the lift, because I am allowed to the lift.",
        incidents: &[(&[Controlling], "She goes as far as the lift and back while he times it.")],
        wish: "I want to go to my granddaughter's wedding on my own two feet.",
        ..STORY
    },
    Vignette {
        severity: High,
        who: Who(Man, 47, Ukrainian),
        by: &[By(Woman, 45, Married, Yes)],
        adult_at_risk: Yes,
        when: DaysAgo(3),
        words: "I lost my leg in the war. My wife was a good woman there. Here she drinks and she hides the tablets for \
                pain until I beg. I have not said this in my own language, so it is easier in yours.",
        incidents: &[(&[Controlling, Emotional], "His wife kept his pain medicine from him for two days.")],
        wish: "I want my medicine in a box that only I open.",
        language: Some("Ukrainian"),
        ..STORY
    },
];
