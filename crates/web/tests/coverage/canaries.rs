//! One value that nobody would write by chance for every box into which words, numbers or places are typed,
//! and who may see it. A box without one fails `every_box_for_words_has_a_canary`.
//!
//! A form has the name that `hostile/forms.rs` gives it. Numbers in the name of a box stand for any number.

use access::Field::{Chronology, Contact, Due, Incidents, OwnReport, People, Reporter, Wishes};

use super::planted::Shown::{self, Any, Looks, Nowhere, Revealed, With, WithTheCase};
use super::road::ROAD;

/// One box with what is typed into it.
pub struct Canary {
    pub form: &'static str,
    pub field: &'static str,
    pub value: &'static str,
    pub shown: Shown,
}

pub const fn of(form: &'static str, field: &'static str, value: &'static str, shown: Shown) -> Canary {
    Canary { form, field, value, shown }
}

/// What the chronology tells and another part of the case too.
const TOLD: Shown = With(Chronology);
/// Whoever took it sees it again until somebody has the record; all that was told later they do not.
const OWN_REPORT: Shown = Any(&[OwnReport, Chronology]);
const WISHED: Shown = Any(&[Wishes, Chronology]);
const HAPPENED: Shown = Any(&[Incidents, Chronology]);
const IN_PLAN: Shown = With(Contact);
const IN_PLAN_AND_TOLD: Shown = Any(&[Contact, Chronology]);
const OF_PEOPLE: Shown = With(People);
const OF_PEOPLE_AND_TOLD: Shown = Any(&[People, Chronology]);

