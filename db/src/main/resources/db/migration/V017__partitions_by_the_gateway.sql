-- Whoever may call it acts as the owner: names must mean the same to it whatever temporary tables the caller made.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION make_partitions(integer) SET search_path = %I, pg_temp', current_schema());
END
$$;
