//! The lists of answers, in our own words after the 2026 lettings codes (domain.md 11).

use crate::codes::codes;

codes! {
    /// Ethnic group (the 2026 lettings code list).
    Ethnicity {
        WhiteBritish = "white-british", "White: English, Welsh, Scottish, Northern Irish or British";
        WhiteIrish = "white-irish", "White: Irish";
        GypsyOrTraveller = "gypsy-or-traveller", "White: Gypsy or Irish Traveller";
        Roma = "roma", "White: Roma";
        WhiteOther = "white-other", "White: other";
        WhiteAndBlackCaribbean = "white-and-black-caribbean", "Mixed: White and Black Caribbean";
        WhiteAndBlackAfrican = "white-and-black-african", "Mixed: White and Black African";
        WhiteAndAsian = "white-and-asian", "Mixed: White and Asian";
        MixedOther = "mixed-other", "Mixed: other";
        Indian = "indian", "Asian: Indian";
        Pakistani = "pakistani", "Asian: Pakistani";
        Bangladeshi = "bangladeshi", "Asian: Bangladeshi";
        Chinese = "chinese", "Asian: Chinese";
        AsianOther = "asian-other", "Asian: other";
        BlackAfrican = "black-african", "Black: African";
        BlackCaribbean = "black-caribbean", "Black: Caribbean";
        BlackOther = "black-other", "Black: other";
        Arab = "arab", "Arab";
        Other = "other", "Another ethnic group";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Sex as registered at birth.
    Sex {
        Female = "female", "Female";
        Male = "male", "Male";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Whether their gender is the sex that was registered.
    SameGender {
        Same = "same", "The same";
        Different = "different", "Different";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Sexual orientation.
    Orientation {
        Heterosexual = "heterosexual", "Heterosexual or straight";
        GayOrLesbian = "gay-or-lesbian", "Gay or lesbian";
        Bisexual = "bisexual", "Bisexual";
        Other = "other", "Another";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Religion or belief.
    Religion {
        None = "none", "No religion";
        Christian = "christian", "Christian";
        Buddhist = "buddhist", "Buddhist";
        Hindu = "hindu", "Hindu";
        Jewish = "jewish", "Jewish";
        Muslim = "muslim", "Muslim";
        Sikh = "sikh", "Sikh";
        Other = "other", "Another religion or belief";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Whether a condition or illness limits what they can do.
    Disability {
        No = "no", "No";
        Yes = "yes", "Yes";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// What a condition or illness affects. Several may be chosen.
    Effect {
        Vision = "vision", "Seeing";
        Hearing = "hearing", "Hearing";
        Mobility = "mobility", "Moving around, or stairs";
        Dexterity = "dexterity", "Lifting, carrying or using their hands";
        Learning = "learning", "Learning, understanding or concentrating";
        Memory = "memory", "Memory";
        MentalHealth = "mental-health", "Mental health";
        Stamina = "stamina", "Stamina, breathing or tiredness";
        Social = "social", "Being with other people, or behaviour";
        Other = "other", "Something else";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Between which ages somebody is. Children, 16 and 17 and older people can each be told apart.
    AgeBand {
        Under16 = "under-16", "Under 16";
        From16 = "16-17", "16 or 17";
        From18 = "18-24", "18 to 24";
        From25 = "25-34", "25 to 34";
        From35 = "35-44", "35 to 44";
        From45 = "45-54", "45 to 54";
        From55 = "55-64", "55 to 64";
        From65 = "65-74", "65 to 74";
        From75 = "75-or-over", "75 or over";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Pregnancy or maternity.
    Maternity {
        Pregnant = "pregnant", "Pregnant now";
        Baby = "baby", "Gave birth within the last 26 weeks";
        No = "no", "Neither";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Marriage or civil partnership, as the law sees it today.
    Partnership {
        Never = "never", "Never married and never in a civil partnership";
        Married = "married", "Married";
        CivilPartner = "civil-partner", "In a civil partnership";
        Separated = "separated", "Separated, and still married or in a civil partnership";
        Ended = "ended", "Divorced, or the civil partnership was dissolved";
        Widowed = "widowed", "Widowed, or the civil partner has died";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Nationality. That they do not know is an answer, and no wish not to say.
    Nationality {
        Uk = "uk", "United Kingdom";
        Ireland = "ireland", "Ireland";
        Eea = "eea", "Another country of the European Economic Area";
        Other = "other", "Another country";
        NotKnown = "not-known", "They do not know";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Work.
    Employment {
        FullTime = "full-time", "Works full time: 30 hours a week or more";
        PartTime = "part-time", "Works part time: fewer than 30 hours a week";
        Training = "training", "On a training scheme or an apprenticeship";
        Seeking = "seeking", "Has no job and is looking for one";
        NotSeeking = "not-seeking", "Has no job and is not looking, for example because of children or care";
        Unable = "unable", "Cannot work because of long illness or disability";
        Retired = "retired", "Retired";
        Student = "student", "Studies full time";
        Child = "child", "Under 16";
        Other = "other", "Something else";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// Whether they were looked after by a council as a child.
    CareLeaver {
        Yes = "yes", "Yes";
        No = "no", "No";
        RatherNot = "rather-not", "Prefers not to say";
    }
}

codes! {
    /// The armed forces.
    ArmedForces {
        Serves = "serves", "Serves, in the regular forces or the reserve";
        Served = "served", "Has served";
        Family = "family", "Partner or child of somebody who serves or has served";
        No = "no", "None of these";
        RatherNot = "rather-not", "Prefers not to say";
    }
}
