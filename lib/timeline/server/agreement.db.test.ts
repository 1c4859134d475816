import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FACETS } from "@/lib/events/contract";
import { FILTER_FIELDS, type EventFilter, type FilterField } from "@/lib/events/event-filter";
import { countEvents } from "@/lib/events/server/count-events";
import { listEvents } from "@/lib/events/server/list-events";
import { listFacets } from "@/lib/events/server/list-facets";
import { insertEvents, type EventSpec } from "@/lib/testing/factories/insert-events";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import type { Density } from "@/lib/timeline/contract";
import { LANE_DIMENSIONS } from "@/lib/timeline/lane-dimensions";
import { mergeDensity } from "@/lib/timeline/merge-density";
import { getDensity } from "./get-density";
import { listLanes } from "./list-lanes";

const START = Date.UTC(2026, 9, 28, 22, 17, 5);
const HOUR_MS = 3_600_000;
const BUCKET = "arn:aws:s3:::data";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await insertEvents(database.pool, makeEvents());
}, 120_000);
afterAll(() => database.close());

function makeEvents(): EventSpec[] {
  const random = fc.sample(fc.nat({ max: 1_000_000 }), { numRuns: 4 * 350, seed: 19 });
  return Array.from({ length: 350 }, (_, index): EventSpec => {
    const [a = 0, b = 0, c = 0, d = 0] = random.slice(index * 4, index * 4 + 4);
    return {
      eventId: `${(index + 50_000_000).toString(16).padStart(8, "0")}-0000-4000-9000-000000000001`,
      timeMs: START + (a % (12 * 24)) * HOUR_MS + (b % HOUR_MS),
      principal: ["app", "deploy"][b % 2] ?? "app",
      credential: c % 6 === 0 ? null : `ASIA${b % 2}${c % 3}`,
      source: ["s3.amazonaws.com", "sts.amazonaws.com", "iam.amazonaws.com"][c % 3] ?? "",
      action: ["GetObject", "AssumeRole", "CreateUser", "ListUsers"][a % 4] ?? "",
      category: d % 3 === 0 ? "data" : "management",
      region: a % 2 === 0 ? "us-east-1" : "eu-west-1",
      account: b % 3 === 0 ? "111122223333" : "444455556666",
      address: c % 7 === 0 ? null : `10.0.0.${c % 4}`,
      userAgent: d % 5 === 0 ? null : `aws-cli/${d % 2}`,
      errorCode: a % 5 === 0 ? "AccessDenied" : null,
      readOnly: [true, false, null][d % 3] ?? null,
      kind: d % 7 === 0 ? "service-event" : "api-call",
      resources: b % 4 === 0 ? [] : [`${BUCKET}/${c % 5}`, ...(d % 4 === 0 ? ["arn:aws:kms:us-east-1:1:key/k"] : [])],
    };
  });
}

/** Every field that can be filtered by, with a value and what that means of a row of FLAT: written by hand, with nothing of the code that is tested. */
const ASKED: Record<FilterField, readonly (readonly [value: string, sql: string])[]> = {
  identity: [["app", "principal = 'app'"]],
  credential: [["ASIA11", "credential = 'ASIA11'"]],
  session: [["session", "session = 'session'"]],
  action: [
    ["s3:GetObject", "source = 's3.amazonaws.com' and name = 'GetObject'"],
    ["*User*", "name like '%User%'"],
  ],
  source: [["iam", "source = 'iam.amazonaws.com'"]],
  resource: [
    [`${BUCKET}/3`, `'${BUCKET}/3' = any(resources)`],
    ["arn:aws:kms:us-east-1:1:key/k", "'arn:aws:kms:us-east-1:1:key/k' = any(resources)"],
    [BUCKET, `exists (select from unnest(resources) r where r like '${BUCKET}%')`],
  ],
  account: [["111122223333", "account = '111122223333'"]],
  region: [["eu-west-1", "region = 'eu-west-1'"]],
  ip: [["10.0.0.1", "address = '10.0.0.1'"]],
  outcome: [["error", "code is not null"]],
  error: [["Access*", "code like 'Access%'"]],
  category: [["data", "category = 2"]],
  kind: [["service-event", "(flags & 15) = 1"]],
  readonly: [["yes", "((flags >> 4) & 3) = 1"]],
  agent: [["CLI/1", "agent ilike '%cli/1%'"]],
};

const FLAT = `(
  select e.event_time as at, e.flags, p.key as principal, c.key as credential, c.session_name as session, ac.source, ac.name, ac.category, a.account,
    r.region, ad.address, ua.user_agent as agent, x.code,
    array_remove(array[k.key] || (select array_agg(o.key) from event_resource er join resource o on o.id = er.resource_id where er.event_id = e.event_id), null) as resources
  from event e join principal p on p.id = e.principal_id join action ac on ac.id = e.action_id join account a on a.id = e.account_id
  join region r on r.id = e.region_id left join credential c on c.id = e.credential_id left join address ad on ad.id = e.address_id
  left join user_agent ua on ua.id = e.user_agent_id left join error_code x on x.id = e.error_id left join resource k on k.id = e.resource_id) flat`;

