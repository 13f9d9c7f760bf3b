-- Acts on more than submissions: what was acted on, and what it was before and after. Secrets are in neither.
-- tenant_id 0 is the platform itself: staff, management keys.
ALTER TABLE audit
  ADD COLUMN subject_kind text NOT NULL DEFAULT 'submission',
  ADD COLUMN subject text,
  ADD COLUMN before jsonb,
  ADD COLUMN after jsonb,
  ADD CONSTRAINT a_subject_is_known
    CHECK (subject_kind IN ('submission', 'tenant', 'key', 'integration', 'credential', 'staff', 'management_key'));
CREATE INDEX audit_newest ON audit (id);
