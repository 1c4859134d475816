import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openStore } from "@/lib/db/store";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { importKeys } from "@/lib/integrity/server/import-keys";
import { verifyStore } from "@/lib/integrity/server/verify-store";
import { logRecord } from "@/lib/testing/factories/log-records";
import {
  digestOf,
  headOf,
  logFileOf,
  makeSigner,
  type SignedDigest,
  type SignedFile,
} from "@/lib/testing/factories/signed-digests";
import { serverCpu } from "./server-cpu";

const FILES = 10_000;
const FILES_PER_DIGEST = 12;

const [folder = ".", events = "200000", rounds = "3"] = process.argv.slice(2);
const perFile = Math.max(1, Math.floor(Number(events) / FILES));
const logs = join(folder, "logs");
const paths: string[] = [];
let textBytes = 0;

function keep({ path, bytes }: { readonly path: string; readonly bytes: Buffer | string }): string {
  const place = join(logs, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, bytes);
  return place;
}

function write(): { digests: SignedDigest[]; keys: string } {
  const signer = makeSigner();
  const digests: SignedDigest[] = [];
  for (let first = 0; first < FILES; first += FILES_PER_DIGEST) {
    const hour = first / FILES_PER_DIGEST;
    const named: { file: SignedFile; content: Buffer }[] = [];
    for (let n = first; n < Math.min(FILES, first + FILES_PER_DIGEST); n++) {
      const records = Array.from({ length: perFile }, (_, record) => logRecord(n * perFile + record));
      const file = logFileOf(hour, records, `file${n}`);
      const content = gunzipSync(file.bytes);
      textBytes += content.length;
      paths.push(keep(file));
      named.push({ file, content });
    }
    const digest = digestOf(hour, { signer, previous: digests.at(-1) ?? null, files: named });
    keep(digest);
    digests.push(digest);
  }
  return { digests, keys: signer.list };
}

/** What both sides are measured by: the wall clock, and the processor time of this process with all its threads. */
type Taken = { readonly seconds: number; readonly cpuSeconds: number; readonly serverCpuSeconds: number | null };

async function timed(work: () => Promise<void> | void): Promise<Taken> {
  const server = await serverCpu(store.pool);
  const used = process.cpuUsage();
  const startedMs = performance.now();
  await work();
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(used);
  const serverNow = await serverCpu(store.pool);
  const serverCpuSeconds = server === null || serverNow === null ? null : serverNow - server;
  return { seconds, cpuSeconds: (user + system) / 1e6, serverCpuSeconds };
}

function floor(): void {
  for (const path of paths)
    createHash("sha256")
      .update(gunzipSync(readFileSync(path)))
      .digest();
}

const { digests, keys } = write();
keep({ path: "heads.ndjson", bytes: digests.map(headOf).join("\n") });
const store = await openStore({ applicationName: "wakeline bench" });
const ctx = {
  db: store.db,
  pool: store.pool,
  actor: { kind: "cli", name: "bench" } as const,
  now: () => new Date(),
  signal: new AbortController().signal,
};
await importKeys(ctx, { text: keys, name: "keys" });
await ingestAndVerify(store, { kind: "cli", source: "bench", actorName: "bench", paths: [logs], signal: ctx.signal });
const floors: Taken[] = [];
const verifications: Taken[] = [];
for (let round = 0; round < Number(rounds); round++) {
  floors.push(await timed(floor));
  verifications.push(await timed(() => verifyStore(store.pool, { range: { from: null, to: null } })));
}
const { rows } = await store.pool.query<{ n: number }>(
  "select count(*)::int as n from log_file_integrity where state = 'verified'",
);
const answer = { files: paths.length, digests: digests.length, textBytes, verified: rows[0]?.n ?? 0 };
process.stdout.write(`${JSON.stringify({ ...answer, floors, verifications })}\n`);
await store.close();