type Clause = { readonly field: FilterField; readonly not: boolean; readonly value: string; readonly sql: string };

const anyClause = fc
  .constantFrom(...FILTER_FIELDS)
  .chain((field) =>
    fc
      .record({ choice: fc.constantFrom(...ASKED[field]), not: fc.boolean() })
      .map(({ choice: [value, sql], not }): Clause => ({ field, not, value, sql })),
  );

const question = fc.record({
  clauses: fc.uniqueArray(anyClause, { maxLength: 4, selector: ({ field, value }) => `${field} ${value}` }),
  fromMs: fc.integer({ min: START - HOUR_MS, max: START + 10 * 24 * HOUR_MS }),
  lengthMs: fc.constantFrom(60_000, HOUR_MS, 30 * HOUR_MS, 24 * 30 * HOUR_MS),
  buckets: fc.constantFrom(1, 24, 600),
});

/** Values of one field are alternatives, what is left out is left out, and fields must all hold. */
function whereOf(clauses: readonly Clause[], { fromMs, toMs }: { fromMs: number; toMs: number }): string {
  const fields = [...new Set(clauses.map(({ field }) => field))];
  const parts = fields.flatMap((field) => {
    const own = clauses.filter((clause) => clause.field === field);
    const wanted = own.filter(({ not }) => !not).map(({ sql }) => `(${sql})`);
    const left = own.filter(({ not }) => not).map(({ sql }) => `not coalesce(${sql}, false)`);
    return [...(wanted.length > 0 ? [`(${wanted.join(" or ")})`] : []), ...left];
  });
  const time = `at >= '${new Date(fromMs).toISOString()}' and at < '${new Date(toMs).toISOString()}'`;
  return [time, ...parts].join(" and ");
}

async function countStrip(filter: EventFilter, buckets: number): Promise<Density | null> {
  const steps: Density[] = [];
  let ask: { isFirst: boolean; beforeMs: number | null } | null = { isFirst: true, beforeMs: null };
  while (ask !== null) {
    const step: Density = await getDensity(database.ctx, { filter, buckets, ...ask });
    steps.push(step);
    const { isRough, uncountedBeforeMs: beforeMs } = step;
    ask = isRough || beforeMs !== null ? { isFirst: false, beforeMs } : null;
  }
  return mergeDensity(steps);
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

describe("whatever is asked", () => {
  it("every lane, strip, count, facet and list has as many events, and failed ones, as SQL counts", async () => {
    await fc.assert(
      fc.asyncProperty(question, async ({ clauses, fromMs, lengthMs, buckets }) => {
        const window = { fromMs, toMs: fromMs + lengthMs };
        const found = await database.pool.query<{ events: number; failed: number; withCredential: number }>(
          `select count(*)::int as events, (count(*) filter (where code is not null))::int as failed, count(credential)::int as "withCredential" from ${FLAT} where ${whereOf(clauses, window)}`,
        );
        const { events = 0, failed = 0, withCredential = 0 } = found.rows[0] ?? {};
        const asked = clauses.map(({ field, not, value }) => ({ field, not, value }));
        const whole: EventFilter = { from: null, to: null, clauses: asked };
        const filter = {
          ...whole,
          from: new Date(window.fromMs).toISOString(),
          to: new Date(window.toMs).toISOString(),
        };

        const strip = await countStrip(filter, buckets);
        expect([strip?.total, sumOf(strip?.ok ?? []) + sumOf(strip?.error ?? [])]).toEqual([events, events]);
        expect(sumOf(strip?.error ?? [])).toBe(failed);
        expect((await countEvents(database.ctx, { filter })).events).toBe(events);
        for (const dimension of LANE_DIMENSIONS) {
          const lanes = await listLanes(database.ctx, {
            filter: whole,
            ...window,
            by: [dimension],
            buckets,
            lanes: 200,
            isFirst: false,
          });
          const cells = lanes.lanes.map(({ cells: columns }) => sumOf(columns.events));
          expect([dimension, lanes.events, sumOf(cells)]).toEqual([dimension, events, events]);
          expect(sumOf(lanes.lanes.map((lane) => lane.failed))).toBe(failed);
          expect(lanes.marks?.eventId.length).toBe(events === 0 ? (lanes.marks?.eventId.length ?? undefined) : events);
        }
        const { rows } = await listEvents(database.ctx, {
          filter,
          order: "oldest",
          at: { kind: "after", cursor: null },
          limit: 500,
        });
        expect(rows).toHaveLength(events);
        // The values of a field are counted without what is asked of that field itself.
        for (const facet of FACETS.filter((one) => one !== "identity" && !asked.some(({ field }) => field === one))) {
          const { facets } = await listFacets(database.ctx, { filter, facets: [facet], limit: 200 });
          const counted = sumOf(facets[0]?.values.map((one) => one.events) ?? []);
          expect([facet, counted]).toEqual([facet, facet === "credential" ? withCredential : events]);
        }
      }),
      { numRuns: 40 },
    );
  }, 240_000);
});
