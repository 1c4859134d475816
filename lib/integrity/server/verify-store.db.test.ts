import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { logRecord } from "@/lib/testing/factories/log-records";
import {
  digestOf,
  logFileOf,
  makeSigner,
  type SignedDigest,
  type Signer,
} from "@/lib/testing/factories/signed-digests";
import { EVERYTHING, headsOf, HOURS, signedTrail, TrailStore } from "@/lib/testing/factories/trail-store";
import { verifyStore } from "./verify-store";

let signer: Signer;
let stranger: Signer;
let store: TrailStore;
const allVerified = HOURS.map((hour) => [hour, "verified", null]);

beforeAll(() => {
  signer = makeSigner();
  stranger = makeSigner();
});
beforeEach(async () => {
  store = await TrailStore.open();
});
afterEach(() => store.close());

describe("verifying log files", () => {
  it("verifies every file of a whole chain, whichever of files, digests, keys and signatures came first", async () => {
    const { files, digests } = signedTrail(signer);
    await store.load([headsOf(digests.slice(-1))]);
    await store.load(digests.slice(3));
    await store.load(files.slice(2));
    await store.trust(signer);
    await store.load([...files.slice(0, 2), ...digests.slice(0, 3)]);
    expect((await store.outcome()).states).toEqual(allVerified);
    expect((await store.outcome()).files.map(({ key }) => key)).toEqual(HOURS.map(() => "imported"));
  });

  it("says of keys that came with the files that they did", async () => {
    const { files, digests } = signedTrail(signer);
    await store.load([...files, ...digests, headsOf(digests), { path: "keys.json", bytes: signer.list }]);
    expect((await store.outcome()).states).toEqual(allVerified);
    expect(new Set((await store.outcome()).files.map(({ key }) => key))).toEqual(new Set(["files"]));
  });

  it("takes keys in SPKI as well", async () => {
    signer = makeSigner("spki");
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests, headsOf(digests)]);
    expect((await store.outcome()).states).toEqual(allVerified);
  });

  it("leaves only the newest hour open where a copy lost the signatures", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests]);
    expect((await store.outcome()).states.slice(0, 4)).toEqual(allVerified.slice(0, 4));
    expect((await store.outcome()).states[4]).toEqual([4, "unverified", "no-signature"]);
    const Metadata = { signature: digests[4]?.signature };
    await store.load([
      { path: `${digests[4]?.path}.head.json`, bytes: JSON.stringify({ ContentType: "application/json", Metadata }) },
    ]);
    expect((await store.outcome()).states).toEqual(allVerified);
  });

  it("never calls anything valid without a key", async () => {
    const { files, digests } = signedTrail(signer);
    await store.load([...files, ...digests, headsOf(digests)]);
    expect((await store.outcome()).states).toEqual(HOURS.map((hour) => [hour, "no-key", null]));
  });

  it("finds a changed file, a missing one, and bytes behind the gzip data", async () => {
    const { files, digests } = signedTrail(signer);
    const [first = never(), second = never(), , fourth = never(), fifth = never()] = files;
    const changed = { ...second, bytes: gzipSync(JSON.stringify({ Records: [logRecord(10)] })) };
    const longer = { ...fourth, bytes: Buffer.concat([fourth.bytes, gzipSync("{}")]) };
    const padded = { ...fifth, bytes: Buffer.concat([fifth.bytes, Buffer.from("\0\0secret")]) };
    await store.trust(signer);
    await store.load([first, changed, longer, padded, ...digests, headsOf(digests)]);
    expect((await store.outcome()).states).toEqual([
      [0, "verified", null],
      [1, "hash-differs", "content"],
      [2, "missing", null],
      [3, "hash-differs", "trailing-data"],
      [4, "hash-differs", "trailing-data"],
    ]);
  });

  it("finds two digests deleted in a row, and calls the files of that time what they are", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests.filter((_, hour) => hour !== 1 && hour !== 2), headsOf(digests)]);
    const { gaps, states } = await store.outcome();
    expect(gaps).toMatchObject([
      {
        kind: "digest-missing",
        from: "2026-10-05T09:00:00Z",
        to: "2026-10-05T11:00:00Z",
        missing: `s3://${digests[2]?.path}`,
      },
    ]);
    expect(states).toEqual([
      [0, "verified", null],
      [1, "chain-broken", "digest-missing"],
      [2, "chain-broken", "digest-missing"],
      [3, "verified", null],
      [4, "verified", null],
    ]);
  });

  it("does not believe a digest with a swapped signature, a stranger's key, or changed after it was signed", async () => {
    const { files, digests } = signedTrail(signer);
    const [first = never(), second = never(), third = never(), , fifth = never()] = digests;
    const forged = digestOf(2, {
      signer: stranger,
      previous: second,
      files: [],
      change: { digestPublicKeyFingerprint: signer.fingerprint },
    });
    const altered = { ...fifth, bytes: gzipSync(fifth.body.replace("_file4", "_other")) };
    await store.trust(signer);
    await store.load([
      ...files,
      first,
      second,
      forged,
      altered,
      headsOf([first, { ...second, signature: third.signature }, forged, fifth]),
    ]);
    const { digests: found, states } = await store.outcome();
    expect(found.map(({ state }) => state).toSorted()).toEqual([
      "invalid-signature",
      "invalid-signature",
      "valid",
      "valid",
    ]);
    expect(states.filter(([, state]) => state === "verified").map(([hour]) => hour)).toEqual([0, 1]);
  });

  it("keeps to the real digest where a second one claims the same hour", async () => {
    const { files, digests } = signedTrail(signer);
    const rival = digestOf(2, { signer: stranger, previous: digests[1] ?? null, files: [] });
    await store.trust(signer);
    await store.load([...files, ...digests, headsOf(digests), { ...rival, path: `copy/${rival.path}` }]);
    expect((await store.outcome()).states).toEqual(allVerified);
    expect((await store.outcome()).gaps).toEqual([]);
  });

  it("refuses digests that are no JSON, lack keys, have bytes behind them or lie elsewhere, and goes on", async () => {
    const { files, digests } = signedTrail(signer);
    const [first = never(), second = never(), third = never(), fourth = never(), fifth = never()] = digests;
    const lacking = JSON.stringify({ digestStartTime: "2026-10-05T08:00:00Z", logFiles: [], digestS3Object: "x" });
    await store.trust(signer);
    await store.load([
      ...files,
      { path: first.path, bytes: gzipSync(lacking) },
      { path: second.path, bytes: Buffer.concat([second.bytes, gzipSync(" ")]) },
      { ...third, path: `moved/${third.key.replace("10/05", "10/06")}` },
      { path: fourth.path, bytes: gzipSync(fourth.body.replace("}]}", "}]")) },
      fifth,
      headsOf(digests),
    ]);
    const { digests: found, states } = await store.outcome();
    expect(found.map(({ state }) => state).toSorted()).toEqual(["malformed", "malformed", "moved", "valid"]);
    expect(states.filter(([, state]) => state === "verified")).toEqual([[4, "verified", null]]);
    expect(states[2]).toEqual([2, "chain-broken", "digest-moved"]);
  });

  it("follows backfilled digests as a chain of their own", async () => {
    const { files, digests } = signedTrail(signer);
    const old = logFileOf(9, [logRecord(99)]);
    const backfill = digestOf(9, {
      signer,
      previous: null,
      files: [{ file: old, content: gunzipSync(old.bytes) }],
      suffix: "_backfill",
    });
    await store.trust(signer);
    await store.load([...files, old, ...digests, backfill, headsOf([...digests, backfill])]);
    const { gaps, digests: found, states } = await store.outcome();
    expect(gaps).toEqual([]);
    expect(found.filter(({ isBackfill }) => isBackfill)).toMatchObject([{ state: "valid" }]);
    expect(states).toEqual([...allVerified, [9, "verified", null]]);
  });

  it("tells a new chain after logging was off from a digest that is gone", async () => {
    const { files, digests } = signedTrail(signer, (hour) =>
      hour === 3 ? { signer, previous: null, files: [] } : null,
    );
    await store.trust(signer);
    await store.load([...files.slice(0, 2), ...digests.filter((_, hour) => hour !== 2), headsOf(digests)]);
    expect((await store.outcome()).gaps).toMatchObject([
      { kind: "not-logging", from: "2026-10-05T10:00:00Z", to: "2026-10-05T11:00:00Z", missing: null },
    ]);
  });

  it("calls a file that no digest names not referenced, where digests cover its time", async () => {
    const { files, digests } = signedTrail(signer);
    const planted = logFileOf(2, [logRecord(77)]);
    await store.trust(signer);
    await store.load([
      ...files,
      { ...planted, path: planted.path.replace("_file2", "_planted") },
      ...digests,
      headsOf(digests),
    ]);
    const { files: found } = await store.outcome();
    expect(found.filter(({ state }) => state !== "verified")).toMatchObject([
      { state: "not-referenced", digest: null },
    ]);
  });

  it("finds log files by their content where a copy has other names, packed or not", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([
      ...files.map((file, n) => ({ path: `renamed-${n}.json`, bytes: gunzipSync(file.bytes) })),
      ...digests,
      headsOf(digests),
    ]);
    expect((await store.outcome()).states.map(([, state]) => state)).toEqual(HOURS.map(() => "verified"));
  });

  it("notices that kept bytes were changed in the store since", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests, headsOf(digests)]);
    const other = gzipSync(JSON.stringify({ Records: [logRecord(1)] }));
    await store.database.pool.query(
      "update evidence_chunk set bytes = $1 where log_file_id = (select min(id) from log_file)",
      [other],
    );
    await verifyStore(store.database.pool, { range: EVERYTHING });
    expect((await store.outcome()).states.filter(([, state]) => state === "verified")).toHaveLength(HOURS.length - 1);
    expect((await store.outcome()).states.filter(([, state]) => state === "hash-differs")).toHaveLength(1);
  });
});

