-- What a job wrote to a file, a row for each batch. Kept for some days.
CREATE TABLE job_part (
  job_id   uuid NOT NULL REFERENCES job ON DELETE CASCADE,
  no       integer NOT NULL,
  content  text NOT NULL,
  PRIMARY KEY (job_id, no)
);

ALTER TABLE job
  DROP CONSTRAINT a_job_act_is_known,
  ADD CONSTRAINT a_job_act_is_known
    CHECK (act IN ('send again', 'release', 'hold', 'cancel', 'export csv', 'export ndjson'));
