-- The wrapped key of each case: a file of its own on SQLite, a schema of its own on PostgreSQL, so that it
-- has backups of its own and an erased case dies in old backups of the data too.

CREATE TABLE case_key (
    case_id TEXT NOT NULL PRIMARY KEY,
    organisation TEXT NOT NULL,
    wrapped BLOB NOT NULL
); -- clustered
