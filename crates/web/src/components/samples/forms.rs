//! Fields, questions and buttons.

use super::samples;
use crate::components::prelude::*;

samples! {
    "button": Button => Button::new("Save and continue").prevent_double_click(true);
    "input": Input => Input::tel("phone", "A number that is safe to ring")
        .hint("We never leave a message unless you say that we may.")
        .value("07700 900123")
        .error(Some("Enter a number with 10 or 11 digits"))
        .class("govuk-input--width-20")
        .kept(3);
    "textarea": Textarea => Textarea::new("words", "What happened, in their own words").value("On Monday\n<he> came").kept(1);
    "character-count": CharacterCount => CharacterCount::new("note", "Note", 500).hint("Facts, not opinions.");
    "select": Select => Select::new("language", "Language")
        .option("", "Choose a language")
        .option("cy", "Welsh")
        .option("pl", "Polish")
        .value("cy");
    "radios": Radios => Radios::new("danger", "Is anyone in danger now?")
        .hint("If so, call 999 first.")
        .option("yes", "Yes")
        .option("no", "No")
        .item(Choice::divider("or"))
        .item(Choice::new("not-known", "Not known").hint("You could not ask, or they could not say."))
        .value(Some("not-known"))
        .kept(2);
    "checkboxes": Checkboxes => Checkboxes::new("channels", "How may we contact you?")
        .item(Choice::new("call", "Phone call").conditional(Html::of(&Input::tel("call-number", "Phone number"))))
        .option("text", "Text message")
        .item(Choice::divider("or"))
        .item(Choice::new("none", "Do not contact me").exclusive(true))
        .values(["call"])
        .error(Some("Choose how we may contact you"));
    "date-input": DateInput => DateInput::new("seen-on", "When did you see this?")
        .hint("For example, 27 3 2026")
        .values(DateValues { day: "31".into(), month: "2".into(), year: "2026".into() })
        .wrong([true, true, false])
        .error(Some("Enter a day that exists"));
    "fieldset": Fieldset => Fieldset::new(
        Legend::new("Where to send letters").class("govuk-fieldset__legend--m"),
        Html::all(&[Input::new("street", "Street"), Input::new("postcode", "Postcode")]),
    );
    "legend": Legend => Legend::new("Is anyone in danger now?").class("govuk-fieldset__legend--l").as_page_heading();
    "label": Label => Label::new("A name to use").control("name");
    "hint": Hint => Hint::new("It need not be a real name.").id("name-hint");
    "error-message": ErrorMessage => ErrorMessage::new("Enter a name to use");
    "error-summary": ErrorSummary => ErrorSummary::new("There is a problem")
        .item(ErrorItem::link("Enter a name to use", "#name"))
        .item(ErrorItem::plain("Nothing was kept"));
}
