//! What a test sets up without pages: through the journeys, as a colleague would have recorded it.

use access::Field;
use domain::case::{CaseCommand, DutySetAside, OwnerNamed, SetAsideWhy};
use domain::contact::{
    Channel, ChannelKind, Confirmed, ConfirmedBy, ContactPlan, LineDrops, SafeTimes, Safety, Voicemail,
};
use domain::people::SecretKind;
use domain::text::{ShortText, Words};
use domain::{Answer, CaseId, ChannelId, SecretId};
use service::{CasePage, Entry, LetIn};

use super::{TestApp, Who};

impl TestApp {
    /// Records something on a case as this person.
    pub async fn records(&self, who: Who, case: CaseId, entry: impl Into<Entry>) {
        let actor = self.actor(who).await;
        let moment = self.service.moment(&actor);
        self.service.record(&actor, case, None, entry.into(), &moment).await.unwrap();
    }

    /// The lead of the case's organisation names who has it.
    pub async fn hand_over(&self, case: CaseId, to: Who) {
        let owner = self.actor(to).await.user;
        let lead = if to.is_foreign() { Who::OtherLead } else { Who::DaLead };
        self.records(lead, case, CaseCommand::NameOwner(OwnerNamed { owner, cover: None })).await;
    }

    /// The lead lets somebody in to every part that can be shared, for four weeks.
    pub async fn let_in(&self, case: CaseId, who: Who) {
        let (lead, user) = (self.actor(Who::DaLead).await, self.actor(who).await.user);
        let parts = Field::ALL.iter().copied().filter(|part| *part != Field::Reporter).collect();
        let why = ShortText::parse("For the meeting").unwrap();
        self.service.let_in(&lead, case, LetIn { user, parts, days: 28, why }).await.unwrap();
    }

    /// The case as the lead sees it.
    pub async fn case_page(&self, case: CaseId) -> CasePage {
        let lead = self.actor(Who::DaLead).await;
        self.service.case_page(&lead, case, None, "test").await.unwrap()
    }

    /// The lead sets aside whatever the policy asks for and closing a case does not end.
    pub async fn sets_aside_what_keeps_open(&self, case: CaseId) {
        let due = self.case_page(case).await.duties;
        for duty in due.iter().filter(|duty| duty.keeps_open()) {
            let aside = DutySetAside {
                duty: ShortText::parse(&duty.code).unwrap(),
                started: duty.started.sequence,
                why: SetAsideWhy::SurvivorsChoice,
                words: Words::parse("Talked over with them.").unwrap(),
            };
            self.records(Who::DaLead, case, CaseCommand::SetDutyAside(aside)).await;
        }
    }

    /// The protected fact of a kind that the case holds of its survivor.
    pub async fn secret(&self, case: CaseId, kind: SecretKind) -> SecretId {
        let page = self.case_page(case).await;
        page.view.secrets.iter().find(|held| held.kind == kind).unwrap().secret
    }

    /// A plan by which the survivor may be rung at any hour, on the number that the case holds.
    pub async fn plan_calls(&self, case: CaseId) -> ChannelId {
        let page = self.case_page(case).await;
        let survivor = page.view.survivor().unwrap().person;
        let today = page.as_of.to_zoned(domain::when::london()).date();
        let channel = Channel {
            channel: ChannelId::from_uuid(case.as_uuid()),
            kind: ChannelKind::Phone,
            secret: Some(self.secret(case, SecretKind::Phone).await),
            whose: survivor,
            seen_by_others: Answer::No,
            who_else: None,
            safety: Safety::Safe,
            confirmed: Some(Confirmed { by: ConfirmedBy::Survivor, on: today }),
            times: SafeTimes::Any,
            voicemail: Voicemail::Never,
            neutral_words: None,
        };
        let id = channel.channel;
        let plan = ContactPlan {
            survivor,
            channels: vec![channel],
            code_word: None,
            line_drops: LineDrops::WaitForThem,
            may_be_told: None,
            interpreter: None,
        };
        self.records(Who::DaLead, case, CaseCommand::PlanContact(plan)).await;
        id
    }
}
