//! The tables of a plan, in the order in which they are written. `v` is the rows.

use super::Kind::{self, Bytes, Number, Text};

/// One table that a plan writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Table {
    /// The record of a case, from where it stood to where it stands.
    Records,
    /// What of it lists are ordered and chosen by. Seldom does it change, and then every index is written.
    Places,
    /// Entries of the journal.
    Entries,
    /// Duties that are no more.
    Gone,
    /// Duties that are new or changed.
    Duties,
    /// Protected facts. An id that is held already stays as it is.
    Secrets,
    /// Equality answers, counted; the newest of somebody takes the place of the one before.
    Counts,
    /// Entries of the access journal; those that took effect are answered.
    Looks,
}

/// What is done to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Add,
    Change,
    Remove,
}

/// Every table, in order.
pub(crate) const ALL: [Table; Table::COUNT] = [
    Table::Records,
    Table::Places,
    Table::Entries,
    Table::Gone,
    Table::Duties,
    Table::Secrets,
    Table::Counts,
    Table::Looks,
];

type Columns = &'static [(&'static str, Kind)];

impl Table {
    pub(crate) const COUNT: usize = 8;

    /// What a row of `v` has, in this order.
    pub(crate) const fn columns(self) -> Columns {
        match self {
            Self::Records => RECORDS,
            Self::Places => PLACES,
            Self::Entries => ENTRIES,
            Self::Gone => GONE,
            Self::Duties => DUTIES,
            Self::Secrets => SECRETS,
            Self::Counts => COUNTS,
            Self::Looks => LOOKS,
        }
    }

    /// What is done with `v`, in a word.
    pub(crate) const fn verb(self) -> Verb {
        match self {
            Self::Records | Self::Places => Verb::Change,
            Self::Gone => Verb::Remove,
            Self::Entries | Self::Duties | Self::Secrets | Self::Counts | Self::Looks => Verb::Add,
        }
    }

    /// Whether nearly everything that happens has rows for it. These are run together, however many there are.
    pub(crate) const fn is_usual(self) -> bool {
        matches!(self, Self::Records | Self::Entries | Self::Looks)
    }

