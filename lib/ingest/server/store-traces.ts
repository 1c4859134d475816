import type { PoolClient } from "pg";
import type { Issuance, RoleFact, RunMark, Traces } from "@/lib/cloudtrail/issuance";
import { machinePrefix } from "@/lib/cloudtrail/human-or-not";
import type { LifeTurn } from "@/lib/cloudtrail/life";
import { type AccountName, regroupNames } from "@/lib/identities/server/regroup-identities";
import { CopyEncoder } from "./copy-encoder";
import { copyRows } from "./copy-rows";
import { type EventRows, REFERENCE_AT } from "./event-rows";

type Of<Trace> = { readonly row: number; readonly n: number; readonly trace: Trace };

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
  const traced = stored.filter((row) => rows.traces.has(row));
  const issuances = each(rows, traced, ({ issuances: of }) => of);
  const roles = each(rows, traced, ({ roles: of }) => of);
  const runs = each(rows, traced, ({ runs: of }) => of);
  const fresh = [
    ...(await freshEvidence(client, rows, issuances)),
    ...(await freshWorkloads(client, issuances)),
    ...(await freshPeople(client, issuances)),
  ];
  await writeIssuances(client, rows, issuances);
  await writeRoles(client, rows, roles);
  await writeRuns(client, rows, runs);
  const lives = each(rows, traced, ({ lives: of }) => of);
  await writeLives(client, rows, lives);
  return [...fresh, ...roles.map(({ trace: { account, name } }) => ({ account, name }))];
}

/** Takes back what events said, when they go. */
export async function forgetTraces(client: PoolClient, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const gone = await client.query<{ account: string; name: string }>(FORGET, [eventIds]);
  await client.query("delete from run_mark where event_id = any($1::uuid[])", [eventIds]);
  await client.query("delete from life_turn where event_id = any($1::uuid[])", [eventIds]);
  await regroupNames(client, gone.rows);
}

const FORGET = `
  with issued as (
    delete from issuance where event_id = any($1::uuid[]) returning issued_account as account, issued_name as name, mechanism
  ), given as (
    delete from role_fact where event_id = any($1::uuid[]) returning account, name
  )
  select distinct account, name from issued where mechanism in ('service-assume-role', 'console-sign-in', 'assume-role-with-web-identity', 'assume-role-with-saml') and account is not null and name is not null
  union select account, name from given`;

type Telling = AccountName & { readonly mechanism: string; readonly principalId: number };

/** Who is newly seen to be taken by a service or to sign in: what those identities are is then decided anew. */
async function freshEvidence(
  client: PoolClient,
  rows: EventRows,
  issuances: readonly Of<Issuance>[],
): Promise<AccountName[]> {
  const telling = new Map<string, Telling>();
  for (const { row, trace } of issuances) {
    const { account, name, mechanism } = trace;
    if (account === null || name === null || !EVIDENCE.has(mechanism)) continue;
    const principalId = rows.idOf(row, REFERENCE_AT.principal);
    telling.set(`${account}\0${name}\0${mechanism}\0${principalId}`, { account, name, mechanism, principalId });
  }
  if (telling.size === 0) return [];
  const distinct = [...telling.values()];
  const found = await client.query<AccountName>(FRESH, [
    distinct.map(({ account }) => account),
    distinct.map(({ name }) => name),
    distinct.map(({ mechanism }) => mechanism),
    distinct.map(({ principalId }) => principalId),
  ]);
  return found.rows;
}

/** Roles that are newly seen to be taken with the token of a kind of workload. */
async function freshWorkloads(client: PoolClient, issuances: readonly Of<Issuance>[]): Promise<AccountName[]> {
  const telling = new Map<string, readonly [account: string, name: string, prefix: string]>();
  for (const { trace } of issuances) {
    const { account, name, mechanism, subject } = trace;
    const prefix = subject === null ? null : machinePrefix(subject);
    if (mechanism !== "assume-role-with-web-identity" || account === null || name === null || prefix === null) continue;
    telling.set(`${account}\0${name}\0${prefix}`, [account, name, prefix]);
  }
  if (telling.size === 0) return [];
  const distinct = [...telling.values()];
  const found = await client.query<AccountName>(FRESH_WORKLOADS, [
    distinct.map(([account]) => account),
    distinct.map(([, name]) => name),
    distinct.map(([, , prefix]) => prefix),
  ]);
  return found.rows;
}

const FRESH_WORKLOADS = `
  select distinct t.account, t.name from unnest($1::text[], $2::text[], $3::text[]) t (account, name, prefix)
  where not exists (
    select from issuance i where i.issued_account = t.account and i.issued_name = t.name and i.mechanism = 'assume-role-with-web-identity'
      and left(split_part(i.subject, ':', 1), 16) = split_part(t.prefix, ':', 1) and starts_with(i.subject, t.prefix))`;

/** Roles that people are newly seen to take over a SAML provider. */
async function freshPeople(client: PoolClient, issuances: readonly Of<Issuance>[]): Promise<AccountName[]> {
  const roles = new Map<string, readonly [account: string, name: string]>();
  for (const { trace } of issuances) {
    const { account, name, mechanism } = trace;
    if (mechanism !== "assume-role-with-saml" || account === null || name === null) continue;
    roles.set(`${account}\0${name}`, [account, name]);
  }
  if (roles.size === 0) return [];
  const distinct = [...roles.values()];
  const found = await client.query<AccountName>(FRESH_PEOPLE, [
    distinct.map(([account]) => account),
    distinct.map(([, name]) => name),
  ]);
  return found.rows;
}

