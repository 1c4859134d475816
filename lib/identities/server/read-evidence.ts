import type { PoolClient } from "pg";
import { z } from "zod";
import { MACHINE_SUBJECTS, NO_EVIDENCE, type Override, type PrincipalEvidence } from "@/lib/cloudtrail/human-or-not";
import { rows, sql } from "@/lib/db/sql";

type Subject = { readonly uid: string; readonly account: string | null; readonly name: string };

const Found = z.object({ account: z.string(), name: z.string(), value: z.string() });
const Said = z.object({
  uid: z.string(),
  rank: z.number(),
  human: z.enum(["human", "non-human", "undetermined"]).nullable(),
  why: z.string(),
  actorName: z.string(),
  at: z.date(),
});

/** What other records, and users, say of principals: for each position in the list. */
export async function readEvidence(
  client: PoolClient,
  subjects: readonly Subject[],
): Promise<(index: number) => PrincipalEvidence> {
  const known = subjects.filter(({ account }) => account !== null);
  const accounts = known.map(({ account }) => account);
  const names = known.map(({ name }) => name);
  const asked = sql`(select distinct * from unnest(${accounts}::text[], ${names}::text[])) n (account, name)`;
  // One connection: one statement after the other.
  const services = await rows(
    client,
    Found,
    sql`
      select distinct n.account, n.name, s.name as value from ${asked}
      join principal s on s.kind = 'aws-service' and s.account = n.account
      where exists (
        select from issuance i where i.issued_account = n.account and i.issued_name = n.name and i.mechanism = 'service-assume-role' and i.principal_id = s.id)`,
  );
  const workloads = await rows(
    client,
    Found,
    sql`
      select n.account, n.name, w.words as value from ${asked}
      cross join unnest(${MACHINE_SUBJECTS.map(([prefix]) => prefix)}::text[], ${MACHINE_SUBJECTS.map(([, words]) => words)}::text[]) w (prefix, words)
      where exists (
        select from issuance i where i.issued_account = n.account and i.issued_name = n.name and i.mechanism = 'assume-role-with-web-identity'
          and left(split_part(i.subject, ':', 1), 16) = split_part(w.prefix, ':', 1) and starts_with(i.subject, w.prefix))`,
  );
  const agents = await rows(
    client,
    Found,
    sql`select distinct n.account, n.name, f.agent as value from ${asked} join role_fact f on f.account = n.account and f.name = n.name`,
  );
  // Each with its mechanism written out: only then are the indexes of these few records used.
  const people = await rows(
    client,
    Found,
    sql`
      select n.account, n.name, 'console' as value from ${asked} where exists (
        select from issuance i where i.issued_account = n.account and i.issued_name = n.name and i.mechanism = 'console-sign-in')
      union all
      select n.account, n.name, 'saml' from ${asked} where exists (
        select from issuance i where i.issued_account = n.account and i.issued_name = n.name and i.mechanism = 'assume-role-with-saml')`,
  );
  const overrides = await readOverrides(client, subjects);
  return (index) => {
    const subject = subjects[index];
    if (subject === undefined) return NO_EVIDENCE;
    return {
      assumedBy: valuesOf(services, subject),
      workloads: valuesOf(workloads, subject),
      agents: valuesOf(agents, subject),
      signedInToConsole: valuesOf(people, subject).includes("console"),
      takenByPeople: valuesOf(people, subject).includes("saml"),
      override: overrides.get(subject.uid) ?? null,
    };
  };
}

async function readOverrides(client: PoolClient, subjects: readonly Subject[]): Promise<Map<string, Override>> {
  const said = await rows(
    client,
    Said,
    sql`
      select distinct on (principal_uid) principal_uid as uid, id::float8 as rank, human, why, actor_name as "actorName", at
      from identity_override where principal_uid = any(${subjects.map(({ uid }) => uid)}::uuid[])
      order by principal_uid, id desc`,
  );
  return new Map(
    said.map(({ uid, rank, human, why, actorName, at }) => [
      uid,
      { rank, human, reason: `${why} (set by ${actorName} on ${at.toISOString().slice(0, 10)})` },
    ]),
  );
}

function valuesOf(found: readonly z.output<typeof Found>[], { account, name }: Subject): string[] {
  return found.filter((one) => one.account === account && one.name === name).map(({ value }) => value);
}
