//! The security log: added to and read, and nothing else.

macro_rules! security_lines {
    ($where:literal) => {
        concat!(
            "SELECT seq, id, at, user_id, by_user, kind, payload FROM security_event \
             WHERE organisation = $1 AND seq < $2",
            $where,
            " ORDER BY seq DESC LIMIT CAST($3 AS BIGINT)"
        )
    };
}

statements! {
    // Where the chain ends. The row stays locked until the transaction ends, so that of two writers on PostgreSQL
    // the second goes on from what the first wrote.
    SECURITY_END = "INSERT INTO security_head (organisation, sequence, head) VALUES ($1, 0, $2) \
                    ON CONFLICT (organisation) DO UPDATE SET sequence = security_head.sequence \
                    RETURNING sequence, head";
    SECURITY_ADVANCE = "UPDATE security_head SET sequence = $2, head = $3 WHERE organisation = $1";
    SECURITY_ADD = "INSERT INTO security_event (organisation, seq, id, at, user_id, by_user, kind, payload, digest, \
                    link) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

    SECURITY_ALL = security_lines!("");
    SECURITY_OF_KIND = security_lines!(" AND kind = $4");
    SECURITY_OF_USER = security_lines!(" AND (user_id = $4 OR by_user = $4)");
    SECURITY_OF_USER_AND_KIND = security_lines!(" AND (user_id = $4 OR by_user = $4) AND kind = $5");

    SECURITY_LAST = "SELECT at FROM security_event WHERE organisation = $1 AND user_id = $2 AND kind = $3 \
                     ORDER BY seq DESC LIMIT 1";

    SECURITY_MADE_SINCE = "SELECT CASE WHEN COUNT(*) > 0 THEN 1 ELSE 0 END FROM security_event \
                           WHERE organisation = $1 AND user_id = $2 AND by_user IS NOT NULL AND at > $3 \
                           AND kind IN ('person-added', 'brought-back', 'role-changed', 'link-made')";

    SECURITY_WALK = "SELECT organisation, seq, id, at, user_id, by_user, kind, payload, digest, link \
                     FROM security_event WHERE (organisation, seq) > ($1, $2) ORDER BY organisation, seq \
                     LIMIT CAST($3 AS BIGINT)";
    SECURITY_HEADS = "SELECT organisation, sequence, head FROM security_head ORDER BY organisation";
}

#[cfg(test)]
mod tests {
    use super::super::LISTS;

    /// The statements that change or remove what they name.
    fn changing<'s>(statements: impl Iterator<Item = &'s str>, table: &str) -> Vec<&'s str> {
        let changes = [format!("UPDATE {table} "), format!("DELETE FROM {table}")];
        statements.filter(|text| changes.iter().any(|change| text.contains(change))).collect()
    }

    fn all() -> impl Iterator<Item = &'static str> {
        LISTS.iter().flat_map(|list| list.iter()).map(|(_, text)| *text)
    }

    #[test]
    fn no_statement_changes_or_removes_a_line_of_the_security_log() {
        assert_eq!(changing(all(), "security_event"), [""; 0]);
        assert!(all().any(|text| text.contains("INSERT INTO security_event")));
    }

    #[test]
    fn a_statement_that_changes_a_table_is_found() {
        assert!(!changing(all(), "app_user").is_empty());
        let made_up = ["UPDATE security_event SET at = 1", "DELETE FROM security_event WHERE seq = 1"];
        assert_eq!(changing(made_up.into_iter(), "security_event"), made_up);
    }
}