/// Every canary of a form about a survivor's case, of one about a suspicion, and of an own record.
const CANARIES: &[Canary] = &[
    // A survivor's report.
    of("report", "name", "Perdita Quillfeather", WithTheCase),
    of("report", "known-as", "Rosie Brambleworth", OF_PEOPLE),
    of("report", "phone", "07700 900461", Revealed),
    of("report", "address", "9 Cinnabar Wharf, Elsewhere ZZ99 3QX", Revealed),
    of("report", "police-reference", "PLANT-KESTREL-77", OWN_REPORT),
    of("report", "perpetrator", "Garrick Thornapple", OF_PEOPLE),
    of("report", "words", "He counts the marmalade jars to see who came", OWN_REPORT),
    // The conversation.
    of("conversation", "police-reference", "PLANT-OSPREY-12", WISHED),
    of("conversation", "name", "Perdita Quillfeather", WithTheCase),
    of("conversation", "who-is-there", "Great-aunt Euphemia with the accordion", WISHED),
    of("conversation", "code-word", "tourmaline umbrella", IN_PLAN),
    of("conversation", "child-1", "Tansy Quillfeather", OF_PEOPLE),
    of("conversation", "phone-at", "07700 900471", Revealed),
    of("conversation", "phone-who-else", "The lodger Balthazar", IN_PLAN),
    of("conversation", "phone-neutral", "It is Hyacinth about the greenhouse", IN_PLAN),
    of("conversation", "text-at", "07700 900472", Revealed),
    of("conversation", "text-who-else", "The cousin Leopold", IN_PLAN),
    of("conversation", "text-neutral", "Your kayak is ready", IN_PLAN),
    of("conversation", "email-at", "quillfeather.orchid@mail.example", Revealed),
    of("conversation", "email-who-else", "The stepson Ignatius", IN_PLAN),
    of("conversation", "email-neutral", "About the trombone lessons", IN_PLAN),
    of("conversation", "letter-at", "17 Obsidian Parade, Elsewhere ZZ99 3RA", Revealed),
    of("conversation", "letter-who-else", "The porter Fitzgerald", IN_PLAN),
    of("conversation", "letter-neutral", "About the window boxes", IN_PLAN),
    of("conversation", "visit-at", "23 Malachite Row, Elsewhere ZZ99 3RB", Revealed),
    of("conversation", "visit-who-else", "The decorator Mortimer", IN_PLAN),
    of("conversation", "visit-neutral", "Reading the heat meter", IN_PLAN),
    of("conversation", "meeting-at", "Peridot Library, second gallery", Revealed),
    of("conversation", "meeting-who-else", "The librarian Persephone", IN_PLAN),
    of("conversation", "meeting-neutral", "Returning the atlas", IN_PLAN),
    of("conversation", "supporter-name", "Clementine Ashgrove", OF_PEOPLE),
    of("conversation", "supporter-at", "07700 900473", Revealed),
    of("conversation", "supporter-who-else", "The nephew Rafferty", IN_PLAN),
    of("conversation", "supporter-neutral", "The bell ringers meet", IN_PLAN),
    of("conversation", "may-be-told", "Clementine may hear that the parcel came", IN_PLAN_AND_TOLD),
    of("conversation", "interpreter", "Tigrinya of the highlands", IN_PLAN),
    of("conversation", "interpreter-wishes", "Nobody from the choir", IN_PLAN),
    of("conversation", "place", "Where the carousel used to be", WISHED),
    of("conversation", "language", "Old Cornish", WISHED),
    of("conversation", "beside", "Her fencing teacher", WISHED),
    of("conversation", "adjustments", "A room without any mirrors", WISHED),
    of("conversation", "perp-1-name", "Garrick Thornapple", OF_PEOPLE),
    of("conversation", "perp-1-detail", "They ran the puppet theatre together", OF_PEOPLE_AND_TOLD),
    of("conversation", "incident-1-words", "He drained the aquarium", HAPPENED),
    of("conversation", "incident-1-injuries", "A graze from the harpsichord", HAPPENED),
    of("conversation", "incident-1-police", "PLANT-MERLIN-31", HAPPENED),
    of("conversation", "wishes", "To keep the observatory and the tortoise", WISHED),
    // Notes.
    of("notes/incident", "words", "He sawed the toboggan in half", HAPPENED),
    of("notes/incident", "injuries", "A bruise shaped like a trowel", HAPPENED),
    of("notes/incident", "police-reference", "PLANT-HARRIER-52", HAPPENED),
    of("notes/wishes", "words", "To repaint the lighthouse", WISHED),
    of("notes/person", "name", "Wilhelmina Foxglove", OF_PEOPLE),
    of("notes/person", "known-as", "Minty Foxglove", OF_PEOPLE),
    of("notes/person", "known-as-too", "Billie Foxglove", OF_PEOPLE),
    of("notes/person", "about", "Speaks only after a game of backgammon", OF_PEOPLE_AND_TOLD),
    of("notes/person", "phone", "07700 900474", Revealed),
    of("notes/person", "email", "foxglove.minty@mail.example", Revealed),
    of("notes/person", "address", "31 Carnelian Steps, Elsewhere ZZ99 3RC", Revealed),
    of("notes/person", "school", "Saint Swithun by the Windmill", Revealed),
    of("notes/person", "workplace", "The Aubergine Bakery", Revealed),
    of("notes/person", "vehicle", "A turquoise camper with a ladder", Revealed),
    of("notes/relationship", "detail", "Their mothers kept bees together", OF_PEOPLE_AND_TOLD),
    of("notes/safeguarding", "reference", "PLANT-BITTERN-64", TOLD),
    of("notes/safeguarding", "why", "The smallest was locked in the dovecote", TOLD),
    of("notes/safeguarding", "words", "The duty worker asked about the trampoline", TOLD),
    of("notes/about-you", "gender-words", "Moonlit and marigold", Nowhere),
    of("notes/safeguarding-not-needed", "why", "The grandfather moved to the monastery", TOLD),
    of("notes/police", "reference", "PLANT-GOSHAWK-85", TOLD),
    of("notes/severity", "why", "He bought a second crossbow", TOLD),
    of("notes/report", "police-reference", "PLANT-SISKIN-90", TOLD),
    of("notes/report", "reporter", "Ambrose Winterbottom", With(Reporter)),
    of("notes/report", "reporter-phone", "07700 900475", Revealed),
    of("notes/report", "words", "A wheelbarrow came down the stairs", TOLD),
    // Contact.
    of("contact/pause", "why", "He is rehearsing the pantomime at home", Any(&[Contact, Due, Chronology])),
    of("contact", "way7-value", "quillfeather.hidden@mail.example", Revealed),
    of("contact", "way7-who-else", "The chess partner Octavian", IN_PLAN),
    of("contact", "way7-neutral", "About the kiln", IN_PLAN),
    // The newer plan stands for the older one: what stood there is shown nowhere any more.
    of("contact", "code-word", "tourmaline umbrella", IN_PLAN),
    of("contact", "may-be-told", "Her tailor, that the coat fits", IN_PLAN_AND_TOLD),
    of("contact", "language", "Tigrinya of the highlands", IN_PLAN),
    of("contact", "interpreter-wishes", "Nobody from the choir", IN_PLAN),
    of("contact/incoming", "words", "She rang from the planetarium", IN_PLAN_AND_TOLD),
    of("contact/{channel}/attempts", "words", "A cockatoo answered", IN_PLAN_AND_TOLD),
    of(
        "contact/{channel}/attempts",
        "made-anyway-why",
        "The fire brigade wanted the cellar key",
        IN_PLAN_AND_TOLD,
    ),
    of("contact/{channel}/letter", "phone", "01632 960477", Nowhere),
    of("contact/{channel}/letter", "letter-words", "Any day the regatta is not on", Nowhere),
    // Duties, corrections, protected facts, handing over.
    of("duties/{code}/{started}/set-aside", "words", "The night team did it by the fountain", TOLD),
    of("entries/{sequence}/correct", "words", "To restore the lighthouse and its lens", WISHED),
    of("entries/{sequence}/correct", "why", "The lens was left out by mistake", TOLD),
    of("facts/{secret}/reveal", "why", "To ask about the stained glass", Looks),
    of("sharing", "why", "To plan the lighthouse visit", Looks),
    of("facts/{secret}/ask", "why", "To send the piano tuner", Nowhere),
    of(
        "notes/details",
        "how",
        "The postcard from the velodrome named the street",
        Any(&[Contact, Chronology]),
    ),
    of("notes/safety", "words", "She keeps a suitcase at the planetarium", TOLD),
    of("notes/decision", "reference", "PLANT-CURLEW-33", Nowhere),
    of("notes/decision", "ico-why", "The postcard was shredded by the porter", Any(&[Contact, Chronology])),
    of("notes/decision", "told-why", "She is at sea with the brass band", Any(&[Contact, Chronology])),
    of("urgent", "what", "Persimmon Gallowglass", Nowhere),
    of("urgent", "why", "A kite is stuck in the weather vane", Nowhere),
    // Not let in, as no such record is there: `joined` shows to whom it stands.
    of("records", "other", "PLANT-HERON-93", Nowhere),
    of("records", "why", "Both feed the lighthouse cat", Nowhere),
    of("handover", "why", "The neighbours mention a catapult", TOLD),
    of("find", "words", "Zephyrine Loxley", Nowhere),
    // Somebody else's report, and the enquiry that follows.
    of("report/other", "name", "Ottoline Farthingale", WithTheCase),
    of("report/other", "known-as", "Otti Farthingale", OF_PEOPLE),
    of("report/other", "phone", "07700 900462", Revealed),
    of("report/other", "address", "4 Vermilion Steps, Elsewhere ZZ99 3QY", Revealed),
    of("report/other", "police-reference", "PLANT-LINNET-41", OWN_REPORT),
    of("report/other", "perpetrator", "Ludo Winterbourne", OF_PEOPLE),
    of("report/other", "reporter", "Dilwyn Marchetti", With(Reporter)),
    of("report/other", "reporter-phone", "07700 900463", Revealed),
    of("report/other", "words", "A saucepan went through the skylight", OWN_REPORT),
    of("enquiry/history", "found-words", "Four broken banisters in a spring", TOLD),
    of("enquiry/plan", "how", "When the chimney is swept", IN_PLAN_AND_TOLD),
    of("enquiry/outcome", "outcome-words", "She hummed and watched the staircase", IN_PLAN_AND_TOLD),
    // Somebody's own behaviour.
    of("report/own", "name", "Corin Hollowbrook", WithTheCase),
    of("report/own", "known-as", "Corky Hollowbrook", OF_PEOPLE),
    of("report/own", "phone", "07700 900464", Revealed),
    of("report/own", "address", "6 Sepia Terrace, Elsewhere ZZ99 3RD", Revealed),
    of("report/own", "police-reference", "PLANT-DUNLIN-19", TOLD),
    of("report/own", "words", "I threw the barometer at the door", WISHED),
    of("own/notes/report", "words", "I locked the conservatory again", WISHED),
    of("own/notes/report", "police-reference", "PLANT-AVOCET-28", TOLD),
];

/// All of them, those of the survivor's road too.
pub fn all() -> impl Iterator<Item = &'static Canary> {
    CANARIES.iter().chain(ROAD)
}

/// The canaries of one form.
pub fn of_form(form: &str) -> impl Iterator<Item = &'static Canary> {
    all().filter(move |canary| canary.form == form)
}
