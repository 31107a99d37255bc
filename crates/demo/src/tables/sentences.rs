//! Beginnings and ends for composed stories, each for one kind of speaker.

/// How a survivor begins.
pub(crate) const SURVIVOR_STARTS: &[&str] = &[
    "I have started this call four times today.",
    "You will think it is nothing.",
    "I am in the car with the doors locked.",
    "Somebody at the clinic said that you listen.",
    "I have ten minutes before anyone is back.",
    "I do not know what to call it.",
    "I have it all written down, I will just read it.",
    "Please do not send anything to the house.",
    "It is not every day. That is what makes it so hard to explain.",
    "My friend is sitting here with me.",
    "I rang about the boiler, but it is not the boiler.",
    "I thought that it would stop when we moved.",
    "I have never said this to anybody.",
    "I am on my break, so I will be quick.",
    "I kept thinking it must be me.",
    "I only want to ask one thing, in confidence.",
];

/// How somebody else begins.
pub(crate) const OTHER_STARTS: &[&str] = &[
    "I am not one to ring in.",
    "I would rather that my name is left out of this.",
    "It may be nothing.",
    "I have gone back and forth about telling you.",
    "This is the second time that I have noticed it.",
    "I said to my wife that I would ring on Monday if it went on, and it went on.",
    "We pass this on as it was said to us.",
    "I was there for something else.",
    "I wrote down the time, because you never know.",
    "I do not want to make it worse for anyone.",
    "There may be a simple reason.",
    "I know them only to nod to.",
];

/// What a record says first, where nobody spoke.
pub(crate) const RECORD_STARTS: &[&str] = &[
    "Found when the month's entries were read together.",
    "Several small entries make one picture.",
    "The monthly list put these side by side.",
    "Each entry had been closed by itself.",
    "Seen by the colleague who reads the repairs of the quarter.",
    "The entries come from three different teams.",
];

/// What somebody who speaks of their own behaviour begins with.
pub(crate) const OWN_STARTS: &[&str] = &[
    "I need to say something about myself.",
    "I am the one you get calls about.",
    "Nobody knows that I am ringing.",
    "I am not looking for a telling-off, or maybe I am.",
    "I saw the poster in your office.",
    "I scared myself this time.",
];

/// What they say they do.
pub(crate) const OWN_MIDDLES: &[&str] = &[
    "I shout until nobody in the room moves.",
    "I take the phone and I read it.",
    "I break things so that I do not break worse.",
    "I decide about the money, all of it.",
    "I follow in the car.",
    "I go on and on until the other one agrees.",
    "I block the door.",
    "I say things that I cannot take back.",
];

/// What they say next.
pub(crate) const OWN_ENDS: &[&str] = &[
    "I do not want to do it again.",
    "I do not want a lecture, I want a number.",
    "I have said sorry so often that it is just a noise.",
    "What happens now that I have told you?",
    "I want to be in the room when somebody else says what it is.",
    "I used to think that it was the drink.",
    "My own father was the same, and I swore that I would not be.",
];

/// How it is for the survivor, after the facts.
pub(crate) const EFFECTS: &[&str] = &[
    "I have stopped asking people in.",
    "I plan my day round it.",
    "I sleep on top of the covers.",
    "The children go quiet when they hear the key.",
    "I have lost a stone.",
    "I know every creak of that floor.",
    "I say sorry all the time now.",
    "I keep my coat on indoors.",
    "I used to be a person who sang.",
    "I do not recognise myself in the mirror.",
    "I have told work it is a bad back.",
    "I sit in the bath to be on my own.",
    "I count to fifty before I open a door.",
    "I have begun to forget words.",
    "Part of me still hopes it will be like it was.",
    "I am tired down to my bones.",
    "I feel stupid, and I am not stupid.",
    "I jump when the post comes.",
];

/// What somebody else noticed besides.
pub(crate) const NOTICED: &[&str] = &[
    "There was a child's scooter in the doorway the whole time.",
    "The curtains have been shut for a week.",
    "They used to wave, and now they look at the ground.",
    "I could not see whether anyone was hurt.",
    "It went on for an hour and stopped all at once.",
    "Please do not say that it came from our floor.",
    "The little girl asked me whether I have a lock on my door.",
    "They have not been at the group since before the holidays.",
    "The glass was swept up by the morning.",
    "I have heard the same from two others.",
    "A light went on and off several times.",
    "They smiled, and it was the wrong kind of smile.",
];

/// What a survivor would like.
pub(crate) const WISHES: &[&str] = &[
    "I want to stay here and I want it to stop.",
    "I want to move, near enough for school.",
    "I want the locks done and nothing else just now.",
    "I want somebody to come with me to the court.",
    "I want to talk to a woman who has been through it.",
    "I want my own key, my own post and my own bed.",
    "I want to wait until after the exams.",
    "I want to know what I am allowed to do about the tenancy.",
    "I want the arrears looked at fairly.",
    "I want help to be found for us both, not punishment.",
    "I want nothing to happen without my being asked.",
    "I want to think about it. Ring me when you said that you would.",
    "I want the police to know, and I want to tell them myself.",
    "I want the children to have someone to talk to.",
    "I want a phone that is only mine.",
    "I want to go to my family for a while, and to come back to my home.",
    "I want a place that takes the dog as well.",
    "I want to do this in my own language.",
    "I want somebody to write it all down once, so I need not say it again.",
    "I want my medicine and my papers, and then I can go anywhere.",
    "I want to keep my job through all of this.",
    "I want to be asked the same question again next month.",
];

/// When in the week it was.
pub(crate) const LEADS: &[&str] = &[
    "On the Sunday",
    "After work",
    "Before school",
    "In the night",
    "On the way back from the shop",
    "At a family birthday",
    "When the post came",
    "On the last day of the month",
    "While the football was on",
    "In front of the window cleaner",
    "The day the benefits came in",
    "In the car park",
    "Over the phone",
    "At the school fair",
    "When a friend had called",
];

/// What followed.
pub(crate) const AFTERS: &[&str] = &[
    "Nobody else was there.",
    "The children were next door and heard it.",
    "Afterwards there were tears and flowers.",
    "A neighbour knocked and went away again.",
    "There is a photograph of it.",
    "It has not been spoken of since.",
    "It was over in a minute.",
    "It lasted until it was light.",
    "I wrote it down the same evening.",
    "I have told nobody but you.",
    "The police were not called.",
    "It was worse than the time before.",
    "I went to work as usual.",
    "I could not stop shaking.",
];

/// What records of repairs and noise show.
pub(crate) const RECORD_MIDDLES: &[&str] = &[
    "A door frame, a lock and a window within ten weeks.",
    "The bathroom door lock, twice, and plaster at shoulder height.",
    "Keys lost and a new lock asked for, three times.",
    "Shouting late at night, noted by two homes that do not know each other.",
    "Banging, and a child crying, on four Friday nights.",
    "Two visits at which nobody came to the door though the lights were on.",
    "A window boarded up by the night team and broken again within the month.",
    "Every job ordered by somebody who is not on the tenancy.",
];
