import type { Pool } from "pg";

/** What a store holds in words that mean the same in every store: no local ids, nothing that depends on when. */
export type StoreFingerprint = {
  readonly events: readonly unknown[];
  readonly deliveries: readonly unknown[];
  readonly touches: readonly unknown[];
  readonly hours: readonly unknown[];
  readonly days: readonly unknown[];
  readonly seen: readonly unknown[];
  readonly identities: readonly unknown[];
  readonly quarantine: readonly unknown[];
  readonly traces: readonly unknown[];
  readonly totals: {
    readonly records: number;
    readonly stored: number;
    readonly duplicates: number;
    readonly quarantined: number;
  };
};

/** Reads the fingerprint of a store; two stores with equal ones answer every question alike. */
export async function storeFingerprint(pool: Pool): Promise<StoreFingerprint> {
  const [events, deliveries, touches, hours, days, seen, identities, quarantine, traces] = await Promise.all(
    [
      EVENTS,
      DELIVERIES,
      TOUCHES,
      rollup("activity_hour", "hour", true),
      rollup("activity_day", "day", false),
      SEEN,
      IDENTITIES,
      QUARANTINE,
      TRACES,
    ].map((text) => list(pool, text)),
  );
  const [totals] = (
    await pool.query<StoreFingerprint["totals"]>(
      `select coalesce(sum(records), 0)::int as records, coalesce(sum(stored), 0)::int as stored,
         coalesce(sum(duplicates), 0)::int as duplicates, coalesce(sum(quarantined), 0)::int as quarantined from log_file`,
    )
  ).rows;
  if (
    !events ||
    !deliveries ||
    !touches ||
    !hours ||
    !days ||
    !seen ||
    !identities ||
    !quarantine ||
    !traces ||
    !totals
  )
    throw new Error("a part of the fingerprint is missing");
  return { events, deliveries, touches, hours, days, seen, identities, quarantine, traces, totals };
}

async function list(pool: Pool, text: string): Promise<unknown[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select (row_to_json(x))::text as line from (${text}) x order by 1`,
  );
  return rows.map(({ line }) => JSON.parse(line) as unknown);
}

const NAMED = `
  left join principal p on p.id = e.principal_id join action a on a.id = e.action_id
  join account ac on ac.id = e.account_id join region r on r.id = e.region_id left join resource k on k.id = e.container_id`;

const EVENTS = `
  select e.event_id, e.event_time, e.window_end, e.request_hash::text, e.flags, e.bytes, e.shared_event_id, p.uid as principal, c.uid as credential,
    a.source, a.name, a.category, ac.account, r.region, x.code, ad.address, ua.user_agent, s.service, t.uid as resource, k.uid as container, al.text
  from event e ${NAMED} left join credential c on c.id = e.credential_id left join error_code x on x.id = e.error_id left join address ad on ad.id = e.address_id
    left join user_agent ua on ua.id = e.user_agent_id left join service s on s.id = e.via_id left join resource t on t.id = e.resource_id
    left join event_alias al on al.event_id = e.event_id`;

const DELIVERIES = `
  select d.event_id, encode(f.sha256, 'hex') as file, d.record_index
  from (select event_id, log_file_id, record_index from event union all select event_id, log_file_id, record_index from event_copy) d
  join log_file f on f.id = d.log_file_id`;

const TOUCHES = `
  select t.event_id, t.event_time, t.role, r.uid as resource, p.uid as principal
  from event_resource t join resource r on r.id = t.resource_id join principal p on p.id = t.principal_id`;

function rollup(table: string, unit: string, hasCredential: boolean): string {
  return `
    select e.${unit}, p.uid as principal, ${hasCredential ? "c.uid" : "null"} as credential, a.source, a.name, a.category, ac.account, r.region, k.uid as container,
      e.outcome, e.events, e.bytes, e.first_at, e.last_at
    from ${table} e ${NAMED} ${hasCredential ? "left join credential c on c.id = e.credential_id" : ""}`;
}

const SEEN = `
  select p.uid as principal, s.day, s.field, coalesce(ad.address, r.uid::text) as value, s.first_at from seen_day s
  join principal p on p.id = s.principal_id
  left join address ad on s.field = 0 and ad.id = s.value_id left join resource r on s.field = 1 and r.id = s.value_id`;

const IDENTITIES = `
  select i.id, i.key, i.kind, i.name, i.account, i.arn, i.unique_id, i.human, i.reason,
    (select array_agg(p.uid order by p.uid) from principal_identity m join principal p on p.id = m.principal_id where m.identity_id = i.id) as principals
  from identity i`;

const QUARANTINE = `
  select encode(f.sha256, 'hex') as file, q.record_index, q.reason, q.detail from quarantine q join log_file f on f.id = q.log_file_id`;

const TRACES = `
  select i.event_id, i.n, (to_jsonb(i) - 'principal_id' - 'account_id' - 'region_id')::text as said, p.uid as by
  from issuance i join principal p on p.id = i.principal_id
  union all
  select m.event_id, m.n, jsonb_build_array(m.event_time, m.kind, m.value)::text, c.uid from run_mark m left join credential c on c.id = m.credential_id
  union all
  select event_id, n, jsonb_build_array(account, name, agent)::text, null from role_fact
  union all
  select event_id, n, to_jsonb(l)::text, null from life_turn l`;
