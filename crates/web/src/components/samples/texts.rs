//! Texts, lists, messages and the frame.

use super::samples;
use crate::components::prelude::*;

samples! {
    "inset-text": InsetText => InsetText::new("You can stop at any time and come back later.");
    "warning-text": WarningText => WarningText::new("Do not ring this number before 9am.");
    "details": Details => Details::new("What we do with this", "Only people who help you can read it.");
    "tag": Tag => Tag::coloured("High", "red");
    "back-link": BackLink => BackLink::new("/cases");
    "skip-link": SkipLink => SkipLink::new("Skip to main content", "#main-content");
    "notification-banner": NotificationBanner => NotificationBanner::new("A colleague is working on this too.");
    "panel": Panel => Panel::new("We have your message").content("Your code is 4821 0937 5562 1048");
    "breadcrumbs": Breadcrumbs => Breadcrumbs::new([Link::new("My work", "/"), Link::plain("Case 1041")]).collapse(true);
    "summary-list": SummaryList => SummaryList::new([
        SummaryRow::new("Safe number", "07700 900123").action(SummaryAction::new("Change", "/change", "the safe number")),
        SummaryRow::new("Safe times", "Weekdays, 10am to noon"),
    ])
    .card(SummaryCard::new("Contact").action(SummaryAction::new("History", "/history", "of the contact")));
    "summary-action": SummaryAction => SummaryAction::new("Change", "/change", "the safe number");
    "table": Table => Table::new([Cell::new("Case"), Cell::new("Next step"), Cell::numeric("Days left")])
        .caption("Your cases")
        .caption_class("govuk-table__caption--m")
        .first_cell_is_header(true)
        .scrolls(true)
        .row([Cell::new("1041"), Cell::new("First contact"), Cell::numeric("1")])
        .row([Cell::new("1042"), Cell::new("Safety plan"), Cell::numeric("4")]);
    "task-list": TaskList => TaskList::new([
        Task::new("Agree how to stay in touch", "Done").href("/contact"),
        Task::tagged("Ask about danger now", &Tag::coloured("To do today", "yellow")).href("/danger").hint("Within one working day"),
        Task::new("Plan for safety", "Cannot start yet"),
    ]);
    "pagination": Pagination => Pagination::new([
        PageLink::new("1", "?page=1"),
        PageLink::new("2", "?page=2").current(true),
        PageLink::gap(),
        PageLink::new("9", "?page=9"),
    ])
    .previous("?page=1")
    .next("?page=3");
    "generic-header": GenericHeader => GenericHeader::new("Holdfast");
    "service-navigation": ServiceNavigation => ServiceNavigation::new([
        NavigationItem::new("My work", "/").current(true),
        NavigationItem::new("Cases", "/cases"),
        NavigationItem::new("Reports", "/reports"),
    ]);
    "exit-this-page": ExitThisPage => ExitThisPage::new();
    "footer": Footer => Footer::new();
    "alert": Alert => Alert::success("Kept", "The safe number has been changed.").shows_title(true);
    "badge": Badge => Badge::coloured("Restricted", "purple");
    "person-bar": PersonBar => PersonBar::new("R. Malik", "Ring 07700 900123, weekdays 10am to noon. Never leave a message.")
        .tag(Tag::coloured("High", "red"))
        .tag("Restricted");
    "sub-navigation": SubNavigation => SubNavigation::new(
        "This case",
        [Link::new("Overview", "/case").current(true), Link::new("History", "/case/history")],
    );
    "timeline": Timeline => Timeline::new([
        TimelineItem::new("First contact", "2026-11-02T14:32Z", "2 November 2026 at 2:32pm", "We spoke and agreed when to ring.").by("Sam Okafor"),
        TimelineItem::new("Report", "2026-11-02T09:05Z", "2 November 2026 at 9:05am", "A neighbour heard shouting."),
    ]);
}
