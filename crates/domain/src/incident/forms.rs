//! The forms that two kinds of abuse take (domain.md 1.3): said where somebody tells, never asked for.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{AbuseKind, Incident};
use crate::codes::codes;

codes! {
    /// How abuse by phone, internet or devices was done.
    TechnologyForm {
        Tracking = "tracking", "Tracked by a tag, a phone or a car";
        Passwords = "passwords", "Passwords shared or guessed";
        Spyware = "spyware", "Spyware on a device";
        SmartHome = "smart-home", "Smart locks, doorbells, heating or cameras";
        IntimateImages = "intimate-images", "Intimate images shared, or a threat of it";
        Impersonation = "impersonation", "Pretending to be them";
        BankApp = "bank-app", "Watched through a bank app";
        Flooding = "flooding", "A flood of messages or calls";
        TenancyAccount = "tenancy-account", "Their account with us used or watched";
    }
}

codes! {
    /// How economic abuse was done.
    EconomicForm {
        MoneyWithheld = "money-withheld", "Money kept from them";
        IncomeTaken = "income-taken", "Wages or benefits taken";
        Debt = "debt", "Debt put in their name";
        Arrears = "arrears", "Rent arrears that somebody else built up";
        WorkStopped = "work-stopped", "Kept from work or study";
        PropertyDamaged = "property-damaged", "Property damaged";
        TenancyKept = "tenancy-kept", "Will not leave the tenancy";
        TransferBlocked = "transfer-blocked", "A transfer of the tenancy blocked";
    }
}

/// How it was done, as far as anybody said. None means that it was not said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbuseForms {
    /// By phone, internet or devices.
    pub technology: BTreeSet<TechnologyForm>,
    /// With money, work or the home.
    pub economic: BTreeSet<EconomicForm>,
}

impl AbuseForms {
    /// The kinds of abuse of which a form was said.
    pub fn kinds(&self) -> impl Iterator<Item = AbuseKind> + use<> {
        let technology = (!self.technology.is_empty()).then_some(AbuseKind::Technology);
        technology.into_iter().chain((!self.economic.is_empty()).then_some(AbuseKind::Economic))
    }

    /// Each in plain words.
    pub fn labels(&self) -> Vec<&'static str> {
        let technology = self.technology.iter().map(|form| form.label());
        technology.chain(self.economic.iter().map(|form| form.label())).collect()
    }

    /// Whether none was said.
    pub fn is_empty(&self) -> bool {
        self.technology.is_empty() && self.economic.is_empty()
    }
}

impl Incident {
    /// The same with the kinds that its forms say: whoever tells how money was taken has told that it was economic.
    #[must_use]
    pub fn with_kinds_of_forms(mut self) -> Self {
        self.kinds.extend(self.forms.kinds());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_says_its_kind_and_no_form_says_none() {
        for form in TechnologyForm::ALL {
            let forms = AbuseForms { technology: [*form].into(), ..AbuseForms::default() };
            assert_eq!(forms.kinds().collect::<Vec<_>>(), [AbuseKind::Technology]);
            assert_eq!(forms.labels(), [form.label()]);
        }
        for form in EconomicForm::ALL {
            let forms = AbuseForms { economic: [*form].into(), ..AbuseForms::default() };
            assert_eq!(forms.kinds().collect::<Vec<_>>(), [AbuseKind::Economic]);
        }
        assert_eq!(AbuseForms::default().kinds().count(), 0);
        assert!(AbuseForms::default().is_empty());
        // The list of domain.md 1.3: nine by technology, eight with money, work or the home.
        assert_eq!((TechnologyForm::ALL.len(), EconomicForm::ALL.len()), (9, 8));
    }
}
