-- Searches that people keep under a name: for themselves, or shared with all.
CREATE TABLE saved_view (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner      text NOT NULL REFERENCES staff ON DELETE CASCADE,
  name       text NOT NULL,
  query      text NOT NULL,
  shared     boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT a_view_has_a_name CHECK (name <> '' AND length(name) <= 60),
  CONSTRAINT a_query_has_an_end CHECK (length(query) <= 4000),
  UNIQUE (owner, name)
);
