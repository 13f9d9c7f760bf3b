-- In which trace a submission came, as W3C's traceparent, so that an attempt hours later can say to which request it belongs. Only where
-- traces are exported.
ALTER TABLE submission ADD COLUMN trace_context text;
