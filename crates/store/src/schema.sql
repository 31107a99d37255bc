-- The one schema of both databases. Columns are TEXT, BIGINT or BLOB: ids are hyphenated UUIDs, instants
-- microseconds since 1970 UTC, dates ISO text, codes the words of their lists. PostgreSQL first makes the
-- domain `blob`. A table marked `clustered` is kept in the order of its key on SQLite, so that a stream is
-- read from neighbouring pages. A column marked `counted` is given its number by the database.

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
    fictional BIGINT NOT NULL CHECK (fictional IN (0, 1)),
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
    team TEXT,
    active BIGINT NOT NULL CHECK (active IN (0, 1)),
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX app_user_organisation ON app_user (organisation, name);

-- Colleagues who cover for each other.
CREATE TABLE team (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL REFERENCES organisation (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (organisation, name)
);

CREATE TABLE user_region (
    user_id TEXT NOT NULL REFERENCES app_user (id),
    region TEXT NOT NULL REFERENCES region (id),
    PRIMARY KEY (user_id, region)
); -- clustered

-- One that has ended stays for a while, so that a form which arrives too late is known to be somebody's.
CREATE TABLE session (
    token_digest BLOB NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    csrf_digest BLOB NOT NULL,
    browser TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    how TEXT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    unfinished BIGINT NOT NULL CHECK (unfinished IN (0, 1))
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

-- What somebody sent after their sign-in had ended, or left unsent, until they are back; where it was to go is sealed too.
-- `why` is why it waits: its writer was signed out, is to confirm who they are, or left a form that was not taken.
CREATE TABLE held_form (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    held_at BIGINT NOT NULL,
    sent_at BIGINT,
    why TEXT NOT NULL,
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
-- `reasons` are those for which the case is come to before another, the gravest the highest (domain::priority).
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
    reasons BIGINT NOT NULL,
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

-- Only ever added to. `why` is sealed, because people write names in it; `terms` are the marks of what was
-- searched for. `place` is the order in which entries were written, by which they are sealed (ADR 0022).
CREATE TABLE access_entry (
    place BIGINT PRIMARY KEY, -- counted
    id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    at BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    action TEXT NOT NULL,
    case_id TEXT,
    part TEXT NOT NULL,
    why BLOB,
    relation TEXT,
    terms TEXT
);
CREATE INDEX access_entry_case ON access_entry (case_id, place) WHERE case_id IS NOT NULL;

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
    reasons BIGINT NOT NULL,
    PRIMARY KEY (case_id, code, started)
); -- clustered
CREATE INDEX duty_all ON duty (organisation, reasons DESC, due_at, case_id, code, started) WHERE open = 1;
CREATE INDEX duty_region ON duty (organisation, region, reasons DESC, due_at, case_id, code, started) WHERE open = 1;
CREATE INDEX duty_owner ON duty (organisation, owner, reasons DESC, due_at) WHERE open = 1 AND owner IS NOT NULL;
CREATE INDEX duty_cover ON duty (organisation, cover, reasons DESC, due_at) WHERE open = 1 AND cover IS NOT NULL;

-- To whom a case does not exist, and because of what; `grounds` are codes of what agreed.
CREATE TABLE exclusion (
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    because TEXT NOT NULL,
    organisation TEXT NOT NULL,
    grounds TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (case_id, user_id, because)
); -- clustered
CREATE INDEX exclusion_user ON exclusion (organisation, user_id);

-- What somebody was let in to of one case, by whom and until when; `parts` are codes between spaces, `why` is
-- sealed. A grant that has ended stays.
CREATE TABLE access_grant (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    parts TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    why BLOB NOT NULL,
    ended_at BIGINT,
    ended_by TEXT
);
CREATE INDEX access_grant_asker ON access_grant (user_id, case_id);
CREATE INDEX access_grant_case ON access_grant (case_id);

-- A case that was opened in an emergency by somebody without a relation to it. Only ever added to.
CREATE TABLE broken_glass (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    why BLOB NOT NULL
);
CREATE INDEX broken_glass_asker ON broken_glass (user_id, case_id);
CREATE INDEX broken_glass_since ON broken_glass (organisation, since);

-- The security log: only ever added to, one chain for each organisation; the nil one has what belongs to none.
-- `payload` is sealed; `link` is the chain, whose end stands in `security_head`.
CREATE TABLE security_event (
    organisation TEXT NOT NULL,
    seq BIGINT NOT NULL,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    user_id TEXT,
    by_user TEXT,
    kind TEXT NOT NULL,
    payload BLOB,
    digest BLOB NOT NULL,
    link BLOB NOT NULL,
    PRIMARY KEY (organisation, seq)
); -- clustered
CREATE INDEX security_event_kind ON security_event (organisation, kind, seq);
CREATE INDEX security_event_user ON security_event (organisation, user_id, seq) WHERE user_id IS NOT NULL;
CREATE INDEX security_event_by ON security_event (organisation, by_user, seq) WHERE by_user IS NOT NULL;

CREATE TABLE security_head (
    organisation TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    head BLOB NOT NULL
); -- clustered

-- What somebody signs in with. The credential and the name that its owner gave it are sealed.
CREATE TABLE passkey (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    credential_id BLOB NOT NULL UNIQUE,
    sealed BLOB NOT NULL,
    name BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    counter BIGINT NOT NULL
);
CREATE INDEX passkey_user ON passkey (user_id, made_at);

-- What was asked of a passkey and waits for its answer, for a few minutes. One that was used stays until it runs
-- out, so that an answer which comes twice is known.
CREATE TABLE ceremony (
    token_digest BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    user_id TEXT REFERENCES app_user (id),
    sealed BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX ceremony_expires ON ceremony (expires_at);

-- Signing in with two things. `state` is 'offered' until its owner has brought a code, then 'kept'; `last_step` is
-- the step of time whose code was used last.
CREATE TABLE authenticator (
    user_id TEXT NOT NULL REFERENCES app_user (id),
    state TEXT NOT NULL,
    sealed BLOB NOT NULL,
    since BIGINT NOT NULL,
    last_step BIGINT NOT NULL,
    PRIMARY KEY (user_id, state)
); -- clustered

CREATE TABLE recovery_code (
    user_id TEXT NOT NULL REFERENCES app_user (id),
    digest BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (user_id, digest)
); -- clustered

-- A sign-in whose password was right and which waits for its code.
CREATE TABLE sign_in_step (
    token_digest BLOB NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
CREATE INDEX sign_in_step_user ON sign_in_step (user_id);
CREATE INDEX sign_in_step_expires ON sign_in_step (expires_at);

-- What the owner of an account is told on their next page.
CREATE TABLE account_notice (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX account_notice_user ON account_notice (user_id, at);
CREATE INDEX account_notice_unseen ON account_notice (user_id) WHERE seen_at IS NULL;

-- What the organisation's own identity provider calls somebody. Linked once, by a one-time link.
CREATE TABLE provider_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    user_id TEXT NOT NULL UNIQUE REFERENCES app_user (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
); -- clustered

-- Walls. What colleagues gave about themselves so that they are kept away from people they know: sealed, and
-- shown to nobody else. One row 'about' for each of them, and one for each conflict they declared.
CREATE TABLE own_fact (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES app_user (id),
    kind TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    sealed BLOB NOT NULL
);
CREATE INDEX own_fact_user ON own_fact (user_id);

-- A wall that somebody proposed to lift; with a second person's agreement it is lifted, for as long as it would
-- rest on no more than these grounds.
CREATE TABLE wall_lift (
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    because TEXT NOT NULL,
    organisation TEXT NOT NULL,
    grounds TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    why BLOB NOT NULL,
    agreed_by TEXT,
    agreed_at BIGINT,
    PRIMARY KEY (case_id, user_id, because)
); -- clustered

-- A report by somebody who is walled off from what it is about, or who stands in it: their wall to it stands
-- from the moment that anybody else acts on it.
CREATE TABLE wall_waiting (
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    grounds TEXT NOT NULL,
    since BIGINT NOT NULL,
    like_case TEXT,
    seen_at BIGINT,
    PRIMARY KEY (case_id, user_id)
); -- clustered

-- A case that only named people may see, and who they are.
CREATE TABLE restricted_case (
    case_id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    since BIGINT NOT NULL
); -- clustered

CREATE TABLE restricted_named (
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    named_by TEXT,
    named_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, user_id)
); -- clustered

-- Two records in which the same two people stand on opposite sides. Leads alone see it.
CREATE TABLE both_parties (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    organisation TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (one, other)
); -- clustered

-- Who looked, sealed: each seal holds for the entries after those of the one before, up to a place, and for all
-- seals before it. `vouched` is the link under a key that is not in the database (ADR 0022).
CREATE TABLE look_seal (
    number BIGINT NOT NULL PRIMARY KEY,
    up_to BIGINT NOT NULL,
    entries BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    link BLOB NOT NULL,
    vouched BLOB NOT NULL
);
CREATE INDEX look_seal_made ON look_seal (made_at, up_to);

-- What somebody found who went through unusual looks: of one person, on one day, up to this place.
CREATE TABLE look_mark (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    day TEXT NOT NULL,
    up_to BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    words BLOB NOT NULL,
    by_user TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX look_mark_day ON look_mark (organisation, day);

-- Somebody may open more records than others, until then.
CREATE TABLE look_lift (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    words BLOB NOT NULL
);
CREATE INDEX look_lift_until ON look_lift (until_at);

-- What somebody else found of a case that was opened in an emergency, once; `words` is sealed.
CREATE TABLE glass_review (
    glass TEXT NOT NULL PRIMARY KEY REFERENCES broken_glass (id),
    organisation TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at BIGINT NOT NULL,
    in_order BIGINT NOT NULL CHECK (in_order IN (0, 1)),
    words BLOB
);

-- A protected fact that somebody asked a second person for. `why` and `words` are sealed; `answer` is 'yes' or 'no',
-- and none is a no. A row is answered once and used once.
CREATE TABLE location_request (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    secret TEXT NOT NULL,
    kind TEXT NOT NULL,
    asker TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    until BIGINT NOT NULL,
    why BLOB NOT NULL,
    answered_by TEXT,
    answered_at BIGINT,
    answer TEXT,
    words BLOB,
    used_at BIGINT
);
CREATE INDEX location_request_asker ON location_request (asker, case_id, secret);
CREATE INDEX location_request_since ON location_request (organisation, asked_at);

-- Walls and the rota: what was added with searches from behind walls.
CREATE INDEX both_parties_other ON both_parties (other);
CREATE INDEX access_entry_search ON access_entry (organisation, user_id, at) WHERE terms IS NOT NULL;

-- Searches by somebody who is walled off from what they searched for, up to this place: a lead has seen to them.
CREATE TABLE search_seen (
    case_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    up_to BIGINT NOT NULL,
    seen_by TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, user_id)
); -- clustered

-- Who is on call when. Only ever added to, but for being taken off: what was so stays to be read.
CREATE TABLE rota (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    until_at BIGINT NOT NULL,
    put_by TEXT NOT NULL,
    put_at BIGINT NOT NULL,
    off_by TEXT,
    off_at BIGINT
);
CREATE INDEX rota_until ON rota (organisation, until_at);

-- Sign-in: tries that did not succeed, by a keyed mark of the name that was tried, whether or not anybody has it.
CREATE TABLE sign_in_try (
    name TEXT NOT NULL PRIMARY KEY,
    until_at BIGINT NOT NULL
); -- clustered
CREATE INDEX sign_in_try_until ON sign_in_try (until_at);

-- Choices: what there is of each in this organisation's area, and until when that holds. One row for each choice that
-- somebody has looked into; what was said before stands in the security log as changed, and nowhere else.
CREATE TABLE local_choice (
    organisation TEXT NOT NULL,
    choice TEXT NOT NULL,
    available TEXT NOT NULL CHECK (available IN ('yes', 'no', 'not-known')),
    words TEXT,
    reviewed_on TEXT NOT NULL,
    review_by TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organisation, choice)
); -- clustered

-- Voices: what survivors said of how they were treated, to be counted without opening a case. `id` is a keyed mark of the
-- case and the entry, so that no row names a case and nobody without the key can tell of which one it is; where
-- `from_journal` is 0 it is the mark of nothing, because somebody answered without their name. `month` is all that is kept
-- of when; `answers` are codes; `words`, sealed and only where they may be quoted, have no name of the case in them.
-- A row is written and taken away in the transaction that records the entry or its correction. `rebuild` makes it again:
-- the feedback in force of each journal has its row under its mark, a row from a journal that no journal gives is too much,
-- and one without a journal is never touched.
CREATE TABLE voice (
    organisation TEXT NOT NULL,
    id TEXT NOT NULL,
    month TEXT NOT NULL,
    time TEXT NOT NULL,
    answers TEXT NOT NULL,
    words BLOB,
    from_journal BIGINT NOT NULL CHECK (from_journal IN (0, 1)),
    PRIMARY KEY (organisation, id)
); -- clustered
CREATE INDEX voice_month ON voice (organisation, month);

-- What something is called where this organisation works, such as the door for early help.
CREATE TABLE local_name (
    organisation TEXT NOT NULL,
    thing TEXT NOT NULL,
    name TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organisation, thing)
); -- clustered

-- Equality answers, for counting alone: no case and no person, but a keyed mark of the two, so that a newer answer
-- takes the place of an older one. `codes` are question and answer, between spaces, and a question with several answers
-- stands there with each; `month` is when something of it was last recorded. `rebuild` makes it again.
CREATE TABLE equality_count (
    organisation TEXT NOT NULL,
    mark TEXT NOT NULL,
    month TEXT NOT NULL,
    codes TEXT NOT NULL,
    PRIMARY KEY (organisation, mark)
); -- clustered

-- The wording of a risk assessment, each time it was chosen. Rows are only ever added.
CREATE TABLE instrument (
    organisation TEXT NOT NULL,
    edition BIGINT NOT NULL,
    text TEXT NOT NULL,
    chosen_by TEXT NOT NULL,
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (organisation, edition)
); -- clustered

-- Sign-in: whoever begins anew by a link that could take over an account in use needs a word beside it, which a third
-- person gives them. The row stands until they are in again; only a digest of the word is kept.
CREATE TABLE link_word (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES app_user (id),
    since BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    digest BLOB,
    expires_at BIGINT,
    tries BIGINT NOT NULL
); -- clustered

-- Where several servers share a store: how often anything changed that decides who is kept from what, and in which case.
-- Each keeps what it holds in memory up to date by it before it decides. The row of the version is the lock under which
-- such changes are made, one after another.
CREATE TABLE wall_version (
    one BIGINT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
); -- clustered
CREATE TABLE wall_change (
    version BIGINT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL
); -- clustered

-- A work list: reports that somebody took and others have now, so that whoever rings again is put through.
CREATE INDEX case_record_handed ON case_record (organisation, recorder, opened_at) WHERE owner IS NOT NULL;

-- On call: the number on which whoever was put on call is rung, by the id of that time; and, under 'nobody', whom to ring
-- at hours for which nobody is put down. Numbers of the organisation, as on a notice in the office: never of anybody in a case.
CREATE TABLE on_call_ring (
    organisation TEXT NOT NULL,
    about TEXT NOT NULL,
    says TEXT NOT NULL,
    by_user TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (organisation, about)
); -- clustered

-- Figures about the work: records that were opened again, by when.
CREATE INDEX journal_reopened ON journal (organisation, recorded_at) WHERE kind = 'case-reopened';

-- Forms: which are begun about a case and not finished, so that whoever has it is told.
CREATE INDEX draft_case ON draft (case_id);

-- Away: who is not there from which day until which, both included, and never why. Taken back, it stays to be read.
CREATE TABLE away (
    id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    user_id TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT NOT NULL,
    put_by TEXT NOT NULL,
    put_at BIGINT NOT NULL,
    off_by TEXT,
    off_at BIGINT
);
CREATE INDEX away_until ON away (organisation, until_on);
CREATE INDEX away_of ON away (user_id, until_on);
