import { generateKeyPairSync, hash, sign } from "node:crypto";
import { gzipSync } from "node:zlib";

const ACCOUNT = "111122223333";
const BUCKET = "audit-logs";
const REGION = "eu-west-1";
const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 5, 8);

const iso = (ms: number): string => new Date(ms).toISOString().replace(".000", "");
const stamp = (ms: number): string => iso(ms).replaceAll(/[-:]/g, "");
const day = (ms: number): string => iso(ms).slice(0, 10).replaceAll("-", "/");

/** A key pair such as CloudTrail signs with, and how AWS would list it. */
export function makeSigner(type: "pkcs1" | "spki" = "pkcs1") {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = publicKey.export({ type, format: "der" });
  const fingerprint = hash("md5", der, "hex");
  const list = { PublicKeyList: [{ Value: der.toString("base64"), Fingerprint: fingerprint }] };
  return {
    fingerprint,
    list: JSON.stringify(list),
    sign: (text: string) => sign("RSA-SHA256", Buffer.from(text), privateKey).toString("hex"),
  };
}
export type Signer = ReturnType<typeof makeSigner>;

export type SignedFile = { readonly path: string; readonly key: string; readonly bytes: Buffer };
export type SignedDigest = SignedFile & {
  readonly body: string;
  readonly sha256: string;
  readonly signature: string;
  readonly startMs: number;
  readonly endMs: number;
};

/** A log file of one hour of the trail, where S3 delivery puts it. */
export function logFileOf(hour: number, records: readonly unknown[], name = `file${hour}`): SignedFile {
  const ms = START + hour * HOUR + 25 * 60_000;
  const key = `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/${day(ms)}/${ACCOUNT}_CloudTrail_${REGION}_${stamp(ms).slice(0, 13)}Z_${name}.json.gz`;
  return { key, path: `${BUCKET}/${key}`, bytes: gzipSync(JSON.stringify({ Records: records })) };
}

type Making = {
  readonly signer: Signer;
  readonly previous: SignedDigest | null;
  readonly files: readonly { readonly file: SignedFile; readonly content: Buffer }[];
  /** What is changed in the digest before it is signed. */
  readonly change?: Readonly<Record<string, unknown>>;
  readonly suffix?: string;
  /** Of which account and Region it speaks; the trail's own otherwise. */
  readonly of?: { readonly account: string; readonly region: string };
};

/** A digest of one hour, signed as CloudTrail signs: over its end, its place, its hash and the signature before it. */
export function digestOf(
  hour: number,
  { signer, previous, files, change = {}, suffix = "", of }: Making,
): SignedDigest {
  const { account, region } = of ?? { account: ACCOUNT, region: REGION };
  const [startMs, endMs] = [START + hour * HOUR, START + (hour + 1) * HOUR];
  const key = `AWSLogs/${account}/CloudTrail-Digest/${region}/${day(endMs)}/${account}_CloudTrail-Digest_${region}_main_${REGION}_${stamp(endMs)}${suffix}.json.gz`;
  const body = JSON.stringify({
    awsAccountId: account,
    digestStartTime: iso(startMs),
    digestEndTime: iso(endMs),
    digestS3Bucket: BUCKET,
    digestS3Object: key,
    digestPublicKeyFingerprint: signer.fingerprint,
    digestSignatureAlgorithm: "SHA256withRSA",
    newestEventTime: null,
    oldestEventTime: null,
    previousDigestS3Bucket: previous && BUCKET,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous?.sha256 ?? null,
    previousDigestHashAlgorithm: previous && "SHA-256",
    previousDigestSignature: previous?.signature ?? null,
    logFiles: files.map(({ file, content }) => ({
      s3Bucket: BUCKET,
      s3Object: file.key,
      hashValue: hash("sha256", content, "hex"),
      hashAlgorithm: "SHA-256",
    })),
    ...change,
  });
  const sha256 = hash("sha256", body, "hex");
  const signature = signer.sign(`${iso(endMs)}\n${BUCKET}/${key}\n${sha256}\n${previous?.signature ?? "null"}`);
  return { key, path: `${BUCKET}/${key}`, bytes: gzipSync(body), body, sha256, signature, startMs, endMs };
}

/** What `aws s3api head-object` says of a digest, in a line. */
export function headOf({ key, signature }: SignedDigest): string {
  return JSON.stringify({ Bucket: BUCKET, Key: key, Metadata: { signature, "signature-algorithm": "SHA256withRSA" } });
}
