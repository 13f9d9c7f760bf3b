-- Which key took over from this one: a key is rotated once, and whoever looks sees which one to use.
ALTER TABLE tenant_key ADD COLUMN replaced_by text;
