-- The one schema of both databases. Columns are TEXT, BIGINT or BLOB: ids are hyphenated UUIDs, instants
-- microseconds since 1970 UTC, dates ISO text, codes the words of their lists. PostgreSQL first makes the
-- domain `blob`. A table marked `clustered` is kept in the order of its key on SQLite, so that a stream is
-- read from neighbouring pages.

CREATE TABLE meta (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
);

CREATE TABLE organisation (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    nation TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    policy_text TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE region (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organisation, name)
);

CREATE TABLE app_user (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    password_hash TEXT,
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX app_user_organisation ON app_user (organisation, name);

CREATE TABLE user_region (
    user_id TEXT NOT NULL REFERENCES app_user (id),
    region TEXT NOT NULL REFERENCES region (id),
    PRIMARY KEY (user_id, region)
); -- clustered

-- One that has ended stays for a while, so that a form which arrives too late is known to be somebody's.
CREATE TABLE session (
    token_digest BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    csrf_digest BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX session_whose ON session (user_id);
CREATE INDEX session_forms ON session (csrf_digest);
CREATE INDEX session_expires ON session (expires_at);
CREATE INDEX session_ended ON session (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE setup_link (
    token_digest BLOB NOT NULL PRIMARY KEY,
    user_id TEXT REFERENCES app_user (id),
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE draft (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    form TEXT NOT NULL,
    case_id TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX draft_user ON draft (user_id, updated_at);

-- What somebody sent after their sign-in had ended, until they are back; where it was to go is sealed too.
CREATE TABLE held_form (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    held_at BIGINT NOT NULL,
    sent_at BIGINT,
    sealed BLOB NOT NULL
);
CREATE INDEX held_form_user ON held_form (user_id, held_at);
CREATE INDEX held_form_age ON held_form (held_at);

CREATE TABLE draft_field (
    draft TEXT NOT NULL REFERENCES draft (id),
    field TEXT NOT NULL,
    version BIGINT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (draft, field)
); -- clustered

-- `sequence` and `head` are where the journal of the case ends: what shows that rows were cut off. The reference
-- comes first in its index, or SQLite would take it for every question about one organisation's cases, and sort.
CREATE TABLE case_record (
    case_id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    reference TEXT NOT NULL,
    route TEXT NOT NULL,
    status TEXT NOT NULL,
    region TEXT,
    owner TEXT,
    cover TEXT,
    recorder TEXT NOT NULL,
    severity TEXT NOT NULL,
    incidents BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    judge_at BIGINT,
    sequence BIGINT NOT NULL,
    head BLOB NOT NULL,
    header BLOB NOT NULL,
    UNIQUE (reference, organisation)
);
CREATE INDEX case_record_owner ON case_record (organisation, owner, opened_at) WHERE owner IS NOT NULL;
CREATE INDEX case_record_cover ON case_record (organisation, cover, opened_at) WHERE cover IS NOT NULL;
CREATE INDEX case_record_waiting ON case_record (organisation, region, opened_at) WHERE owner IS NULL;
CREATE INDEX case_record_recorder ON case_record (organisation, recorder, opened_at) WHERE owner IS NULL;
CREATE INDEX case_record_judge ON case_record (judge_at, case_id) WHERE judge_at IS NOT NULL;

CREATE TABLE journal (
    stream TEXT NOT NULL,
    seq BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload BLOB,
    digest BLOB NOT NULL,
    link BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
); -- clustered

CREATE TABLE secret (
    case_id TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (case_id, id)
); -- clustered

-- Only ever added to. `why` is sealed, because people write names in it.
CREATE TABLE access_entry (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    at BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id TEXT,
    part TEXT NOT NULL,
    why BLOB
); -- clustered
CREATE INDEX access_entry_case ON access_entry (case_id, id) WHERE case_id IS NOT NULL;

CREATE TABLE duty (
    case_id TEXT NOT NULL,
    code TEXT NOT NULL,
    started BIGINT NOT NULL,
    organisation TEXT NOT NULL,
    state TEXT NOT NULL,
    open BIGINT NOT NULL CHECK (open IN (0, 1)),
    due_at BIGINT NOT NULL,
    falls_to TEXT NOT NULL,
    raised_to TEXT,
    region TEXT,
    owner TEXT,
    cover TEXT,
    PRIMARY KEY (case_id, code, started)
); -- clustered
CREATE INDEX duty_all ON duty (organisation, due_at, case_id, code, started) WHERE open = 1;
CREATE INDEX duty_region ON duty (organisation, region, due_at, case_id, code, started) WHERE open = 1;
CREATE INDEX duty_owner ON duty (organisation, owner, due_at) WHERE open = 1 AND owner IS NOT NULL;
CREATE INDEX duty_cover ON duty (organisation, cover, due_at) WHERE open = 1 AND cover IS NOT NULL;

CREATE TABLE exclusion (
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    PRIMARY KEY (case_id, user_id)
); -- clustered
