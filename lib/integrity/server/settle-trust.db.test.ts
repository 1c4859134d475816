import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type LogRecord, logRecord } from "@/lib/testing/factories/log-records";
import { makeSigner } from "@/lib/testing/factories/signed-digests";
import { headsOf, HOURS, signedTrail, TrailStore } from "@/lib/testing/factories/trail-store";

const signer = makeSigner();
let store: TrailStore;
beforeEach(async () => {
  store = await TrailStore.open();
});
afterEach(() => store.close());

describe("copies of one event that differ", () => {
  const forge = (n: number): LogRecord => ({ ...logRecord(n), sourceIPAddress: "198.51.100.66" });
  const addresses = async (): Promise<unknown[]> =>
    (
      await store.database.pool.query(
        "select a.address from event e join address a on a.id = e.address_id order by e.event_time",
      )
    ).rows;

  it("take their columns from the file that a digest verifies, whatever came first and however hashes fall", async () => {
    const { files, digests } = signedTrail(signer);
    await store.load(
      HOURS.map((hour) => ({
        path: `forged-${hour}.json`,
        bytes: JSON.stringify({ Records: [forge(hour * 10), forge(hour * 10 + 1)] }),
      })),
    );
    await store.trust(signer);
    await store.load([...files, ...digests, headsOf(digests)]);
    expect((await addresses()).every((row) => JSON.stringify(row).includes("192.0.2."))).toBe(true);
    const flags = await store.database.pool.query<{ n: number }>(
      "select count(distinct flags)::int as n from event_copy c join event e using (event_id) where c.differs",
    );
    expect(flags.rows[0]?.n).toBeGreaterThan(0);
  });

  it("give a file that was changed after it was signed no say", async () => {
    const { files, digests } = signedTrail(signer);
    const harmed = files.map((file, hour) => ({
      ...file,
      bytes: gzipSync(JSON.stringify({ Records: [forge(hour * 10), forge(hour * 10 + 1)] })),
    }));
    const others = HOURS.map((hour) => ({
      path: `plain-${hour}.json`,
      bytes: JSON.stringify([logRecord(hour * 10), logRecord(hour * 10 + 1)]),
    }));
    await store.trust(signer);
    await store.load([...harmed, ...others, ...digests, headsOf(digests)]);
    expect((await addresses()).every((row) => JSON.stringify(row).includes("192.0.2."))).toBe(true);
  });
});
