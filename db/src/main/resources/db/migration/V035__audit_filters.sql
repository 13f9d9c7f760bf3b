-- Each filter of the audit log is served by an index in the order of the list, so that a rare act costs no walk through all that was
-- ever done. Lines are written by people, a few a minute at the most.
CREATE INDEX audit_of_actor ON audit (actor, id);
CREATE INDEX audit_of_act ON audit (act, id);
CREATE INDEX audit_of_subject ON audit (subject, id) WHERE subject IS NOT NULL;
CREATE INDEX audit_about ON audit (submission_id, id) WHERE submission_id IS NOT NULL;
CREATE INDEX audit_at ON audit (at);
