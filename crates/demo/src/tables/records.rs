//! What staff write: reasons, plans, what was found.

/// Why a severity was judged as it was.
pub(crate) const SEVERITY_WHY: &[&str] = &[
    "Hands to the neck at any time are enough for this, whatever the number says.",
    "They have just said that they mean to leave, and when.",
    "Three new incidents in a month, each closer to the home.",
    "They are more afraid than they were, and they know this person best.",
    "There is a date coming on which the conditions end.",
    "A child has begun to copy what is said.",
    "Judged with the specialist worker after a second talk.",
    "The threat names a way and a day.",
];

/// Why a manager lowered a severity.
pub(crate) const LOWERED_WHY: &[&str] = &[
    "Nothing since the spring, and the survivor agrees that it is calmer. Stays under review.",
    "New home, new number, and six quiet weeks. Agreed with them and with the IDVA.",
    "The keys are changed and the order is in place. They asked for fewer calls.",
];

/// What earlier records showed.
pub(crate) const FOUND: &[&str] = &[
    "Two lock changes in the past year, both charged as damage.",
    "A noise report closed as television, eleven months ago.",
    "A request to come off the tenancy, withdrawn the next day.",
    "Rent was clear for six years and fell behind the month somebody moved in.",
    "A note by a gas engineer: tenant would not come out of the bedroom.",
    "A transfer application begun three times and never sent.",
    "Police were let into the block by the caretaker in the spring.",
    "Three appointments cancelled by somebody else on the tenant's behalf.",
];

/// What was written where nothing was found.
pub(crate) const NOTHING_FOUND: &[&str] = &[
    "Repairs, noise and earlier reports were read. Nothing that belongs here.",
    "A new tenancy; there is no history yet.",
];

/// How somebody will ask safely.
pub(crate) const ENQUIRIES: &[&str] = &[
    "Gas safety check by the trained colleague, who asks to be shown the airing cupboard.",
    "A yearly tenancy visit, in a week in which the other adult is known to be on shift.",
    "A quiet word at the school gate, with the learning mentor close by.",
    "At the clinic, where they come alone on the first Tuesday.",
    "A survey about the new windows, one adult at a time.",
    "The caretaker mentions that the office has a form to sign, here and in person.",
    "At the coffee morning, by the worker who always runs it.",
    "When they come to pay at the desk: the small room is free, the heater is on.",
];

/// What came of an enquiry at which nothing was said.
pub(crate) const NOTHING_SAID: &[&str] = &[
    "Said that all is well. Took the tea and stayed for twenty minutes. The door was left open.",
    "Talked about the windows only. Asked twice what day we come again.",
];

/// What came of an enquiry at which it was not safe to ask.
pub(crate) const NOT_SAFE_TO_ASK: &[&str] = &[
    "The other adult came back early and stood behind the chair. We did the survey and left.",
    "A relative sat in throughout. Nothing was asked.",
];

/// What somebody said at the enquiry.
pub(crate) const DISCLOSED: &[&str] = &[
    "Looked at the door, then said: how did you know?",
    "Said yes before the question was finished.",
    "Wrote it on the survey form, folded it small, and watched it go into the bag.",
];

/// What was said with a concern for children.
pub(crate) const CONCERNS_FOR_CHILDREN: &[&str] = &[
    "The children were in the room. Passed on what they saw, in the words that were used.",
    "The older child sleeps in his shoes. School agrees to be told.",
    "They asked us to wait a day so that they can be out when the call comes. Agreed with the duty worker.",
    "The little one has stopped talking at nursery. The duty worker had heard so from there too.",
];

/// Why a concern for children could not wait for their parent.
pub(crate) const WITHOUT_THE_PARENT: &str = "A child was pushed on Sunday, and it may happen again before they are ready to tell. Talked over with the manager, and with them.";

/// Why a concern for an adult could not wait for them.
pub(crate) const WITHOUT_THE_ADULT: &str = "Cannot weigh it up while the one who is feared brings the medicine. Talked over with the safeguarding lead.";

/// What was said with a concern for an adult at risk.
pub(crate) const CONCERNS_FOR_ADULTS: &[&str] = &[
    "Relies on this person for meals and medicine, and has no money in hand.",
    "Cannot leave the home without help, and the help is the one who is feared.",
    "They asked to be told before anybody comes, and by whom. Agreed with the duty worker.",
];

/// What was said with a concern for the children of somebody who disclosed their own behaviour.
pub(crate) const CONCERNS_OF_OWN: &[&str] = &[
    "Children live with the person who spoke. What was said is passed on as it was said, and nothing else.",
    "The person who spoke knows that this is passed on, and said that it was why they came.",
];

/// Why no safeguarding concern is needed.
pub(crate) const NO_CONCERN: &[&str] = &[
    "The children live with their other parent in another town and have not been here since last summer.",
    "The concern was raised by the school this morning and accepted. A second one would add nothing.",
];

/// What was wrong with an entry.
pub(crate) const CORRECTIONS: &[&str] = &[
    "The day was written down wrongly. They checked it against the bus ticket.",
    "I had noted the wrong brother. They put me right.",
    "It was the neighbour who rang the police, not the tenant.",
];

/// Why a duty was set aside, in the survivor's words.
pub(crate) const SET_ASIDE: &[&str] = &[
    "They would like to be left alone until the exams are over and will ring. The door stays open.",
    "They have one worker whom they trust and do not want a second. We ask her instead.",
];

/// What the person who disclosed their own behaviour said later.
pub(crate) const OWN_NOTES: &[&str] = &[
    "Rang the phoneline twice and stayed on for one of them. Listened; did not agree that it was provoked.",
    "Is staying at a brother's. Said it was easier to say so than expected.",
    "Wanted to know what others had told us. Said that we talk only about them.",
    "Has a first date with the behaviour programme. Asked what to say at work.",
    "Missed the group, came to say so. That counted for something with them.",
    "Asked whether shouting counts. Said what it does to those who hear it.",
    "Has given the keys to a cousin, without being asked. Noted; not praised more than it needs.",
    "Blamed the drink. We went back over the week and found two dry days among the bad ones.",
    "Came sober and early. Read out what had been promised last time.",
    "Said that it had happened again, in words. Asked what came just before it.",
    "Wanted us to carry a message. Said no, and why.",
    "Has told a doctor. The waiting list is long; asked what to do until then.",
    "Spoke about a father, for the first time. Listened, and came back to last Friday.",
    "Has left the house for the week. Knows that nobody asked for it on anybody's behalf.",
    "Second session of the programme. Angry with the leader, and went all the same.",
    "Did not want to talk about the children. We said that we have to.",
];

/// What another report says, from somebody else.
pub(crate) const LATER_REPORTS: &[&str] = &[
    "It is me again from downstairs. The same as before, and this time a plate or a glass.",
    "Officers called on another matter and saw a broken inner door.",
    "The caretaker saw the tenant sitting on the back stairs at six in the morning.",
    "The school rang: nobody came at home time until five.",
    "The cleaner found the entrance light taken out and put on the sill.",
    "A cousin rang from abroad and asked whether anybody had seen them this week.",
    "The window fitter was told to come back when somebody else is in.",
    "A second neighbour writes that it has been going on for a long time.",
    "The night line heard an argument and then a car door. Nobody was hurt that we know of.",
    "The surgery asks us to ring the safeguarding nurse.",
];
