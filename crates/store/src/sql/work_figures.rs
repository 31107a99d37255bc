//! How the work goes, in numbers. Each count leaves out what does not exist to the asker.

macro_rules! seen {
    ($case:literal, $region:literal) => {
        concat!(
            "(CAST($3 AS TEXT) IS NULL OR ",
            $region,
            " = $3) AND NOT EXISTS (SELECT 1 FROM exclusion x WHERE x.case_id = ",
            $case,
            " AND x.user_id = $2)"
        )
    };
}

statements! {
    WORK_FIGURES = concat!(
        "SELECT (SELECT COUNT(DISTINCT d.case_id) FROM duty d WHERE d.organisation = $1 AND d.open = 1 AND ",
        seen!("d.case_id", "d.region"),
        "), (SELECT COUNT(DISTINCT d.case_id) FROM duty d WHERE d.organisation = $1 AND d.open = 1 \
         AND d.state = 'due' AND d.due_at < $4 AND ",
        seen!("d.case_id", "d.region"),
        "), (SELECT COUNT(*) FROM duty d WHERE d.organisation = $1 AND d.open = 1 AND d.state = 'due' \
         AND d.due_at < $4 AND ",
        seen!("d.case_id", "d.region"),
        "), (SELECT COUNT(*) FROM duty d JOIN journal j ON j.stream = d.case_id AND j.seq = d.started \
         WHERE d.organisation = $1 AND d.code = $5 AND j.recorded_at >= $6 AND j.recorded_at < $7 AND ",
        seen!("d.case_id", "d.region"),
        "), (SELECT COUNT(*) FROM journal j JOIN case_record c ON c.case_id = j.stream WHERE j.organisation = $1 \
         AND j.kind = 'case-reopened' AND j.recorded_at >= $6 AND j.recorded_at < $7 AND ",
        seen!("c.case_id", "c.region"),
        ")"
    );
}
