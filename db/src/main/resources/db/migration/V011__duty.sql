-- What one node does for all now and then, such as making partitions ahead: whoever takes the turn first does it.
CREATE TABLE duty (
  name      text PRIMARY KEY,
  taken_at  timestamptz NOT NULL,
  node      text NOT NULL
);
