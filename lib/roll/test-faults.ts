import type { Store } from '@/lib/store/db'

const TABLES = ['chunk', 'roll_1m', 'roll_5m', 'hot']

const COUNT_WRITES = `
  CREATE SEQUENCE fault_count;
  CREATE TABLE fault (at bigint PRIMARY KEY);
  CREATE FUNCTION fail_sometimes() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF nextval('fault_count') IN (SELECT at FROM fault) THEN RAISE EXCEPTION 'an injected fault'; END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER fault BEFORE UPDATE ON roll_state FOR EACH ROW EXECUTE FUNCTION fail_sometimes();`

const triggerOn = (table: string): string =>
  `CREATE TRIGGER fault BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION fail_sometimes();`

/** Of all rows that the roller writes, those with these numbers fail. */
export async function installFaults(store: Store, failingWrites: readonly number[]): Promise<void> {
  await store.pool.query(COUNT_WRITES + TABLES.map(triggerOn).join(''))
  await store.pool.query('INSERT INTO fault SELECT DISTINCT * FROM unnest($1::bigint[])', [failingWrites])
}

export const isInjected = (error: unknown): boolean =>
  error instanceof Error && error.message.includes('an injected fault')
