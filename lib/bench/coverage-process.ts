import type { Context } from "@/lib/context";
import { FAMILIES } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import type { Fact } from "@/lib/coverage/fact";
import { getCoverageGrid } from "@/lib/coverage/server/get-coverage-grid";
import { listCoverageLanes } from "@/lib/coverage/server/list-coverage-lanes";
import { storeFacts } from "@/lib/coverage/server/store-facts";
import { inTransaction } from "@/lib/db/in-transaction";
import { openStore } from "@/lib/db/store";

const ACCOUNTS = 200;
const REGIONS = 30;
const FAMILY_COUNT = 40;
const DAY_MS = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");
const DAYS = 300;
const END = START + DAYS * DAY_MS;
const LANES = 12;

const [changesText = "100", roundsText = "3"] = process.argv.slice(2);
const changes = Number(changesText);
const rounds = Number(roundsText) * 10;

const accountOf = (n: number): string => String(100_000_000_000 + n);
const regions = Array.from({ length: REGIONS }, (_, n) => (n === 0 ? "us-east-1" : `eu-bench-${n}`));
const arnOf = (n: number): string => `arn:aws:cloudtrail:us-east-1:${accountOf(n)}:trail/own-${n}`;
const families = FAMILIES.slice(0, FAMILY_COUNT).map(({ id }) => id);

function selectors(types: readonly string[]): SelectorSet {
  const field = (name: string, equals: readonly string[]) => ({ Field: name, Equals: equals });
  const set = parseSelectors({
    AdvancedEventSelectors: [
      { FieldSelectors: [field("eventCategory", ["Management"])] },
      ...types.map((type) => ({ FieldSelectors: [field("eventCategory", ["Data"]), field("resources.type", [type])] })),
    ],
  });
  if (set === null) throw new Error("These are no selectors.");
  return set;
}

const VARIANTS = [
  selectors(["AWS::S3::Object"]),
  selectors(["AWS::S3::Object", "AWS::Lambda::Function"]),
  selectors(["AWS::Bedrock::AgentAlias", "AWS::Bedrock::KnowledgeBase"]),
];

function trailFacts(n: number, isOrganisation: boolean): Fact[] {
  const subject = isOrganisation ? `arn:aws:cloudtrail:us-east-1:${accountOf(0)}:trail/everywhere` : arnOf(n);
  const at = { fromMs: START, toMs: START, isChange: false, knownAtMs: START, origin: ORIGIN };
  const settings = {
    kind: "trail" as const,
    name: isOrganisation ? "everywhere" : `own-${n}`,
    owner: accountOf(n),
    home: "us-east-1",
    multiRegion: true,
    organisation: isOrganisation,
    globalEvents: true,
    bucket: isOrganisation ? "everywhere" : `logs-${n}`,
    prefix: null,
    kmsKey: null,
    validation: true,
  };
  return [
    { subject, aspect: "existence", value: true, ...at },
    { subject, aspect: "logging", value: true, ...at },
    { subject, aspect: "settings", value: settings, ...at },
    { subject, aspect: "selectors", value: selectors([]), ...at },
    { subject: accountOf(n), aspect: "inventory", value: true, ...at },
    { subject: accountOf(n), aspect: "membership", value: true, ...at },
  ];
}

const ORIGIN = { kind: "snapshot", name: "bench", trust: "imported" } as const;

function changeFacts(): Fact[] {
  return Array.from({ length: changes }, (_, n): Fact => {
    const atMs = START + Math.floor(((n + 1) * DAYS * DAY_MS) / (changes + 2));
    return {
      subject: arnOf(n % ACCOUNTS),
      aspect: "selectors",
      value: VARIANTS[n % VARIANTS.length] ?? null,
      fromMs: atMs,
      toMs: atMs,
      isChange: true,
      knownAtMs: atMs,
      origin: { kind: "event", name: `change-${n}`, trust: "delivered" },
    };
  });
}

async function fill(ctx: Context): Promise<void> {
  const facts = [
    ...trailFacts(0, true),
    ...Array.from({ length: ACCOUNTS }, (_, n) => trailFacts(n, false)).flat(),
    ...changeFacts(),
  ];
  await inTransaction(ctx.pool, async (client) => {
    await storeFacts(
      client,
      facts.map((fact) => ({ fact, eventId: null })),
    );
    await client.query("insert into source (name, trust) values ('bench', 1)");
    await client.query("insert into region (region) select unnest($1::text[])", [regions]);
    await client.query("insert into account (account) select unnest($1::text[])", [
      Array.from({ length: ACCOUNTS }, (_, n) => accountOf(n)),
    ]);
    await client.query(
      `insert into sink (source_id, place, organisation) select id, 'logs-' || n, null from source, generate_series(0, $1::int - 1) n
       union all select id, 'everywhere/o-benchbench', 'o-benchbench' from source`,
      [ACCOUNTS],
    );
    await client.query(
      `insert into watermark (sink_id, account, region, from_at, until_at, basis, files, holes)
       select k.id, a.account, r.region, to_timestamp($1), to_timestamp($2), 'digests', 1, '[]'::jsonb
       from sink k cross join account a cross join region r where k.organisation is not null
       union all
       select k.id, a.account, r.region, to_timestamp($1), to_timestamp($2), 'digests', 1, '[]'::jsonb
       from account a join sink k on k.place = 'logs-' || (a.account::bigint - 100000000000) cross join region r`,
      [START / 1000 - 1, END / 1000],
    );
  });
}

function spread(costs: readonly Cost[]): { readonly p50: number; readonly max: number; readonly cpuP50: number } {
  const ms = costs.map((cost) => cost.ms).toSorted((a, b) => a - b);
  const cpu = costs.map(({ cpuMs }) => cpuMs).toSorted((a, b) => a - b);
  const middle = Math.floor(costs.length / 2);
  return { p50: ms[middle] ?? 0, max: ms.at(-1) ?? 0, cpuP50: cpu[middle] ?? 0 };
}

type Cost = { readonly ms: number; readonly cpuMs: number };

/** By the clock, and what this process computed meanwhile: the latter says less about who else is busy. */
async function timed(work: () => Promise<unknown>): Promise<Cost> {
  const began = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - began, cpuMs: (user + system) / 1000 };
}

const store = await openStore({ applicationName: "wakeline bench" });
const ctx: Context = {
  db: store.db,
  pool: store.pool,
  actor: { kind: "cli", name: "bench" },
  now: () => new Date(END),
  signal: new AbortController().signal,
};
await fill(ctx);
await store.pool.query("vacuum analyze");
const moment = (n: number): number => START + DAY_MS + Math.floor(((n * 0.618) % 1) * (DAYS - 2) * DAY_MS);
const first = await timed(() => getCoverageGrid(ctx, { atMs: moment(1), families }));
const gridMs: Cost[] = [];
const laneMs: Cost[] = [];
let cells = 0;
for (let n = 2; n < rounds + 2; n++) {
  gridMs.push(
    await timed(async () => {
      const grid = await getCoverageGrid(ctx, { atMs: moment(n), families });
      cells = grid.places.length * grid.families.length;
    }),
  );
  const asked = families
    .slice(0, LANES)
    .map((family) => ({ account: accountOf(n % ACCOUNTS), region: "us-east-1", family }));
  laneMs.push(
    await timed(() => listCoverageLanes(ctx, { fromMs: moment(n), toMs: moment(n) + 30 * DAY_MS, cells: asked })),
  );
}
await store.close();
process.stdout.write(
  `${JSON.stringify({ changes, cells, firstMs: first.ms, grid: spread(gridMs), lanes: spread(laneMs) })}\n`,
);
