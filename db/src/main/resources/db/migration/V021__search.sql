-- What the list of the pages looks for (ADR 21). History alone is in the first three: an index that is made on the parent ONLY and
-- attached partition by partition comes to every partition that is attached later, and never to submission_open, which is small, changes
-- with every attempt, and is read whole in milliseconds. So accepting and sending cost nothing more; a row is written to them once, when
-- it is settled.
-- Trigrams of the label alone: those of the URL too would more than double what a submission costs to write (ADR 22).
DO $$
DECLARE
  partition regclass;
  trgm text;
BEGIN
  BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
  EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
    RAISE EXCEPTION 'Passback needs PostgreSQL''s extension pg_trgm to look for words in labels, and may not create it: %', SQLERRM
      USING HINT = format('As an administrator of the database: CREATE EXTENSION pg_trgm; in "%s", then migrate again.', current_database());
  END;
  -- it may have been there before, in a schema of its own
  SELECT quote_ident(n.nspname) INTO trgm FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_trgm';

  EXECUTE format('CREATE INDEX submission_label ON ONLY submission USING gin (label %s.gin_trgm_ops)', trgm);
  CREATE INDEX submission_url ON ONLY submission (left(url, 300) COLLATE "C");
  CREATE INDEX submission_request ON ONLY submission (request_id, id) WHERE request_id IS NOT NULL;
  FOR partition IN SELECT inhrelid::regclass FROM pg_inherits
    WHERE inhparent = 'submission'::regclass AND inhrelid <> 'submission_open'::regclass
  LOOP
    EXECUTE format('CREATE INDEX %I ON %s USING gin (label %s.gin_trgm_ops)', partition || '_label', partition, trgm);
    EXECUTE format('ALTER INDEX submission_label ATTACH PARTITION %I', partition || '_label');
    EXECUTE format('CREATE INDEX %I ON %s (left(url, 300) COLLATE "C")', partition || '_url', partition);
    EXECUTE format('ALTER INDEX submission_url ATTACH PARTITION %I', partition || '_url');
    EXECUTE format('CREATE INDEX %I ON %s (request_id, id) WHERE request_id IS NOT NULL', partition || '_request', partition);
    EXECUTE format('ALTER INDEX submission_request ATTACH PARTITION %I', partition || '_request');
  END LOOP;

  -- few submissions have any
  EXECUTE format('CREATE INDEX warning_text ON warning USING gin (message %s.gin_trgm_ops)', trgm);
END
$$;

-- Few among many: what was delivered at the first attempt without a remark is in none of these.
CREATE INDEX submission_in_state ON submission (state, id) WHERE state IN ('held', 'rejected', 'expired', 'cancelled');
CREATE INDEX submission_code ON submission (last_code COLLATE "C", id) WHERE last_code IS NOT NULL;
CREATE INDEX submission_attempts ON submission (attempts, id) WHERE attempts > 1;

-- What is open may be late, which needs attention too, and no index can know the time: so all that is open is in it.
DROP INDEX submission_attention;
CREATE INDEX submission_attention ON submission (id)
  WHERE state IN ('held', 'rejected', 'expired') OR warnings > 0 OR settled_at = 'infinity';

-- The least id that is made at a time: ids begin with the milliseconds since 1970.
CREATE FUNCTION least_submission_id(at timestamptz) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN (lpad(to_hex(greatest(0, floor(extract(epoch FROM at) * 1000))::bigint), 12, '0') || '70008000000000000000')::uuid;
