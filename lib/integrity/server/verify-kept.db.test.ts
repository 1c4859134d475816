import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dropFiles } from "@/lib/ingest/server/drop-files";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { digestOf, logFileOf, makeSigner } from "@/lib/testing/factories/signed-digests";
import { EVERYTHING, headsOf, signedTrail, TrailStore } from "@/lib/testing/factories/trail-store";
import { verifyStore } from "./verify-store";
import { withIntegrityLock } from "./with-integrity-lock";

const signer = makeSigner();
let store: TrailStore;
beforeEach(async () => {
  store = await TrailStore.open();
});
afterEach(() => store.close());

it("verification keeps nobody waiting who loads or drops log files", async () => {
  const { files } = signedTrail(signer);
  const { pool } = store.database;
  await withIntegrityLock(pool, async () => {
    const folder = await mkdtemp(join(tmpdir(), "wakeline-verify-"));
    await writeFile(join(folder, "one.json.gz"), files[0]?.bytes ?? "");
    const request = { kind: "cli", source: "copy", actorName: "test", loaders: 1 } as const;
    const signal = new AbortController().signal;
    expect(await ingestPaths(store.database, { ...request, paths: [folder], signal })).toMatchObject({ stored: 2 });
    await dropFiles(pool, { fileIds: [1], at: new Date(0), rule: { days: 1, by: "test" } });
    await rm(folder, { recursive: true });
  });
});

describe("kept bytes that are gone from the store", () => {
  it("are no proof any more, whether all of a file is gone or its first part", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests, headsOf(digests)]);
    const { pool } = store.database;
    await pool.query("delete from evidence_chunk where log_file_id = (select min(id) from log_file)");
    await pool.query(
      "insert into evidence_segment (log_file_id, n, first_record, records, text_bytes) select max(id), 1, 2, 0, 0 from log_file",
    );
    await pool.query("update evidence_chunk set segment = 1 where log_file_id = (select max(id) from log_file)");
    await verifyStore(pool, { range: EVERYTHING });
    expect((await store.outcome()).files.map(({ state, reason }) => [state, reason]).toSorted()).toEqual([
      ["hash-differs", "content"],
      ["hash-differs", "content"],
      ["verified", null],
      ["verified", null],
      ["verified", null],
    ]);
  });

  it("are not missed of a log file that holds no record", async () => {
    const empty = logFileOf(0, []);
    const digest = digestOf(0, { signer, previous: null, files: [{ file: empty, content: gunzipSync(empty.bytes) }] });
    await store.trust(signer);
    await store.load([empty, digest, headsOf([digest])]);
    await verifyStore(store.database.pool, { range: EVERYTHING });
    expect((await store.outcome()).states).toEqual([[0, "verified", null]]);
  });
});
