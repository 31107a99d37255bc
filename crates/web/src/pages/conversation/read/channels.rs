//! Part 5 and the meeting place of part 6: each way of getting in touch, as far as anything was said of it.

use std::collections::BTreeSet;

use domain::contact::{
    Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, Interpreter, LineDrops, SafeTimes, Safety,
    Voicemail, Window,
};
use domain::people::{Person, PersonRole};
use domain::text::TimeWindow;
use domain::{Answer, ChannelId, PersonId, SecretId};

use super::super::choices::{Day, Times, Whose};
use super::super::fields::{self, CHANNELS, of};
use super::{Book, Talk};

impl Book<'_, '_> {
    /// The ways that were spoken of. What nobody said anything of is not in it, and is not used.
    pub(super) fn plan(&mut self, survivor: PersonId, talk: &Talk) -> ContactPlan {
        let channels = CHANNELS.into_iter().filter_map(|kind| self.channel(kind, survivor)).collect();
        let may_be_told = self.reader.note("may-be-told", "Who may be told");
        let language = self.reader.line("interpreter", "The language of the interpreter");
        let wishes = self.reader.line("interpreter-wishes", "What they ask of the interpreter");
        if language.is_none() && wishes.is_some() {
            self.reader.wrong("interpreter", "Enter the language for which an interpreter is needed");
        }
        ContactPlan {
            survivor,
            channels,
            code_word: talk.code_word.clone(),
            line_drops: talk.line_drops.unwrap_or(LineDrops::NotAgreed),
            may_be_told,
            interpreter: language.map(|language| Interpreter { language, wishes }),
        }
    }

    /// What was agreed before and not spoken of now stays as it was. `None` where nothing changes.
    pub(super) fn with_what_was_agreed_before(&self, mut plan: ContactPlan) -> Option<ContactPlan> {
        let before = self.view.plan.as_ref().filter(|before| before.survivor == plan.survivor);
        if let Some(before) = before {
            let spoken_of = |kind| plan.channels.iter().any(|channel| channel.kind == kind);
            let kept: Vec<Channel> =
                before.channels.iter().filter(|channel| !spoken_of(channel.kind)).cloned().collect();
            plan.channels.extend(kept);
            plan.code_word = plan.code_word.or_else(|| before.code_word.clone());
            plan.may_be_told = plan.may_be_told.or_else(|| before.may_be_told.clone());
            plan.interpreter = plan.interpreter.or_else(|| before.interpreter.clone());
            if plan.line_drops == LineDrops::NotAgreed {
                plan.line_drops = before.line_drops;
            }
        }
        let says_something = !plan.channels.is_empty()
            || plan.code_word.is_some()
            || plan.may_be_told.is_some()
            || plan.interpreter.is_some()
            || plan.line_drops != LineDrops::NotAgreed;
        (says_something && before != Some(&plan)).then_some(plan)
    }

    /// One way, if anything was said of it. It keeps its id, and its number where none was given anew.
    pub(super) fn channel(&mut self, kind: ChannelKind, survivor: PersonId) -> Option<Channel> {
        if !fields::is_answered(self.reader.sent(), kind) {
            return None;
        }
        let code = kind.code();
        let before = self.before(kind);
        let whose = if kind == ChannelKind::Supporter { self.supporter(before.as_ref()) } else { survivor };
        let secret = self.place_of(kind, whose).or(before.as_ref().and_then(|before| before.secret));
        let seen_by_others = self.seen_by_others(kind);
        let today = self.reader.today();
        let told = self.reader.sent().has(&of(code, "told"));
        Some(Channel {
            channel: before.map_or_else(|| self.ids.next(ChannelId::from_uuid), |before| before.channel),
            kind,
            secret,
            whose,
            seen_by_others,
            who_else: self.reader.line(&of(code, "who-else"), "Who else"),
            safety: self.reader.code(&of(code, "safe"), "Is it safe?").unwrap_or(Safety::Unknown),
            confirmed: told.then_some(Confirmed { by: ConfirmedBy::Survivor, on: today }),
            times: self.times(code),
            voicemail: self.reader.code(&of(code, "voicemail"), "Voicemail").unwrap_or(Voicemail::Never),
            neutral_words: self.reader.line(&of(code, "neutral"), "Neutral words"),
        })
    }

