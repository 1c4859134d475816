import type { PoolClient } from "pg";
import type { Issuance, RunMark, Traces } from "@/lib/cloudtrail/issuance";
import { type AccountName, regroupNames } from "@/lib/identities/server/regroup-identities";
import { type EventRows, REFERENCE_AT } from "./event-rows";
import { readUuid } from "./uuid-bytes";

type Traced = {
  readonly eventId: string;
  readonly time: string;
  readonly principalId: number;
  readonly credentialId: number | null;
  readonly accountId: number;
  readonly regionId: number;
  readonly sharedId: string | null;
  readonly traces: Traces;
};
type Of<Trace> = { readonly traced: Traced; readonly n: number; readonly trace: Trace };

/**
 * Keeps what rows that were just stored say of credentials, agents' roles and runs; nearly all say nothing and cost nothing.
 * Gives the names that have to be grouped anew: last in the transaction, since grouping takes a lock for which dictionaries,
 * on their own connection, would wait for ever.
 */
export async function storeTraces(
  client: PoolClient,
  rows: EventRows,
  stored: readonly number[],
): Promise<readonly AccountName[]> {
  if (rows.traces.size === 0) return [];
  const traced = stored.flatMap((row) => tracedOf(rows, row));
  const issuances = each(traced, ({ issuances: of }) => of);
  const roles = each(traced, ({ roles: of }) => of);
  const fresh = await freshEvidence(client, issuances);
  if (issuances.length > 0) await client.query(INSERT_ISSUANCES, issuanceColumns(issuances));
  if (roles.length > 0) {
    await client.query(
      `insert into role_fact (event_id, n, account, name, agent)
       select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) order by 1, 2`,
      [...places(roles), ...(["account", "name", "agent"] as const).map((key) => roles.map(({ trace }) => trace[key]))],
    );
  }
  await insertRuns(
    client,
    each(traced, ({ runs }) => runs),
  );
  return [...fresh, ...roles.map(({ trace: { account, name } }) => ({ account, name }))];
}

function tracedOf(rows: EventRows, row: number): Traced[] {
  const traces = rows.traces.get(row);
  if (traces === undefined) return [];
  const shared = rows.sharedIds.get(row);
  return [
    {
      eventId: rows.eventId(row),
      time: new Date(rows.timesMs[row] ?? 0).toISOString(),
      principalId: rows.idOf(row, REFERENCE_AT.principal),
      credentialId: rows.idOf(row, REFERENCE_AT.credential) || null,
      accountId: rows.idOf(row, REFERENCE_AT.account),
      regionId: rows.idOf(row, REFERENCE_AT.region),
      sharedId: shared === undefined ? null : readUuid(shared, 0),
      traces,
    },
  ];
}

/** Takes back what events said, when they go. */
export async function forgetTraces(client: PoolClient, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const gone = await client.query<{ account: string; name: string }>(FORGET, [eventIds]);
  await client.query("delete from run_mark where event_id = any($1::uuid[])", [eventIds]);
  await regroupNames(client, gone.rows);
}

const FORGET = `
  with issued as (
    delete from issuance where event_id = any($1::uuid[]) returning issued_account as account, issued_name as name, mechanism
  ), given as (
    delete from role_fact where event_id = any($1::uuid[]) returning account, name
  )
  select distinct account, name from issued where mechanism in ('service-assume-role', 'console-sign-in') and account is not null and name is not null
  union select account, name from given`;

/** Who is newly seen to be taken by a service or to sign in: what those identities are is then decided anew. */
async function freshEvidence(
  client: PoolClient,
  issuances: readonly Of<Issuance>[],
): Promise<{ account: string; name: string }[]> {
  const telling = issuances.filter(({ trace: { mechanism } }) => EVIDENCE.has(mechanism));
  if (telling.length === 0) return [];
  const found = await client.query<{ account: string; name: string }>(FRESH, [
    telling.map(({ trace }) => trace.account),
    telling.map(({ trace }) => trace.name),
    telling.map(({ trace }) => trace.mechanism),
    telling.map(({ traced }) => traced.principalId),
  ]);
  return found.rows;
}

