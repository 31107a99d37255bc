//! How it was done, where the words of an account say so.

use domain::incident::{AbuseForms, AbuseKind, EconomicForm, TechnologyForm};

/// Words that tell of a form of abuse by phone, internet or devices.
const TECHNOLOGY: &[(&str, TechnologyForm)] = &[
    ("tracking tag", TechnologyForm::Tracking),
    ("turned up wherever", TechnologyForm::Tracking),
    ("a copy of everything on", TechnologyForm::Spyware),
    ("home speaker", TechnologyForm::SmartHome),
    ("the heating off", TechnologyForm::SmartHome),
    ("answered messages as if", TechnologyForm::Impersonation),
    ("Profiles with", TechnologyForm::Impersonation),
    ("rang all night", TechnologyForm::Flooding),
];

/// Words that tell of a form of economic abuse.
const ECONOMIC: &[(&str, EconomicForm)] = &[
    ("cancelled my card", EconomicForm::MoneyWithheld),
    ("has the bank card", EconomicForm::MoneyWithheld),
    ("collects her pension", EconomicForm::IncomeTaken),
    ("pay sent to an account", EconomicForm::IncomeTaken),
    ("catalogue debt", EconomicForm::Debt),
    ("loans in her name", EconomicForm::Debt),
    ("the rent go unpaid", EconomicForm::Arrears),
    ("spent the rent", EconomicForm::Arrears),
    ("record collection", EconomicForm::PropertyDamaged),
];

/// The forms that these words tell of, where the account is of their kind.
pub(crate) fn told(kinds: &[AbuseKind], words: &str) -> AbuseForms {
    let is = |kind| kinds.contains(&kind);
    let technology = TECHNOLOGY.iter().filter(|(said, _)| is(AbuseKind::Technology) && words.contains(said));
    let economic = ECONOMIC.iter().filter(|(said, _)| is(AbuseKind::Economic) && words.contains(said));
    AbuseForms {
        technology: technology.map(|(_, form)| *form).collect(),
        economic: economic.map(|(_, form)| *form).collect(),
    }
}
