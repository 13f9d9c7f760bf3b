-- What the caller called its request (X-Request-Id): customers and logs name it, so support looks for it.
ALTER TABLE submission ADD COLUMN request_id text;
