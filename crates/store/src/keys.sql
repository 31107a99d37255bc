-- The wrapped keys: a file of its own on SQLite, a schema of its own on PostgreSQL, so that they have backups of
-- their own and an erased case dies in old backups of the data too.

-- Under which master key all of them are wrapped: one row, which changes with them.
CREATE TABLE master_key (
    id TEXT NOT NULL PRIMARY KEY
);

-- `next` is a key that is about to take the place of `wrapped`: what it opens is being sealed anew.
CREATE TABLE case_key (
    case_id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    next BLOB
); -- clustered

-- The keys for everything that belongs to no case: 'seal/draft', 'mark/search'.
CREATE TABLE purpose_key (
    purpose TEXT NOT NULL PRIMARY KEY,
    wrapped BLOB NOT NULL,
    next BLOB
); -- clustered
