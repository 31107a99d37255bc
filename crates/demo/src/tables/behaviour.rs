//! What somebody did: the middle of a sentence, in the past, after "he" or "she". `{p}` stands for the
//! survivor's "my", "her", "his" or "their"; `{o}` for "me" and so on; `{i}` for "I" and so on.

use domain::incident::AbuseKind::{
    self, Animals, Controlling, CounterAllegation, Courts, Damage, Economic, Emotional, Family, Immigration,
    Physical, Reproductive, Sexual, Spiritual, Stalking, Strangulation, Technology, ThreatToKill, Threats,
};

/// The kinds of abuse that an act is.
pub(crate) type Act = (&'static [AbuseKind], &'static str);

/// Acts that may come from anybody.
pub(crate) const ACTS: &[Act] = &[
    (&[Controlling], "went through {p} bag at the door and read the receipts aloud"),
    (&[Controlling], "set the alarm for when {i} had to be home, and sat by it"),
    (&[Controlling], "took {p} shoes to work so that {i} could not go out"),
    (&[Controlling], "told {p} workplace that {i} had a bug, and switched off the phone"),
    (&[Controlling], "counted the tablets and gave them out one by one"),
    (&[Controlling], "took the door off the bedroom because there should be no secrets"),
    (&[Economic], "spent the rent and let {o} find it out from the letter"),
    (&[Economic], "had {p} pay sent to an account that {i} cannot open"),
    (&[Economic], "took out a catalogue debt in {p} name"),
    (&[Economic], "sold {p} sewing machine while {i} slept"),
    (&[Economic, Controlling], "put the meter key away until {i} had said sorry"),
    (&[Emotional], "did not speak for six days and then asked why {i} looked miserable"),
    (&[Emotional], "laughed in front of the whole table at how {i} had said a word"),
    (&[Emotional], "told the children that it is {p} fault when there is no tea"),
    (&[Emotional], "woke {o} three times in the night to go over it again"),
    (&[Threats], "said that everybody would be sorry if {i} rang anyone"),
    (&[Threats], "drove far too fast with {o} in the car and would not stop"),
    (&[Threats, Emotional], "stood between {o} and the door until midnight"),
    (&[ThreatToKill, Threats], "said in a calm voice what would happen if {i} left"),
    (&[Physical], "pushed {o} against the worktop, and then asked what {i} had done to {p} arm"),
    (&[Physical], "grabbed {o} by the coat on the stairs"),
    (&[Physical, Damage], "threw {p} phone, which caught {o} on the ear"),
    (&[Damage], "cut the sleeves off {p} work uniform"),
    (&[Damage], "broke the front door frame for the third time"),
    (&[Damage], "put the laptop in the bath"),
    (&[Damage, Economic], "pulled out the router and took it along"),
    (&[Animals], "shut the dog out all night to make a point"),
    (&[Animals, Threats], "held the cage of {p} bird out of the window"),
    (&[Technology], "answered messages as if they came from {o}"),
    (&[Technology], "had a copy of everything on {p} phone"),
    (&[Technology, Stalking], "turned up wherever {i} went, always by chance"),
    (&[Technology], "turned the heating off from somewhere else by the app"),
    (&[Stalking], "rang {p} work eleven times in one shift"),
    (&[Stalking], "parked across the road with the engine off"),
    (&[Stalking], "left flowers on the mat with no card, four days in a row"),
    (&[Family], "brought relatives round to talk sense into {o}"),
    (&[Courts], "sent another court paper, the fifth this year"),
    (&[CounterAllegation], "told the police that it was the other way round"),
    (&[Spiritual], "said that a blessing had been taken away from {o}"),
    (&[Immigration], "said one call would have {o} sent away"),
    (&[Sexual], "would not take no for an answer; {i} did not want to say more than that"),
    (&[Reproductive], "threw away {p} pills and called it an accident"),
    (&[Strangulation, Physical], "put a hand to {p} throat for a moment and let go"),
];

/// Acts that somebody outside may see or hear, or that leave a trace.
pub(crate) const SEEN: &[Act] = &[
    (&[Threats], "shouted on the landing for twenty minutes"),
    (&[Threats], "banged on the inside of the front door until it shook"),
    (&[Threats, Emotional], "stood over {o} in the car park and pointed"),
    (&[Controlling], "answered each question that was put to {o}"),
    (&[Controlling], "took the phone out of {p} hand at the bus stop"),
    (&[Controlling], "waited outside the clinic and called {o} every few minutes"),
    (&[Controlling], "told the caretaker that nobody was to ring their bell"),
    (&[Controlling], "walked two steps behind {o} all the way from the shop"),
    (&[Emotional], "called {o} names from the balcony"),
    (&[Emotional], "laughed when {i} dropped the shopping, and did not help"),
    (&[Damage], "threw a chair, by the sound of it, and then glass"),
    (&[Damage], "pulled the entry phone off the wall"),
    (&[Damage], "put a foot through the lower half of the door"),
    (&[Physical], "pulled {o} back inside by the sleeve"),
    (&[Physical, Threats], "pushed {o} against the bins"),
    (&[Stalking], "sat in a car across the road from four until after dark"),
    (&[Stalking], "rang every bell in the block to ask where {i} had gone"),
    (&[Economic], "asked the office for a rent card in {p} name"),
    (&[Animals], "kicked the dog down the step"),
    (&[Family], "came with two relatives and would not leave the stairs"),
    (&[Technology], "was heard on a speaker in the hall although nobody else was in"),
];