const FRESH_PEOPLE = `
  select t.account, t.name from unnest($1::text[], $2::text[]) t (account, name)
  where not exists (
    select from issuance i where i.issued_account = t.account and i.issued_name = t.name and i.mechanism = 'assume-role-with-saml')`;

const EVIDENCE: ReadonlySet<string> = new Set<Issuance["mechanism"]>(["service-assume-role", "console-sign-in"]);

const FRESH = `
  select distinct t.account, t.name from unnest($1::text[], $2::text[], $3::text[], $4::int[]) t (account, name, mechanism, principal_id)
  where not exists (
    select from issuance i where i.issued_account = t.account and i.issued_name = t.name and i.mechanism = t.mechanism and i.principal_id = t.principal_id)`;

const ISSUANCE_COLUMNS = [
  "event_id",
  "n",
  "event_time",
  "principal_id",
  "account_id",
  "region_id",
  "shared_event_id",
  "expires_at",
  "mechanism",
  "issuer_key",
  "issued_key",
  "issued_account",
  "issued_name",
  "issued_unique_id",
  "session_name",
  "source_identity",
  "subject",
  "scope",
  "tags",
] as const;

async function writeIssuances(client: PoolClient, rows: EventRows, issuances: readonly Of<Issuance>[]): Promise<void> {
  if (issuances.length === 0) return;
  const to = new CopyEncoder(ISSUANCE_COLUMNS.length, issuances.length * 3);
  for (const { row, n, trace } of issuances) {
    to.row();
    to.uuid(rows.ids, row * 16);
    to.int2(n);
    to.time(rows.timesMs[row] ?? 0);
    to.int4(rows.idOf(row, REFERENCE_AT.principal));
    to.int4(rows.idOf(row, REFERENCE_AT.account));
    to.int2(rows.idOf(row, REFERENCE_AT.region));
    const shared = rows.sharedIds.get(row);
    if (shared) to.uuid(shared, 0);
    else to.none();
    if (trace.expiresAtMs === null) to.none();
    else to.time(trace.expiresAtMs);
    encodeTexts(to, trace);
  }
  await copyRows(client, `issuance (${ISSUANCE_COLUMNS.join(", ")})`, to);
}

function encodeTexts(to: CopyEncoder, trace: Issuance): void {
  const { mechanism, issuerKey, key, account, name, uniqueId, sessionName, sourceIdentity, subject, scope } = trace;
  for (const text of [
    mechanism,
    issuerKey,
    key,
    account,
    name,
    uniqueId,
    sessionName,
    sourceIdentity,
    subject,
    scope,
  ]) {
    if (text === null) to.none();
    else to.text(text);
  }
  to.texts(trace.tags);
}

const ROLE_COLUMNS = ["event_id", "n", "account", "name", "agent"] as const;

async function writeRoles(client: PoolClient, rows: EventRows, roles: readonly Of<RoleFact>[]): Promise<void> {
  if (roles.length === 0) return;
  const to = new CopyEncoder(ROLE_COLUMNS.length, roles.length);
  for (const { row, n, trace } of roles) {
    to.row();
    to.uuid(rows.ids, row * 16);
    to.int2(n);
    for (const text of [trace.account, trace.name, trace.agent]) to.text(text);
  }
  await copyRows(client, `role_fact (${ROLE_COLUMNS.join(", ")})`, to);
}

const RUN_COLUMNS = ["event_id", "n", "event_time", "principal_id", "credential_id", "kind", "value"] as const;

async function writeRuns(client: PoolClient, rows: EventRows, runs: readonly Of<RunMark>[]): Promise<void> {
  if (runs.length === 0) return;
  const to = new CopyEncoder(RUN_COLUMNS.length, runs.length);
  for (const { row, n, trace } of runs) {
    const credential = rows.idOf(row, REFERENCE_AT.credential);
    to.row();
    to.uuid(rows.ids, row * 16);
    to.int2(n);
    to.time(rows.timesMs[row] ?? 0);
    to.int4(rows.idOf(row, REFERENCE_AT.principal));
    if (credential === 0) to.none();
    else to.int4(credential);
    to.text(trace.kind);
    to.text(trace.value);
  }
  await copyRows(client, `run_mark (${RUN_COLUMNS.join(", ")})`, to);
}

const LIFE_COLUMNS = [
  "event_id",
  "n",
  "event_time",
  "before_at",
  "account",
  "action",
  "thing",
  "key",
  "owner",
  "effect",
] as const;

async function writeLives(client: PoolClient, rows: EventRows, lives: readonly Of<LifeTurn>[]): Promise<void> {
  if (lives.length === 0) return;
  const to = new CopyEncoder(LIFE_COLUMNS.length, lives.length);
  for (const { row, n, trace } of lives) {
    to.row();
    to.uuid(rows.ids, row * 16);
    to.int2(n);
    to.time(rows.timesMs[row] ?? 0);
    if (trace.beforeMs === null) to.none();
    else to.time(trace.beforeMs);
    for (const text of [trace.account, trace.action, trace.thing, trace.key, trace.owner, trace.effect]) {
      if (text === null) to.none();
      else to.text(text);
    }
  }
  await copyRows(client, `life_turn (${LIFE_COLUMNS.join(", ")})`, to);
}

function each<Trace>(
  rows: EventRows,
  traced: readonly number[],
  read: (traces: Traces) => readonly Trace[],
): Of<Trace>[] {
  const found: Of<Trace>[] = [];
  for (const row of traced) {
    const traces = rows.traces.get(row);
    if (traces !== undefined) read(traces).forEach((trace, n) => found.push({ row, n, trace }));
  }
  return found;
}
