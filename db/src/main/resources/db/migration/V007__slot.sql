-- How many calls each node may have in flight for an integration, leased in bulk. A lease outlasts the calls that were begun
-- under it, so that the sum over all nodes, the dead ones too, is what the upstream can see at the most.
CREATE TABLE slot_lease (
  tenant_id       bigint NOT NULL,
  integration_id  text NOT NULL,
  node            text NOT NULL,
  slots           integer NOT NULL,
  wanted          integer NOT NULL,
  until           timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, integration_id, node),
  FOREIGN KEY (tenant_id, integration_id) REFERENCES integration ON DELETE CASCADE,
  CONSTRAINT slots_are_counted CHECK (slots >= 0 AND wanted >= 0)
);

-- What an upstream bears now, where that is less than the cap: it said so, or refused calls for being too many.
ALTER TABLE integration
  ADD COLUMN cap_now integer,
  ADD COLUMN cap_now_until timestamptz,
  ADD CONSTRAINT a_lowered_cap_ends CHECK ((cap_now IS NULL) = (cap_now_until IS NULL)),
  ADD CONSTRAINT a_lowered_cap_lets_something_through CHECK (cap_now > 0);
