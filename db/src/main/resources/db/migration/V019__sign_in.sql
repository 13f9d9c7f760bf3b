-- How long an account is closed after so many failed sign-ins in a row: the first four cost nothing, then 10 s, doubled each time, up to
-- a quarter of an hour.
CREATE FUNCTION sign_in_wait(failures integer) RETURNS interval LANGUAGE sql IMMUTABLE
  RETURN CASE WHEN failures < 5 THEN interval '0' ELSE least(900, 10 * power(2, least(failures, 20) - 5)) * interval '1 second' END;

-- Failed sign-ins under names that nobody has, so that those are closed as real ones are. A name falls into one of 2^20 buckets: the
-- table cannot grow beyond them, and a password that was typed into the wrong field is not kept.
CREATE TABLE unknown_name (
  bucket          integer PRIMARY KEY,
  failed_sign_ins integer NOT NULL,
  locked_until    timestamptz NOT NULL,
  CONSTRAINT buckets_are_bounded CHECK (bucket >= 0 AND bucket < 1048576)
);
CREATE INDEX unknown_name_age ON unknown_name (locked_until);
