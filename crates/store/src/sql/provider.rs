//! Who somebody is at the organisation's own identity provider.

statements! {
    // A subject that is somebody else's stays theirs.
    IDENTITY_PUT = "INSERT INTO provider_identity (issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT DO NOTHING";
    IDENTITY_OF = "SELECT user_id FROM provider_identity WHERE issuer = $1 AND subject = $2";
    IDENTITY_SINCE = "SELECT linked_at FROM provider_identity WHERE user_id = $1";
    IDENTITY_DROP = "DELETE FROM provider_identity WHERE user_id = $1";

    // Of a session that the provider vouched for: when its person last proved there who they are.
    SESSION_VOUCHED = "UPDATE session SET confirmed_at = $2 WHERE token_digest = $1 AND ended_at IS NULL";
}
