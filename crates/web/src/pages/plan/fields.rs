//! What the safety plan asks, in the order in which it is talked over.

use domain::disclosure::Agency;
use domain::safety_plan::PlanPart;

/// The field of a part: "part-bag".
pub(super) fn part(part: PlanPart) -> String {
    format!("part-{}", part.code())
}

/// The tick that says that nothing in a part leads anywhere.
pub(super) fn sure(of: PlanPart) -> String {
    format!("{}-no-address", part(of))
}

/// The entry of the plan that the writer has before them.
pub(super) const BEGAN: &str = "began";

/// How many agencies one form has room for.
pub(super) const ROWS: std::ops::RangeInclusive<usize> = 1..=3;

/// The agencies that may have a part in a plan, those first who do nothing else.
pub(super) const AGENCIES: &[Agency] = &[
    Agency::Idva,
    Agency::Specialist,
    Agency::ByAndFor,
    Agency::Police,
    Agency::ChildrensServices,
    Agency::AdultServices,
    Agency::Health,
    Agency::HousingOptions,
    Agency::VictimSupport,
    Agency::Other,
];

/// Which agency agreed the plan, who there, and on which day: "agreed-1-agency".
pub(super) fn agreed(row: usize, what: &str) -> String {
    format!("agreed-{row}-{what}")
}

/// Every field of the form, in its order.
pub(super) fn all() -> Vec<String> {
    let parts = PlanPart::ALL.iter().flat_map(|one| [part(*one), sure(*one)]);
    let agreed = ROWS.flat_map(|row| ["agency", "who", "on"].map(|what| agreed(row, what)));
    parts
        .chain(["with".to_owned()])
        .chain(agreed)
        .chain(["paper", "again", BEGAN].map(str::to_owned))
        .collect()
}

/// What to talk over in a part, in plain words.
pub(super) const fn prompt(part: PlanPart) -> &'static str {
    match part {
        PlanPart::Warning => {
            "What do they notice first: a mood, a word, drinking, a certain day? They know it best."
        }
        PlanPart::AtHome => {
            "Which rooms have a second way out and nothing that can be used as a weapon? Where is the phone, and is it charged?"
        }
        PlanPart::Signal => {
            "A word or a sign that means “call 999 for me”. Who knows it: a neighbour, a friend, the children?"
        }
        PlanPart::Children => {
            "Where they go and whom they ring. They are not to come between. Who may pick them up, and what school has been told."
        }
        PlanPart::Animals => "Who could take them in, now or later?",
        PlanPart::Leaving => {
            "When would it be safest, and when not? By what way, and who comes along? Nobody else needs to know the day."
        }
        PlanPart::Bag => {
            "Papers, medicine, keys, money, a phone, something of the children’s. Where is it safe from being found?"
        }
        PlanPart::Phone => {
            "Who else can get in to their phone, post or accounts? Changing everything at once can be noticed: what first, and from which device?"
        }
        PlanPart::Work => "Another way there, somebody who walks along, what work or school has been told.",
        PlanPart::Contact => {
            "Where, with whom beside them, how the children are handed over, and how they leave again."
        }
        PlanPart::After => {
            "Post, benefits, school, doctor, photographs on the internet. What shows where they are, and to whom?"
        }
        PlanPart::Help => "People they trust, by day and by night. In danger always 999.",
        PlanPart::Staff => "For us: go in twos, ring first, never alone. This part is never on their paper.",
    }
}

/// The heading of a part on paper: it says nothing to whoever finds the sheet.
pub(super) const fn on_paper(part: PlanPart) -> &'static str {
    match part {
        PlanPart::Warning => "When I notice",
        PlanPart::AtHome => "Indoors",
        PlanPart::Signal => "The word",
        PlanPart::Children => "The children",
        PlanPart::Animals => "Animals",
        PlanPart::Leaving => "Going out",
        PlanPart::Bag => "To pack",
        PlanPart::Phone => "Phone and computer",
        PlanPart::Work => "On the way",
        PlanPart::Contact => "Meeting",
        PlanPart::After => "Afterwards",
        PlanPart::Help => "People",
        PlanPart::Staff => "",
    }
}