    /// The same way in the plan that stands, where it has just one of its kind.
    fn before(&self, kind: ChannelKind) -> Option<Channel> {
        let channels = &self.view.plan.as_ref()?.channels;
        let mut same = channels.iter().filter(|channel| channel.kind == kind);
        same.next().filter(|_| same.next().is_none()).cloned()
    }

    /// The number or address, kept apart.
    fn place_of(&mut self, kind: ChannelKind, whose: PersonId) -> Option<SecretId> {
        let field = of(kind.code(), "at");
        let text = match kind {
            ChannelKind::Phone | ChannelKind::Text | ChannelKind::Supporter => {
                self.reader.phone(&field, "Phone number").map(|phone| phone.as_e164().to_owned())
            }
            ChannelKind::Email => {
                self.reader.email(&field, "Email address").map(|email| email.as_str().to_owned())
            }
            ChannelKind::Letter | ChannelKind::Visit | ChannelKind::Meeting => {
                self.reader.words(&field, "Address").map(|address| address.as_str().to_owned())
            }
        };
        text.map(|text| self.hold(whose, kind.secret_kind(), text))
    }

    /// Somebody else sees what is shared. Where nobody knows whose it is, nobody knows who sees it.
    fn seen_by_others(&mut self, kind: ChannelKind) -> Answer {
        let others = self.answer(&of(kind.code(), "others"), "Does anybody else see it?");
        match (self.reader.code::<Whose>(&of(kind.code(), "whose"), "Whose is it?"), others) {
            (Some(Whose::Shared), _) => Answer::Yes,
            (Some(Whose::NotKnown), Answer::No) => Answer::NotKnown,
            (_, others) => others,
        }
    }

    /// The person through whom they can be reached.
    fn supporter(&mut self, before: Option<&Channel>) -> PersonId {
        let known = before.and_then(|before| self.view.people.get(&before.whose)).cloned();
        let mut supporter = known
            .clone()
            .unwrap_or_else(|| Person::unnamed(self.ids.next(PersonId::from_uuid), PersonRole::Supporter));
        let name = self.reader.name("supporter-name", "Name of the person they trust");
        supporter.name = name.or(supporter.name);
        if let Some(lives) = self.reader.code("supporter-home", "Do they live in the home?") {
            supporter.lives_in_home = lives;
        }
        let person = supporter.person;
        if known.as_ref() != Some(&supporter) {
            self.people.push(supporter);
        }
        person
    }

    /// Hours that were given narrow what else was said.
    fn times(&mut self, code: &str) -> SafeTimes {
        let [days, from, until] = ["days", "from", "until"].map(|part| of(code, part));
        let given = [&days, &from, &until].iter().any(|field| self.reader.sent().has(field));
        match (self.reader.code::<Times>(&of(code, "times"), "When is it safe?"), given) {
            (Some(Times::NotKnown), _) | (None, false) => SafeTimes::NotKnown,
            (Some(Times::Any), false) => SafeTimes::Any,
            _ => self
                .window([&days, &from, &until])
                .map_or(SafeTimes::NotKnown, |window| SafeTimes::Only(vec![window])),
        }
    }

    fn window(&mut self, [days, from, until]: [&str; 3]) -> Option<Window> {
        let on: BTreeSet<i8> =
            self.reader.codes::<Day>(days, "On which days?").into_iter().filter_map(Day::number).collect();
        if on.is_empty() {
            self.reader.wrong(days, "Choose at least one day, or say that the times are not known");
        }
        let [start, end] = [from, until].map(|field| {
            if !self.reader.sent().has(field) {
                self.reader.wrong(field, "Enter a time, such as 14:30, or say that the times are not known");
            }
            self.reader.time(field, "The time")
        });
        match TimeWindow::new(start?, end?) {
            Ok(hours) => Some(Window { days: on, from: hours.from().time(), until: hours.until().time() }),
            Err(problem) => {
                self.reader.wrong(until, problem.message("The times"));
                None
            }
        }
    }
}
