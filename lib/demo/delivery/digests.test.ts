import { createHash, createPublicKey, verify } from "node:crypto";
import { rmSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { TestDemo } from "../test-demo";

let demo: TestDemo;
beforeAll(async () => {
  demo = await TestDemo.write({ seed: 5, events: 6000, days: 7 });
}, 120_000);
afterAll(() => rmSync(demo.root, { recursive: true, force: true }), 60_000);

const Digest = z.object({
  digestEndTime: z.string(),
  digestS3Bucket: z.string(),
  digestS3Object: z.string(),
  digestPublicKeyFingerprint: z.string(),
  previousDigestS3Object: z.string().nullable(),
  previousDigestHashValue: z.string().nullable(),
  previousDigestSignature: z.string().nullable(),
  logFiles: z.array(z.object({ s3Bucket: z.string(), s3Object: z.string(), hashValue: z.string() })),
});

describe("the digests", () => {
  const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  const digests = () =>
    demo
      .under("logs")
      .filter((file) => file.path.includes("/CloudTrail-Digest/"))
      .map((file) => {
        const body = gunzipSync(file.bytes);
        return { path: file.path, body, digest: Digest.parse(JSON.parse(body.toString("utf8"))) };
      });
  const keys = () => {
    const Listed = z.object({ PublicKeyList: z.array(z.object({ Value: z.string(), Fingerprint: z.string() })) });
    return new Map(
      Listed.parse(demo.json("public-keys/list-public-keys--eu-west-1.json")).PublicKeyList.map((key) => [
        key.Fingerprint,
        Buffer.from(key.Value, "base64"),
      ]),
    );
  };
  const signatures = () => {
    const Head = z.object({ Bucket: z.string(), Key: z.string(), Metadata: z.object({ signature: z.string() }) });
    return new Map(
      demo
        .under("object-metadata")
        .flatMap((file) => demo.lines(file.path).map((line) => Head.parse(line)))
        .map((head) => [`${head.Bucket}/${head.Key}`, head.Metadata.signature]),
    );
  };

  it("are signed with the listed keys, whose fingerprints are the MD5 of their bytes", () => {
    const known = keys();
    const signed = signatures();
    for (const [fingerprint, der] of known) expect(createHash("md5").update(der).digest("hex")).toBe(fingerprint);
    for (const { body, digest } of digests()) {
      const text = [
        digest.digestEndTime,
        `${digest.digestS3Bucket}/${digest.digestS3Object}`,
        sha256(body),
        digest.previousDigestSignature ?? "null",
      ].join("\n");
      const key = createPublicKey({
        key: known.get(digest.digestPublicKeyFingerprint) ?? Buffer.alloc(0),
        format: "der",
        type: "pkcs1",
      });
      const signature = signed.get(`${digest.digestS3Bucket}/${digest.digestS3Object}`) ?? "";
      expect(verify("RSA-SHA256", Buffer.from(text), key, Buffer.from(signature, "hex"))).toBe(true);
    }
  });

  it("form chains that break only at the two deleted ones and where logging was stopped", () => {
    const all = digests();
    const byKey = new Map(all.map((entry) => [entry.digest.digestS3Object, entry.body]));
    const missing = z
      .array(z.object({ key: z.string() }))
      .parse(demo.json("truth/missing-digests.json"))
      .map((entry) => entry.key);
    expect(missing).toHaveLength(2);
    for (const { digest } of all) {
      if (digest.previousDigestS3Object === null) continue;
      const before = byKey.get(digest.previousDigestS3Object);
      if (before === undefined) expect(missing).toContain(digest.previousDigestS3Object);
      else expect(sha256(before)).toBe(digest.previousDigestHashValue);
    }
  });

  it("name every log file with its hash, but for the one tampered with and the one deleted", () => {
    const hashes = new Map(demo.logFiles().map((file) => [file.path.slice("logs/".length), sha256(file.content)]));
    const listed = digests().flatMap(({ digest }) =>
      digest.logFiles.map((file) => [`${file.s3Bucket}/${file.s3Object}`, file.hashValue] as const),
    );
    expect(listed.filter(([path]) => !hashes.has(path))).toHaveLength(1);
    expect(listed.filter(([path, hash]) => hashes.has(path) && hashes.get(path) !== hash)).toHaveLength(1);
  });
});
