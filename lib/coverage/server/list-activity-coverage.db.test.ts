import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { logRecord } from "@/lib/testing/factories/log-records";
import { TrailStore } from "@/lib/testing/factories/trail-store";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { inTransaction } from "@/lib/db/in-transaction";
import type { Fact } from "../fact";
import { listActivityCoverage } from "./list-activity-coverage";
import { storeFacts } from "./store-facts";

const ACCOUNT = "111122223333";
const TRAIL = `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/main`;
let store: TrailStore;

/** worker-3 reads an object, worker-0 a secret, and worker-1 is refused. */
beforeAll(async () => {
  store = await TrailStore.open();
  const Records = [
    logRecord(3, { awsRegion: "us-east-1" }),
    logRecord(5, { awsRegion: "us-east-1" }),
    logRecord(1, { awsRegion: "us-east-1", errorCode: "AccessDenied" }),
  ];
  await store.load([{ path: "log.json", bytes: JSON.stringify({ Records }) }]);
}, 60_000);
afterAll(() => store.close());

async function states(): Promise<Record<string, string>> {
  const { rows } = await store.database.pool.query<{ id: string; name: string }>("select id::text, name from identity");
  const found = await listActivityCoverage(store.database.ctx, { identities: rows.map(({ id }) => id) });
  const name = (identity: string): string => rows.find(({ id }) => id === identity)?.name ?? "";
  return Object.fromEntries(found.rows.map(({ identity, state }) => [name(identity), state]));
}

/** A trail that was so for the whole day, and takes management events only. */
function facts(): Fact[] {
  const span = {
    fromMs: Date.parse("2026-10-05T00:00:00Z"),
    toMs: Date.parse("2026-10-06T00:00:00Z"),
    isChange: false,
    knownAtMs: 0,
    origin: { kind: "snapshot", name: "test", trust: "imported" } as const,
  };
  const settings = { kind: "trail", name: "main", owner: ACCOUNT, home: "us-east-1", multiRegion: true } as const;
  const more = {
    organisation: false,
    globalEvents: true,
    bucket: "logs",
    prefix: null,
    kmsKey: null,
    validation: true,
  };
  return [
    { subject: TRAIL, aspect: "existence", value: true, ...span },
    { subject: TRAIL, aspect: "logging", value: true, ...span },
    { subject: TRAIL, aspect: "settings", value: { ...settings, ...more }, ...span },
    { subject: TRAIL, aspect: "selectors", value: parseSelectors({ EventSelectors: [{}] }), ...span },
    { subject: ACCOUNT, aspect: "inventory", value: true, ...span },
  ];
}

describe("how well identities would have been seen", () => {
  it("is the worst of what they did: unknown without configuration, and no more than partial for what was seen and is not selected", async () => {
    expect(await states()).toEqual({ "worker-3": "unknown", "worker-0": "unknown" });
    await inTransaction(store.database.pool, (client) =>
      storeFacts(
        client,
        facts().map((fact) => ({ fact, eventId: null })),
      ),
    );
    expect(await states()).toEqual({ "worker-3": "partial", "worker-0": "logged" });
  }, 60_000);
});
