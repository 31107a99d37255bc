//! The rules say no, with what a helpful page needs.

use super::StillOpen;
use crate::contact::{ChannelKind, NotCleared, Reason};

/// Why a command was not accepted. Nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing was reported yet.
    #[error("there is no report here yet: take the report first")]
    NotOpened,
    /// The case was already opened.
    #[error("this case was opened already: add to it instead")]
    AlreadyOpened,
    /// A question that cannot be skipped was not answered (NHG-16, R-02).
    #[error("a question that cannot be skipped has no answer: {0}")]
    Unanswered(&'static str),
    /// Only a manager lowers a severity, with a reason.
    #[error("only a manager lowers a severity, with a reason")]
    OnlyAManagerLowers,
    /// A person who is not in the case was named.
    #[error("that person is not in this case: record them first")]
    NoSuchPerson,
    /// Something is not in the contact plan.
    #[error("that way is not in the contact plan: add it first")]
    NoSuchChannel,
    /// The gate did not clear this contact.
    #[error(transparent)]
    NotCleared(#[from] NotCleared),
    /// A way in a contact plan is called safe although it is known to reach somebody else (R02, F12).
    #[error("a way in the contact plan is called safe and is known not to be: choose that it is not safe")]
    MarkedSafe {
        /// Its place in the plan, from 0.
        place: usize,
        /// What kind of way it is.
        kind: ChannelKind,
        /// What is known against it.
        reason: Reason,
    },
    /// A protected fact that is not in the case was named.
    #[error("that number or address is not in this case: record it first")]
    NoSuchFact,
    /// A protected fact that is burnt already was burnt again.
    #[error("that was recorded as no longer safe already: add what is new to the entry that says so")]
    AlreadyCompromised,
    /// Something was decided about a breach that no entry tells of.
    #[error("nothing there says that a number or address is no longer safe: open the case again")]
    NoSuchBreach,
    /// A duty is to be set aside that is not open: it was done, it is no longer called for, or it never was.
    #[error("that is not to be done here now: open the case again, it may be done already")]
    NoSuchDuty,
    /// Something was said of a concern that no entry raised.
    #[error("no safeguarding concern was raised there: open the case again")]
    NoSuchConcern,
    /// An incident is to record a report that no entry is.
    #[error("no report came in there: open the case again, and choose the report that it records")]
    NoSuchReport,
    /// Something was said of a promise that no entry made.
    #[error("nothing was promised there: open the case again")]
    NoSuchPromise,
    /// Something was said of a day that no entry counts down to, or that another entry of the same kind is to take the
    /// place of.
    #[error("no such day is counted down to here: open the case again")]
    NoSuchDay,
    /// The survivor is said to have been told in a contact, and none that was cleared is recorded on that day.
    #[error(
        "no contact of that day is recorded that was cleared or came from them: record the contact first, or choose how else they were told"
    )]
    NoContactThen,
    /// The survivor is said to have been told in another way, and nobody wrote down which.
    #[error("say how they were told, and whether it was safe")]
    NoWordOfTheWay,
    /// Somebody answers for an assessment who is not named for it, or who has answered already.
    #[error("that assessment does not wait for your answer: open the page on risk again")]
    NotNamedForIt,
    /// Advice and early help are asked for with the survivor's agreement; serious harm is not (domain.md 4.2).
    #[error(
        "advice and early help need their agreement: ask them, or say that the harm is or may be serious"
    )]
    NeedsAgreement,
    /// A lesser need of children goes through early help before it goes to the authority's hub (ONE-10).
    #[error("a lesser need goes to early help first: ask there, or say that the harm is or may be serious")]
    EarlyHelpFirst,
    /// In whose relationship the abuse is, is said of a concern for children (domain.md 4.2).
    #[error(
        "in whose relationship it is, is said of a concern for children: choose children, or leave that out"
    )]
    NotOfAnAdult,
    /// Serious harm, or what may be, is no matter for early help (domain.md 4.2).
    #[error(
        "serious harm, or what may be, goes to the authority or the police today: early help is for lesser needs"
    )]
    NotForEarlyHelp,
    /// Nobody is asked how it went who has not agreed to be asked (domain.md 13C).
    #[error("they have not agreed to be asked how it went: record first that they want to be")]
    NotAgreedToBeAsked,
    /// Nobody is asked before the day from which they want to be (domain.md 13C).
    #[error(
        "they want to be asked from a later day on: wait for it, or choose that they told us at another time"
    )]
    NotYetToBeAsked,
    /// Whoever wants to answer without their name is not answered for under it (domain.md 13C).
    #[error(
        "they want to answer without their name beside it: write it down on the page of everybody's answers"
    )]
    WithoutTheirName,
    /// A judgement that says less than the answers do (domain.md 2.2).
    #[error("the answers alone make this high: a judgement can raise the level and never lower it")]
    CountIsHigh,
    /// The case is closed already.
    #[error("this case is closed already")]
    AlreadyClosed,
    /// The case is not closed.
    #[error("this case is open: nothing needs to be opened again")]
    NotClosed,
    /// Something keeps the case open.
    #[error("this case cannot be closed yet: see to what is still open first")]
    StillOpen(Vec<StillOpen>),
    /// A mark that warns is taken off a record that nobody has gone through lately.
    #[error(
        "this takes a warning off the record: assess the risk or go through the record first, then take it off within seven days"
    )]
    WarningTakenOff,
    /// Something is said not to be wanted by a survivor who has not spoken with us.
    #[error("they have not told us what they want: say that it is not known yet")]
    NobodyAskedThem,
    /// An end before its beginning, or an agreed time already over.
    #[error("the times do not fit: the end must come after the start, and after now")]
    TimesDoNotFit,
    /// A promise of long ago, or told to be settled before it was made.
    #[error(
        "the days of that promise do not fit: its day lies at most 28 days back, and nobody was told before it was made"
    )]
    PromiseDays,
    /// Something is said to have happened after now.
    #[error("that date is in the future: give the day it happened, or say that it is not known")]
    InTheFuture,
    /// A correction of an entry that is not there, or of a correction.
    #[error("that entry cannot be corrected: choose an entry of this case")]
    NothingToCorrect,
    /// A correction that would put another kind of entry, or somebody or something else, in its place.
    #[error("a correction keeps to what it corrects: record anything else as a new entry")]
    CorrectionDiffers,
    /// Somebody is named to have a case who cannot have it. Why is not said.
    #[error("this colleague cannot take this record: choose somebody else")]
    CannotTakeIt,
    /// A survivor's and an own-behaviour record are never one, and nothing about a survivor stands in the
    /// latter (domain.md 8.6).
    #[error("this belongs in a record of its own: take a new report for it")]
    WrongKindOfRecord,
    /// Somebody of the family is to interpret (ONE-22).
    #[error(
        "family, friends and neighbours never interpret: book an interpreter, and write down what is asked of them"
    )]
    FamilyInterprets,
    /// An equality answer that says two things at once.
    #[error("they either told what it affects or preferred not to say: choose one of the two")]
    SaysBoth,
    /// Own words for a gender that was not said to be different.
    #[error("words of their own go with “Different”: choose that, or leave the words out")]
    WordsForNoDifference,
    /// An alleged perpetrator is to be told of a death by us, or for us.
    #[error(
        "an alleged perpetrator is never the one who is told: name somebody else, or write why nobody is"
    )]
    PerpetratorToBeTold,
    /// We are to tell somebody who may be an alleged perpetrator or of their family.
    #[error(
        "whoever would be told may be the alleged perpetrator or of their family: leave it to the police or the coroner's officer"
    )]
    LeftToThePolice,
    /// Belongings, keys or letters would go to an alleged perpetrator, or to somebody who may be one.
    #[error(
        "belongings, keys and letters never go to an alleged perpetrator or to somebody who may be of their family: keep them, or leave them with the police"
    )]
    PerpetratorToHaveThings,
    /// A record is held because of a death that nobody has corrected.
    #[error(
        "a death is on this record: if it was recorded by mistake, correct that entry first, and then this can be lifted"
    )]
    HeldForADeath,
    /// Nothing is held here.
    #[error("nothing is held here: there is nothing to lift")]
    NothingHeld,
    /// Two records that are said to be about the same person already.
    #[error("these two records are said to be about the same person already")]
    AlreadyJoined,
    /// Two records that nobody said are about the same person.
    #[error("nobody has said that these two records are about the same person: open the record again")]
    NotJoined,
    /// A survivor in one record is said to cause harm in the other, or the two are kept apart (R13, domain.md 19).
    #[error(
        "these two records are of two sides: a survivor's record is never joined with one of whoever is said to cause harm"
    )]
    OtherSide,
    /// The names or the dates of birth of two people differ, and nobody confirmed that it is one (T8).
    #[error("their names or dates of birth differ: confirm that it is the same person all the same")]
    LooksLikeTwo,
    /// One of two records names nobody whom it is about.
    #[error("one of the two names nobody whom it is about: record first who that is")]
    NobodyNamed,
    /// An allegation in return that somebody is said to make of themself.
    #[error(
        "an allegation in return is made by somebody else about the survivor: choose two different people"
    )]
    OfThemself,
}
