import type { PoolClient } from "pg";
import type { Fact } from "../fact";

/** A fact with the event that states it, where one does. */
export type KeptFact = { readonly fact: Fact; readonly eventId: string | null };

const ROWS_PER_STATEMENT = 2000;

/** Keeps facts; those that are known already stay as first learnt. Returns how many are new. */
export async function storeFacts(client: PoolClient, facts: readonly KeptFact[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < facts.length; from += ROWS_PER_STATEMENT) {
    const rows = facts.slice(from, from + ROWS_PER_STATEMENT).map(rowOf);
    const { rowCount } = await client.query(INSERT, [JSON.stringify(rows)]);
    added += rowCount ?? 0;
  }
  return added;
}

function rowOf({ fact, eventId }: KeptFact): object {
  return {
    subject: fact.subject,
    aspect: fact.aspect,
    value: JSON.stringify(fact.value),
    from_at: new Date(fact.fromMs).toISOString(),
    to_at: new Date(fact.toMs).toISOString(),
    is_change: fact.isChange,
    known_at: new Date(fact.knownAtMs).toISOString(),
    origin_kind: fact.origin.kind,
    origin_name: fact.origin.name,
    trust: fact.origin.trust,
    event_id: eventId,
  };
}

const INSERT = `
  insert into config_fact
    (subject, aspect, value, from_at, to_at, is_change, known_at, origin_kind, origin_name, trust, event_id)
  select subject, aspect, value::jsonb, from_at, to_at, is_change, known_at, origin_kind, origin_name, trust, event_id
  from jsonb_to_recordset($1::jsonb) as r (
    subject text, aspect text, value text, from_at timestamptz, to_at timestamptz, is_change boolean,
    known_at timestamptz, origin_kind text, origin_name text, trust text, event_id uuid)
  on conflict do nothing`;
