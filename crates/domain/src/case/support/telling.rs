//! The entries of the survivor's road in plain words.

use crate::Answer;
use crate::case::CaseEvent;
use crate::case::telling::Teller;
use crate::choices::AgreedThen;
use crate::compromise::SurvivorTold;
use crate::counter::CounterAllegation;
use crate::day_told::{DayTold, Knows};
use crate::needs::NeedsRecorded;
use crate::next_of_kin::{Belongings, NextOfKin, Told, Whom};
use crate::plain;
use crate::reviewing::{MovedTo, TheirView};
use crate::risk::{MaracDecided, MaracDecision, RiskAnswer, RiskAssessed};
use crate::safeguarding::CareActTest;
use crate::text::{ShortText, Words};

fn words(words: Option<&Words>) -> Option<&str> {
    words.map(Words::as_str)
}

impl Teller<'_> {
    /// Tells an entry of the survivor's road; any other is told elsewhere.
    pub(in crate::case) fn support(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::NeedsRecorded(needs) => self.needs(needs),
            // Who somebody is, is counted and never told.
            CaseEvent::EqualityAnswered(_) => {}
            CaseEvent::ChildSituation(child) => {
                self.say("Child", self.named(child.child));
                self.say("Sees, hears or feels it", child.affected.label());
                self.say("A “victim” in their own right", child.is_harmed_too().label());
                self.say("Hurt or threatened directly", child.hurt_directly.label());
                self.say("Spoken with alone", child.spoken_with.label());
                self.maybe("What the child said or showed", words(child.words.as_ref()));
            }
            // Who they are stands on the form alone.
            CaseEvent::ChildDescribed(child) => {
                self.say("Child", self.named(child.child));
                self.maybe("What the child needs, in their own words", words(child.needs.as_ref()));
            }
            CaseEvent::NonRecentAbuse(past) => {
                self.say("When in their life", past.life_time.label());
                self.say("Whoever did it can reach them now", past.reaches_them.label());
                self.say("Others may be at risk from that person", past.others_at_risk.label());
                self.maybe("What they would like", words(past.words.as_ref()));
            }
            CaseEvent::RiskAssessed(assessed) => self.assessment(assessed),
            CaseEvent::CoSignAnswered(answered) => {
                self.say("Of entry", answered.of.to_string());
                self.say("The colleague who was named", answered.answer.label());
            }
            CaseEvent::MaracDecided(decided) => self.marac(decided),
            CaseEvent::MaracHeard(heard) => {
                self.say("On", plain::day(heard.on));
                self.maybe("Which", heard.area.as_ref().map(ShortText::as_str));
            }
            CaseEvent::ChangeRecorded(change) => {
                self.say("What", change.change.label());
                self.maybe("Order", change.order.as_ref().map(ShortText::as_str));
                self.maybe("What was said", words(change.words.as_ref()));
                self.maybe("In the place of entry", change.instead_of.map(|of| of.to_string()).as_deref());
            }
            CaseEvent::DayTold(told) => self.day_told(told),
            CaseEvent::SafetyPlanMade(plan) => {
                self.say("With the survivor", plan.with_survivor.label());
                for (part, agreed) in &plan.parts {
                    self.say(part.label(), agreed.as_str());
                }
                self.say("Looked at again by", plain::day(plan.again_on));
                self.say("On paper", plan.paper.label());
                for (agency, agreed) in &plan.agreed_with {
                    let who = agreed.who.as_ref().map_or(String::new(), |who| format!("{}, ", who.as_str()));
                    self.say("Agreed with", format!("{}: {who}{}", agency.label(), plain::day(agreed.on)));
                }
            }
            CaseEvent::PrecautionsNoted(noted) => {
                for (precaution, state) in &noted.lines {
                    self.say(precaution.label(), state.label());
                }
                self.say("On", plain::day(noted.on));
                self.maybe("Who was asked, and what was said", words(noted.words.as_ref()));
            }
            CaseEvent::ChoiceTalkedOver(choice) => {
                self.say(choice.choice.label(), choice.state.label());
                self.maybe("In their words", words(choice.words.as_ref()));
                self.maybe("Ask again on", choice.ask_again_on.map(plain::day).as_deref());
            }
            CaseEvent::WatchAgreed(watch) => {
                self.say("Their sign", watch.sign.as_str());
                self.say("Asked again on", plain::day(watch.until));
                self.maybe("The contact that was agreed", watch.agreed.map(AgreedThen::label));
                self.maybe("In their words", words(watch.words.as_ref()));
            }
            _ => self.reviews_and_promises(event),
        }
    }

    fn reviews_and_promises(&mut self, event: &CaseEvent) {
        match event {
            CaseEvent::CareActTest(test) => self.care_act(test),
            CaseEvent::ConcernAnswered(answered) => {
                self.say("Of entry", answered.of.to_string());
                self.say("How far it is", answered.stage.label());
                self.maybe("Who said so, and what", words(answered.words.as_ref()));
            }
            CaseEvent::CaseReviewed(reviewed) => {
                self.view(reviewed.view.as_ref());
                self.say("What was found", reviewed.words.as_str());
                self.say("Again by", plain::day(reviewed.again_on));
            }
            CaseEvent::CaseClosed(closed) => {
                self.say("How it ended", closed.ending.label());
                self.maybe("Where they moved", closed.moved_to().map(MovedTo::label));
                self.view(closed.view.as_ref());
                self.say("Why it may be closed", closed.words.as_str());
            }
            CaseEvent::CaseReopened(reopened) => self.say("Why", reopened.why.as_str()),
            CaseEvent::DeathRecorded(death) => {
                self.say("Who", self.named(death.person));
                self.maybe("What we know", words(death.words.as_ref()));
                self.kin(&death.kin);
            }
            CaseEvent::HoldLifted(lifted) => self.say("Why", lifted.why.as_str()),
            CaseEvent::PromiseMade(made) => {
                self.say("What", made.what.as_str());
                self.say("By", plain::day(made.by));
            }
            CaseEvent::PromiseSettled(settled) => {
                self.say("Of entry", settled.of.to_string());
                self.say("What came of it", settled.kept.label());
                self.say("On", plain::day(settled.on));
                match &settled.told {
                    SurvivorTold::Told { at } => self.say("Survivor told", plain::moment(*at)),
                    SurvivorTold::NotTold { why } => self.say("Survivor not told, because", why.as_str()),
                }
                self.maybe("What happened", words(settled.words.as_ref()));
            }
            CaseEvent::FeedbackAgreed(agreed) => {
                self.say("Wants to be asked", agreed.wish.label());
                self.maybe("From", agreed.from.map(plain::day).as_deref());
                self.maybe("How", words(agreed.how.as_ref()));
            }
            CaseEvent::FeedbackGiven(given) => {
                self.say("When", given.time.label());
                for (question, answer) in &given.answers {
                    self.say(question.label(), answer.label());
                }
                self.maybe("What should change", words(given.change.as_ref()));
                self.say("May be quoted", given.may_quote.label());
            }
            CaseEvent::CounterAllegation(counter) => self.counter(counter),
            CaseEvent::ProofAsked(proof) => {
                self.maybe("What was asked for", words(proof.words.as_ref()));
                self.say("Told since that none is needed", proof.taken_back.label());
            }
            _ => {}
        }
    }

    fn needs(&mut self, needs: &NeedsRecorded) {
        self.say("Whose", self.named(needs.person));
        for (need, answer) in &needs.needs {
            self.say(need.label(), answer.label());
        }
        self.maybe("Language", needs.language.as_ref().map(ShortText::as_str));
        self.maybe("Interpreter", needs.interpreter.as_ref().map(ShortText::as_str));
        let formats: Vec<&str> = needs.formats.iter().map(|format| format.label()).collect();
        self.list("Formats", &formats);
        let services: Vec<&str> = needs.by_and_for.iter().map(|service| service.label()).collect();
        self.list("By-and-for services offered", &services);
        self.maybe("What is done about it", words(needs.words.as_ref()));
    }

    fn assessment(&mut self, assessed: &RiskAssessed) {
        let counts = assessed.counts();
        let text = format!(
            "{} yes, {} no, {} not known, {} not asked",
            counts.yes, counts.no, counts.dont_know, counts.not_asked
        );
        self.say("Answers", text);
        self.say("Safe to talk then", assessed.safe_to_talk.label());
        self.say("Whoever causes harm was then", assessed.right_now.perpetrator.label());
        self.say("The children were then", assessed.right_now.children.label());
        self.maybe("For how long", assessed.how_long.as_ref().map(ShortText::as_str));
        for (factor, given) in assessed.answers.iter().filter(|(_, given)| given.answer == RiskAnswer::Yes) {
            let said = given.words.as_ref().map_or("Yes", Words::as_str);
            self.say(factor.label(), said);
        }
        let barriers = assessed.barriers.iter().filter(|(_, answer)| **answer == Answer::Yes);
        let barriers: Vec<&str> = barriers.map(|(barrier, _)| barrier.label()).collect();
        self.list("What may have kept them from telling", &barriers);
        if let Some(judgement) = &assessed.judgement {
            self.say("Judged", judgement.level.label());
            self.say("Why", judgement.why.as_str());
        }
        self.maybe("Frightened of", words(assessed.frightened_of.as_ref()));
        self.maybe("Most urgent for them", words(assessed.priority.as_ref()));
        self.maybe("How dangerous they think it is", words(assessed.survivors_view.as_ref()));
    }

    fn marac(&mut self, decided: &MaracDecided) {
        match &decided.decision {
            MaracDecision::Referred { criteria, on } => {
                let criteria: Vec<&str> = criteria.iter().map(|criterion| criterion.label()).collect();
                self.list("Referred because of", &criteria);
                self.say("Sent on", plain::day(*on));
            }
            MaracDecision::NotReferred { why } => self.say("Not referred, because", why.as_str()),
        }
        self.say("Survivor told", decided.survivor_told.label());
        self.maybe("What was said", words(decided.words.as_ref()));
    }

    fn day_told(&mut self, told: &DayTold) {
        self.say("Of entry", told.of.to_string());
        match &told.knows {
            Knows::Told { at, by } => {
                self.say("Survivor told", plain::moment(*at));
                self.say("How", by.label());
            }
            Knows::NotTold { why } => self.say("Survivor not told yet, because", why.as_str()),
            Knows::NotKnown => self.say("Survivor told", "Not known"),
        }
        self.maybe("What was said", words(told.words.as_ref()));
    }

    fn care_act(&mut self, test: &CareActTest) {
        self.say("Of", self.named(test.person));
        self.say("Needs care and support", test.needs_care.label());
        self.say("Abused or neglected, or may be", test.at_risk.label());
        self.say("Cannot protect themselves because of those needs", test.cannot_protect.label());
        self.say("Deciding for themselves", test.capacity.label());
        self.maybe("What they want to come of it", words(test.wishes.as_ref()));
        self.maybe("What was seen", words(test.words.as_ref()));
    }

    fn view(&mut self, view: Option<&TheirView>) {
        match view {
            Some(TheirView::Said(said)) => self.say("Their view", said.as_str()),
            Some(TheirView::NotAsked(why)) => self.say("Not asked, because", why.as_str()),
            None => {}
        }
    }

    /// Who is told of a death, in words that a review can read.
    fn kin(&mut self, kin: &NextOfKin) {
        self.say(
            "Whoever would be told may be, or be near to, the alleged perpetrator",
            kin.may_be_perpetrator.label(),
        );
        match &kin.told {
            Told::NotDecided => self.say("Who is told", "Not decided yet: nobody is told by us"),
            Told::ToBeTold { whom, by } => {
                self.say("Who is told", self.whom(whom));
                self.say("By whom", by.label());
            }
            Told::NotTold { why } => self.say("Nobody is told, because", why.as_str()),
        }
        let has = match &kin.belongings {
            Belongings::Kept => "Kept by us".to_owned(),
            Belongings::WithPolice => "With the police".to_owned(),
            Belongings::HandedTo(whom) => format!("To {}", self.whom(whom)),
        };
        self.say("Belongings, keys and letters about the home", has);
    }

    fn whom(&self, whom: &Whom) -> String {
        match whom {
            Whom::InTheRecord(person) => self.named(*person),
            Whom::Named(words) => words.as_str().to_owned(),
        }
    }

    fn counter(&mut self, counter: &CounterAllegation) {
        self.say("Made by", self.named(counter.by));
        self.say("About", self.named(counter.of));
        self.maybe("What is said", words(counter.words.as_ref()));
        for (sign, answer) in &counter.signs {
            self.say(sign.label(), answer.label());
        }
        self.maybe("View of whoever recorded it", words(counter.view.as_ref()));
    }
}
