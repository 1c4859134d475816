import { z } from "zod";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { agentPaths } from "../../agents/agent-paths";
import type { listAgentPaths as endpoint } from "../../agents/contract";
import type { Part } from "../../agents/parts-in";
import type { CellResult } from "../../contract";
import type { CoverageModel } from "../../coverage-model";
import { evaluateCoverage } from "../../evaluate-coverage";
import type { FactOf } from "../../fact";
import type { CellRef } from "../../search-params";
import { readKnowledge, readModel } from "../knowledge";
import { readActingRoles } from "./read-acting-roles";

type Input = z.output<typeof endpoint.input>;

const DAY_MS = 86_400_000;
const SEEN_DAYS = 90;

/** One row for each agent over its whole path, with the worst link named. */
export async function listAgentPaths(ctx: Context, input: Input): Promise<z.output<typeof endpoint.output>> {
  const atMs = input.atMs ?? ctx.now().getTime();
  const [{ parts: facts }, model] = [await readKnowledge(ctx), await readModel(ctx, input.knownAtMs)];
  const parts = partsAt(facts, { atMs, knownAtMs: input.knownAtMs ?? Number.POSITIVE_INFINITY });
  const to = new Date(Math.floor(atMs / DAY_MS) * DAY_MS + DAY_MS);
  const from = new Date(to.getTime() - SEEN_DAYS * DAY_MS);
  const arns = parts.filter(({ relation }) => relation === "role").map(({ part }) => part);
  const [roles, named, places] = await Promise.all([
    readActingRoles(ctx, { arns, from, to }),
    readNamed(ctx),
    readPlacesOf(ctx, [...new Set(parts.map(({ part }) => part))]),
  ]);
  const evidence = {
    parts,
    named,
    roles,
    placeOf: (arn: string) => places.get(arn) ?? { account: null, region: null },
  };
  const agents = agentPaths(evidence, (cell, arn) => evaluate(cell, arn, { atMs, model }));
  return { atMs, seenSinceMs: from.getTime(), agents: agents.slice(0, input.limit), total: agents.length };
}

/** What belonged to what at a moment: of each pair the latest word. */
function partsAt(
  facts: readonly FactOf<"part">[],
  { atMs, knownAtMs }: { readonly atMs: number; readonly knownAtMs: number },
): Part[] {
  const latest = new Map<string, { readonly fromMs: number; readonly value: Part }>();
  for (const fact of facts) {
    if (fact.fromMs > atMs || fact.knownAtMs > knownAtMs) continue;
    const known = latest.get(fact.subject);
    if (known === undefined || known.fromMs <= fact.fromMs) latest.set(fact.subject, fact);
  }
  return [...latest.values()].map(({ value }) => value);
}

/** The thing itself where selectors narrow by ARN: a selector that names it takes all of it. */
function evaluate(
  { account, region, family }: CellRef,
  arn: string | null,
  { atMs, model }: { readonly atMs: number; readonly model: CoverageModel },
): CellResult {
  const found = findFamily(family);
  if (found === null) throw new Error(`There is no operation family ${family}.`);
  const moment = { account, region, atMs };
  const whole = evaluateCoverage(found, moment, model);
  const isByArn = whole.state === "partial" && whole.dimensions.every((field) => field === "resources.ARN");
  if (!isByArn || arn === null || found.eventClass.category !== "Data") return whole;
  const inside = family === "AWS::S3::Object" ? `${arn}/` : arn;
  const narrowed = { ...found, id: `${family} ${inside}`, eventClass: { ...found.eventClass, arn: inside } };
  const own = evaluateCoverage(narrowed, moment, model);
  // Of a bucket only a part may be selected, which its name alone does not show.
  return own.state === "logged" || family !== "AWS::S3::Object" ? own : whole;
}

const KeyRow = z.object({ key: z.string() });

/** Agents, aliases, flows and runtimes that any record names. */
async function readNamed(ctx: Context): Promise<string[]> {
  const found = await rows(
    ctx.pool,
    KeyRow,
    sql`
      select r.key from resource r
      where (r.key like 'arn:aws:bedrock:%' or r.key like 'arn:aws:bedrock-agentcore:%' or r.key like 'arn:aws-us-gov:bedrock:%'
          or r.key like 'arn:aws-us-gov:bedrock-agentcore:%')
        and r.type in ('AWS::Bedrock::Agent', 'AWS::Bedrock::AgentAlias', 'AWS::Bedrock::Flow', 'AWS::Bedrock::FlowAlias',
          'AWS::BedrockAgentCore::Runtime', 'AWS::BedrockAgentCore::RuntimeEndpoint')
      order by r.key`,
  );
  return found.map(({ key }) => key);
}

const PlaceRow = z.object({ key: z.string(), account: z.string().nullable(), region: z.string().nullable() });

/** Whose things are, and the one Region in which calls on each were recorded. */
async function readPlacesOf(ctx: Context, arns: readonly string[]) {
  const found = await rows(
    ctx.pool,
    PlaceRow,
    sql`
      select r.key, r.account, (select case when count(distinct g.region) = 1 then min(g.region) end
          from (select region_id from activity_hour where container_id = r.id limit 1000) h join region g on g.id = h.region_id) as region
      from resource r where r.key = any(${[...arns]})`,
  );
  return new Map(found.map(({ key, account, region }) => [key, { account, region }]));
}
