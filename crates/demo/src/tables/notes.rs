//! What is agreed about contact, and what was said and noticed when it was made.

/// Words that end a call without a reason.
pub(crate) const CODE_WORDS: &[&str] = &[
    "I have got enough double glazing",
    "Is that the dentist",
    "Tell Beryl I said hello",
    "Marmalade",
    "Blue parcel",
    "The cat is at the vet",
    "Wrong Linda",
    "I will ring about the prescription",
    "Sunday roast",
    "No survey today",
    "The boiler is fine now",
    "Two sugars",
];

/// Neutral words for voicemail, a text or a cover story.
pub(crate) const NEUTRAL_WORDS: &[&str] = &[
    "This is the library about your book",
    "A parcel is waiting for you at the desk",
    "Your glasses are ready",
    "The survey people called, no hurry",
    "It is Jo from the allotments",
    "Your appointment for the meter has changed",
    "The choir practice has moved",
    "This is the shoe repair shop",
];

/// Who else may see or hear a channel.
pub(crate) const WHO_ELSE: &[&str] = &[
    "It is gone through every evening",
    "It stands in the hall and anybody picks it up",
    "The children play on it",
    "They share the account and both get the alerts",
    "A relative opens the post",
    "It is on loudspeaker in the car",
    "Nobody has said; not asked yet",
];

/// Who may be told anything, and what.
pub(crate) const MAY_BE_TOLD: &[&str] = &[
    "Nobody at all. Not family, not the school.",
    "A sister may be told that all is well, and nothing more.",
    "The health visitor knows everything and may be rung.",
    "The support worker at the day centre may be asked to pass on a time.",
    "The school's safeguarding lead knows there is a plan, not what is in it.",
    "Only the worker named on this record. Others must ask first.",
];

/// Languages in which somebody may want an interpreter.
pub(crate) const LANGUAGES: &[&str] = &[
    "Polish",
    "Urdu",
    "Bengali (Sylheti)",
    "Arabic",
    "Somali",
    "Tigrinya",
    "Portuguese",
    "Romanian",
    "Ukrainian",
    "Cantonese",
    "Welsh",
    "British Sign Language",
    "Turkish",
    "Dari",
    "Yoruba",
    "Punjabi",
];

/// What is asked of an interpreter.
pub(crate) const INTERPRETER_WISHES: &[&str] = &[
    "A woman, and not from the same town",
    "By video only",
    "Somebody who is not from the same community",
    "The same person each time, please",
    "No preference, as long as it is not a relative",
];

/// Words about a conversation that took place.
pub(crate) const SPOKE: &[&str] = &[
    "A short talk. It has been quieter since the weekend, which worries them more than noise.",
    "They were alone and had ten minutes. We went through the plan and changed nothing.",
    "They have put a bag at a friend's house. They wanted to say it to somebody.",
    "They laughed for the first time. Then they asked about the locks.",
    "They are sleeping a little better. The children are with their nan till Sunday.",
    "They had written three questions on the back of an envelope. We answered two.",
    "They asked whether we still believe them. We said yes.",
    "They thought again about the solicitor and would like the details said once more.",
    "A bad week. They did not want to talk about it, only to hear a voice.",
    "They have seen the specialist worker and liked her. Next meeting is agreed between them.",
    "They asked what happens to the joint tenancy if they leave for a while. Explained; no decision.",
    "They have told one person at work. It went better than they had feared.",
    "They wanted to know who can see this record. We went through it name by name.",
    "They asked us to keep to the same hour. Anything else is noticed at home.",
    "They are in two minds about the police, and said so. We left it with them.",
    "The bank has given them an account of their own. They cried, and said it was the good kind.",
];

/// Words about contact that they began.
pub(crate) const THEY_RANG: &[&str] = &[
    "They rang from a borrowed phone to say that they are all right.",
    "They came to the desk with a rent question and asked for me by name.",
    "They rang, said the code word and hung up. As agreed, nobody rang back.",
    "They rang from the school office during assembly.",
    "They rang to ask for the helpline's hours again. Said aloud, nothing sent.",
    "They rang from a bus. Two stops' worth of talk.",
    "They left a note with the caretaker asking for the next date.",
    "They rang to say that the number must not be used this week.",
    "They stopped me after the residents' meeting. We talked by the bins.",
    "They rang because the lights in the entrance are out again.",
];

/// Words about an attempt that did not reach them.
pub(crate) const NOT_REACHED: &[&str] = &[
    "Rang out. No message was left, as agreed.",
    "Picked up and put down at once. Not tried again.",
    "A child answered and was told it was a wrong number.",
    "They were not at the place. Waited for half an hour and left nothing behind.",
    "They said there was company and that they would get in touch.",
];

/// Why somebody made contact although the gate had not cleared it.
pub(crate) const MADE_ANYWAY: &[&str] = &[
    "Rang the shared line before the plan had been read. Told the manager the same hour.",
    "Knocked while checking next door's leak; did not say why else. Should have waited.",
    "An automatic appointment text went out from the repairs desk. It has been stopped.",
];

/// Why contact must wait.
pub(crate) const PAUSED: &[&str] = &[
    "The alleged perpetrator is at home all week. They will say when that is over.",
    "They are away with family who do not know.",
    "The phone is in a repair shop that a relative runs.",
    "It is a holiday week and nobody is ever alone in the home.",
    "They are in hospital; the ward has asked for no calls.",
];