    /// What is done with `v`, after the verb.
    pub(crate) const fn then(self) -> &'static str {
        match self {
            Self::Records => {
                "case_record SET sequence = v.sequence, head = v.head, last_at = v.last_at, \
                 header = v.header FROM v WHERE case_record.case_id = v.case_id AND case_record.organisation = v.organisation \
                 AND case_record.head = v.stood AND NOT EXISTS \
                 (SELECT 1 FROM exclusion x WHERE x.case_id = v.case_id AND x.user_id = v.user_id)"
            }
            Self::Places => {
                "case_record SET route = v.route, status = v.status, severity = v.severity, \
                 incidents = v.incidents, region = v.region, owner = v.owner, cover = v.cover, \
                 judge_at = v.judge_at, reasons = v.reasons FROM v WHERE case_record.case_id = v.case_id AND case_record.head = v.head \
                 AND (case_record.route, case_record.status, case_record.severity, case_record.incidents, \
                 case_record.region, case_record.owner, case_record.cover, case_record.judge_at, case_record.reasons) \
                 IS DISTINCT FROM (v.route, v.status, v.severity, v.incidents, v.region, v.owner, v.cover, \
                 v.judge_at, v.reasons)"
            }
            Self::Entries => {
                "journal (stream, seq, organisation, recorded_at, actor, kind, payload, digest, link) \
                 SELECT v.case_id, v.seq, v.organisation, v.recorded_at, v.actor, v.kind, v.payload, v.digest, \
                 v.link FROM v CROSS JOIN case_record c WHERE c.case_id = v.case_id AND c.head = v.head"
            }
            Self::Gone => {
                "duty WHERE (case_id, code, started) IN (SELECT v.case_id, v.code, v.started \
                 FROM v CROSS JOIN case_record c WHERE c.case_id = v.case_id AND c.head = v.head)"
            }
            Self::Duties => {
                "duty (case_id, code, started, organisation, state, open, due_at, falls_to, \
                 raised_to, region, owner, cover, reasons) SELECT v.case_id, v.code, v.started, v.organisation, v.state, \
                 v.open, v.due_at, v.falls_to, v.raised_to, v.region, v.owner, v.cover, v.reasons \
                 FROM v CROSS JOIN case_record c WHERE c.case_id = v.case_id AND c.head = v.head \
                 ON CONFLICT (case_id, code, started) DO UPDATE SET state = excluded.state, \
                 open = excluded.open, due_at = excluded.due_at, falls_to = excluded.falls_to, \
                 raised_to = excluded.raised_to, region = excluded.region, owner = excluded.owner, \
                 cover = excluded.cover, reasons = excluded.reasons"
            }
            Self::Secrets => {
                "secret (case_id, id, organisation, kind, sealed) SELECT v.case_id, v.id, \
                 v.organisation, v.kind, v.sealed FROM v CROSS JOIN case_record c \
                 WHERE c.case_id = v.case_id AND c.head = v.head ON CONFLICT (case_id, id) DO NOTHING"
            }
            Self::Counts => {
                "equality_count (organisation, mark, month, codes) SELECT v.organisation, v.mark, v.month, \
                 v.codes FROM v CROSS JOIN case_record c WHERE c.case_id = v.case_id AND c.head = v.head \
                 ON CONFLICT (organisation, mark) DO UPDATE SET month = excluded.month, codes = excluded.codes"
            }
            Self::Looks => {
                "access_entry (id, organisation, at, user_id, action, case_id, part, relation) \
                 SELECT v.id, v.organisation, v.at, v.user_id, v.action, v.case_id, v.part, v.relation \
                 FROM v CROSS JOIN case_record c WHERE c.case_id = v.case_id AND c.head = v.head \
                 AND c.organisation = v.organisation AND NOT EXISTS \
                 (SELECT 1 FROM exclusion x WHERE x.case_id = v.case_id AND x.user_id = v.user_id) RETURNING id"
            }
        }
    }
}

const RECORDS: Columns = &[
    ("organisation", Text),
    ("case_id", Text),
    ("user_id", Text),
    ("stood", Bytes),
    ("sequence", Number),
    ("head", Bytes),
    ("last_at", Number),
    ("header", Bytes),
];

const PLACES: Columns = &[
    ("case_id", Text),
    ("head", Bytes),
    ("route", Text),
    ("status", Text),
    ("severity", Text),
    ("incidents", Number),
    ("region", Text),
    ("owner", Text),
    ("cover", Text),
    ("judge_at", Number),
    ("reasons", Number),
];

const ENTRIES: Columns = &[
    ("case_id", Text),
    ("head", Bytes),
    ("organisation", Text),
    ("recorded_at", Number),
    ("actor", Text),
    ("seq", Number),
    ("kind", Text),
    ("payload", Bytes),
    ("digest", Bytes),
    ("link", Bytes),
];

const GONE: Columns = &[("case_id", Text), ("head", Bytes), ("code", Text), ("started", Number)];

const DUTIES: Columns = &[
    ("case_id", Text),
    ("head", Bytes),
    ("organisation", Text),
    ("code", Text),
    ("started", Number),
    ("state", Text),
    ("open", Number),
    ("due_at", Number),
    ("falls_to", Text),
    ("raised_to", Text),
    ("region", Text),
    ("owner", Text),
    ("cover", Text),
    ("reasons", Number),
];

const SECRETS: Columns = &[
    ("case_id", Text),
    ("head", Bytes),
    ("organisation", Text),
    ("id", Text),
    ("kind", Text),
    ("sealed", Bytes),
];

const COUNTS: Columns = &[
    ("case_id", Text),
    ("head", Bytes),
    ("organisation", Text),
    ("mark", Text),
    ("month", Text),
    ("codes", Text),
];

const LOOKS: Columns = &[
    ("case_id", Text),
    ("head", Bytes),
    ("organisation", Text),
    ("id", Text),
    ("at", Number),
    ("user_id", Text),
    ("action", Text),
    ("part", Text),
    ("relation", Text),
];
