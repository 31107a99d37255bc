//! What is said and written on a survivor's road: needs, risk, plans, choices, reviews.

use domain::safety_plan::PlanPart;

/// What is done about a need.
pub(crate) const NEEDS_MET: &[&str] = &[
    "Letters are read aloud to them at the desk, never sent. Forms are filled in together.",
    "We meet after the second bus. Taxi fares are paid from the hardship fund.",
    "Two short talks instead of a long one; breaks whenever they like.",
    "They look after their mother in the mornings, so nothing before eleven.",
];

/// Languages, with the interpreter that was asked for.
pub(crate) const INTERPRETERS: &[(&str, &str)] = &[
    ("Polish", "By phone, from outside the town"),
    ("Punjabi", "A woman, by phone, from another county"),
    ("British Sign Language", "A registered interpreter, booked by us"),
    ("Portuguese", "By phone, no names given"),
];

/// Why a level was judged so, whatever the count.
pub(crate) const JUDGED: &[&str] = &[
    "They went quiet when the evenings came up. What they left out worries me more than what they said.",
    "Only some of it could be asked before the door went. The little that was said is enough.",
    "They have begun to plan how to leave, and somebody has noticed.",
    "They say that it was worse this time, and that nobody was there to hear.",
];

/// What is most urgent for them.
pub(crate) const MOST_URGENT: &[&str] = &[
    "That the children get to school and back.",
    "To sleep one night through.",
    "To have the spare key back.",
    "That their work does not hear of it.",
];

/// What was agreed in a plan, part by part.
pub(crate) const PLAN: &[(PlanPart, &str)] = &[
    (
        PlanPart::Warning,
        "It begins with slammed cupboards and questions about the phone. Then they go to the kitchen, where the back door is.",
    ),
    (
        PlanPart::AtHome,
        "The room with the lock and the window over the shed roof. The phone stays charged and in a pocket.",
    ),
    (
        PlanPart::Signal,
        "A photo of a cup to a friend means: call the police. The friend knows, and nobody else.",
    ),
    (
        PlanPart::Children,
        "They go to the neighbour by the side gate. Nobody but the named aunt picks them up.",
    ),
    (PlanPart::Bag, "Papers, medicine, some money and a change of clothes are with a friend."),
    (PlanPart::Phone, "A new account made at the library. Location is off, and the tablet stays at home."),
    (PlanPart::Help, "The specialist worker by day; the helpline by night; 999 first."),
];

/// Who was asked for what keeps a home and the people in it safe, and what they said.
pub(crate) const PRECAUTIONS: &[&str] = &[
    "The contractor comes tomorrow for both doors. They would rather not have a safe room: the children would ask.",
    "The police read out the bail conditions over the phone. The prison names no day before the hearing.",
    "The locks are ordered. They want to think about the rest, and nobody presses them.",
];

/// What they say of a choice.
pub(crate) const OF_CHOICES: &[&str] = &[
    "Not while the exams are on.",
    "I want to stay where my friends are.",
    "Tell me again when the summer is over.",
    "I would rather have the locks done than move.",
];

/// What was promised.
pub(crate) const PROMISES: &[&str] = &[
    "To have both locks changed.",
    "To ask the council about a home near their mother.",
    "To ring the school and say who may pick up the children.",
    "To find out when the hearing is.",
];

/// What a review found.
pub(crate) const REVIEWED: &[&str] = &[
    "The locks are done and the school knows. The next thing is the hearing. Nothing new was reported by anybody.",
    "Went through the plan together. Two numbers changed. They sleep better.",
    "Nothing new since the last time. The friend moved away, so the signal goes to somebody else now.",
];

/// What they think, at a review.
pub(crate) const THEIR_VIEW: &[&str] = &[
    "I feel safer than I did in the spring.",
    "It is calmer. I do not trust it yet.",
    "I want fewer calls and the same person on the phone.",
];

/// Why a case may be closed.
pub(crate) const CLOSED: &[&str] = &[
    "Six quiet months, the order holds, and the plan was gone through once more. They know that one call brings us back.",
    "They live elsewhere now and have a worker there. They asked us to stop, twice, and know how to come back.",
];

/// Why it was opened again.
pub(crate) const REOPENED: &[&str] = &[
    "They rang: somebody was seen outside the building.",
    "The school told us that the child is afraid to go home.",
];

/// What is said in return.
pub(crate) const IN_RETURN: &[&str] = &[
    "Says that things were thrown at him and that he only held her arms.",
    "Says that the survivor hit first. There is no injury, and two neighbours heard it otherwise.",
];

/// What whoever recorded it makes of that.
pub(crate) const VIEW_OF_RETURN: &[&str] = &[
    "It came the day after the order was asked for. The survivor is afraid; the other is not.",
    "One of them decides about money, phone and door. What is said in return may well have been defence.",
];

/// What a child said or showed.
pub(crate) const CHILD: &[&str] = &[
    "Hears it through the wall and turns the television up. Sleeps badly.",
    "Asked the teacher whether it is the same at other homes.",
];

/// What a child said that they need.
pub(crate) const CHILD_NEEDS: &str = "That nobody shouts, and that the dog comes along.";

/// What they would change.
pub(crate) const CHANGE: &[&str] =
    &["Fewer forms.", "Say at the start how long it takes.", "Nobody has to change anything. Thank you."];

/// When they are glad to be asked how it went.
pub(crate) const HOW_TO_ASK: &[&str] =
    &["When we talk anyway, not on its own.", "At the library, on a Tuesday."];