const EVIDENCE: ReadonlySet<string> = new Set<Issuance["mechanism"]>(["service-assume-role", "console-sign-in"]);

const FRESH = `
  select distinct t.account, t.name from unnest($1::text[], $2::text[], $3::text[], $4::int[]) t (account, name, mechanism, principal_id)
  where t.account is not null and t.name is not null and not exists (
    select from issuance i where i.issued_account = t.account and i.issued_name = t.name and i.mechanism = t.mechanism and i.principal_id = t.principal_id)`;

const INSERT_ISSUANCES = `
  insert into issuance (
    event_id, n, event_time, principal_id, account_id, region_id, shared_event_id, mechanism, issuer_key, issued_key, issued_account,
    issued_name, issued_unique_id, session_name, expires_at, source_identity, subject, scope, tags)
  select event_id, n, event_time, principal_id, account_id, region_id, shared_event_id, mechanism, issuer_key, issued_key, issued_account,
    issued_name, issued_unique_id, session_name, expires_at, source_identity, subject, scope,
    coalesce((select array_agg(tag) from jsonb_array_elements_text(tags) tag), '{}')
  from unnest(
    $1::uuid[], $2::int[], $3::timestamptz[], $4::int[], $5::int[], $6::int[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::text[],
    $12::text[], $13::text[], $14::text[], $15::timestamptz[], $16::text[], $17::text[], $18::text[], $19::jsonb[]
  ) u (event_id, n, event_time, principal_id, account_id, region_id, shared_event_id, mechanism, issuer_key, issued_key, issued_account,
    issued_name, issued_unique_id, session_name, expires_at, source_identity, subject, scope, tags)
  order by event_id, n`;

function issuanceColumns(issuances: readonly Of<Issuance>[]): unknown[][] {
  const of = <Value>(read: (one: Of<Issuance>) => Value): Value[] => issuances.map(read);
  return [
    ...places(issuances),
    of(({ traced }) => traced.time),
    of(({ traced }) => traced.principalId),
    of(({ traced }) => traced.accountId),
    of(({ traced }) => traced.regionId),
    of(({ traced }) => traced.sharedId),
    of(({ trace }) => trace.mechanism),
    of(({ trace }) => trace.issuerKey),
    of(({ trace }) => trace.key),
    of(({ trace }) => trace.account),
    of(({ trace }) => trace.name),
    of(({ trace }) => trace.uniqueId),
    of(({ trace }) => trace.sessionName),
    of(({ trace }) => (trace.expiresAtMs === null ? null : new Date(trace.expiresAtMs).toISOString())),
    of(({ trace }) => trace.sourceIdentity),
    of(({ trace }) => trace.subject),
    of(({ trace }) => trace.scope),
    of(({ trace }) => JSON.stringify(trace.tags)),
  ];
}

async function insertRuns(client: PoolClient, runs: readonly Of<RunMark>[]): Promise<void> {
  if (runs.length === 0) return;
  await client.query(
    `insert into run_mark (event_id, n, event_time, principal_id, credential_id, kind, value)
     select * from unnest($1::uuid[], $2::int[], $3::timestamptz[], $4::int[], $5::int[], $6::text[], $7::text[]) order by 1, 2`,
    [
      ...places(runs),
      runs.map(({ traced }) => traced.time),
      runs.map(({ traced }) => traced.principalId),
      runs.map(({ traced }) => traced.credentialId),
      runs.map(({ trace }) => trace.kind),
      runs.map(({ trace }) => trace.value),
    ],
  );
}

function each<Trace>(all: readonly Traced[], read: (traces: Traces) => readonly Trace[]): Of<Trace>[] {
  return all.flatMap((traced) => read(traced.traces).map((trace, n) => ({ traced, n, trace })));
}

function places(traces: readonly Of<unknown>[]): unknown[][] {
  return [traces.map(({ traced }) => traced.eventId), traces.map(({ n }) => n)];
}