function never(): never {
  throw new Error("the trail of the test is too short");
}

describe("digests that are gone at the newest end of a chain", () => {
  const endGap = async () =>
    (await store.outcome()).gaps.map(({ kind, from, to, missing }) => [kind, from, to, missing]);

  it("are noticed by log files that were published since, which are not proved then", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests.slice(0, 2), headsOf(digests)]);
    expect(await endGap()).toEqual([["digest-missing", "2026-10-05T10:00:00Z", "2026-10-05T12:25:00Z", null]]);
    expect((await store.outcome()).states.slice(2)).toEqual(
      [2, 3, 4].map((hour) => [hour, "chain-broken", "digest-missing"]),
    );
    await store.load(digests.slice(2));
    expect(await endGap()).toEqual([]);
    expect((await store.outcome()).states).toEqual(allVerified);
  });

  it("are no gap while the digest of the last hour may still come", async () => {
    const { files, digests } = signedTrail(signer);
    await store.trust(signer);
    await store.load([...files, ...digests.slice(0, 4), headsOf(digests)]);
    expect(await endGap()).toEqual([]);
  });

  it("are noticed by digests of the same trail that go on elsewhere, and not where an account has left", async () => {
    const { digests } = signedTrail(signer);
    const elsewhere = (account: string, region: string, hours: number) => emptyDigests(hours, { account, region });
    await store.trust(signer);
    const others = [elsewhere("111122223333", "us-east-1", 5), elsewhere("444455556666", "eu-west-1", 5)];
    const left = elsewhere("777788889999", "eu-west-1", 2);
    const all = [...digests.slice(0, 2), ...others.flat(), ...left];
    await store.load([...all, headsOf(all)]);
    expect(await endGap()).toEqual([["digest-missing", "2026-10-05T10:00:00Z", "2026-10-05T13:00:00Z", null]]);
  });
});

/** The digests of hours in which an account and Region had no log file. */
function emptyDigests(hours: number, of: { readonly account: string; readonly region: string }): SignedDigest[] {
  const digests: SignedDigest[] = [];
  for (let hour = 0; hour < hours; hour++)
    digests.push(digestOf(hour, { signer, previous: digests.at(-1) ?? null, files: [], of }));
  return digests;
}
