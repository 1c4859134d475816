import { dayPath, HOUR, isoSeconds, MINUTE, secondStamp, SECOND } from "../base/calendar";
import type { Window } from "../base/window";
import { type Region, REGIONS } from "../organisation/accounts";
import { type FileWriter, sha256Hex } from "./file-writer";
import { accountPrefix, type LogFile } from "./log-file";
import type { Mishap } from "./mishaps";
import type { SigningKey } from "./signing-key";
import type { Span, Trail } from "./trails";

/** A log file as a digest names it, with what happened to it afterwards. */
export type DigestEntry = {
  readonly key: string;
  readonly hash: string;
  readonly newest: number;
  readonly oldest: number;
  readonly mishap: Mishap | null;
};
type Previous = { readonly key: string; readonly hash: string; readonly signature: string };

export type DigestKeys = { readonly first: SigningKey; readonly second: SigningKey; readonly rotatedAt: number };

/** Digests that somebody removed afterwards. */
export type MissingDigests = {
  readonly trail: string;
  readonly region: string;
  readonly after: number;
  readonly count: number;
};

export type WrittenDigest = {
  readonly trail: string;
  readonly bucket: string;
  readonly region: string;
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly written: boolean;
  /** Nothing was before it: the first of all, or the first after logging was started again. */
  readonly starts: boolean;
};

/** Who is told of digests and of what they name. */
export type DigestListener = {
  readonly closed: (digest: WrittenDigest, entries: readonly DigestEntry[]) => void;
  readonly unclaimed: (
    place: Pick<WrittenDigest, "trail" | "region" | "bucket">,
    entries: readonly DigestEntry[],
  ) => void;
};

type Closed = {
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly body: Buffer;
  readonly signature: string;
  readonly entries: readonly DigestEntry[];
  readonly starts: boolean;
};

/** Final digests cover what was still under way when logging stopped. */
const AFTERMATH = 20 * MINUTE;

/** The hourly digests of one trail in one Region: each names the files delivered in its hour and the digest before it. */
class DigestChain {
  private entries: DigestEntry[] = [];
  private dropped: DigestEntry[] = [];
  private previous: Previous | null = null;
  private from: number;

  constructor(
    private readonly trail: Trail,
    private readonly region: Region,
    window: Window,
  ) {
    // Each Region has its own minute of the hour.
    this.from = window.from - HOUR + REGIONS.indexOf(region) * 7 * MINUTE + 11 * MINUTE + 31 * SECOND;
  }

  add(entry: DigestEntry): void {
    this.entries.push(entry);
  }

  /** The files that no digest names: those that came after the last one, or while logging was off. */
  unclaimed(): readonly DigestEntry[] {
    return [...this.dropped, ...this.entries];
  }

  /** The digests whose time is over by then. */
  *due(ms: number, keys: DigestKeys): Generator<Closed> {
    while (this.from + HOUR <= ms) {
      const stop = this.trail.stopped.find((span) => this.from < span.to && this.from + HOUR > span.from);
      if (stop === undefined) {
        yield this.close(this.from + HOUR, keys);
      } else if (this.from < stop.from + AFTERMATH) {
        yield this.close(Math.max(stop.from + AFTERMATH, this.from + MINUTE), keys);
        this.restart(stop);
      } else {
        this.restart(stop);
      }
    }
  }

  /** After StartLogging a new chain begins, with nothing before it. */
  private restart(stop: Span): void {
    this.previous = null;
    this.dropped.push(...this.entries);
    this.entries = [];
    while (this.from < stop.to) this.from += HOUR;
  }

  private close(to: number, keys: DigestKeys): Closed {
    const { trail, region, previous, from, entries } = this;
    const key = `${accountPrefix(trail, trail.owner)}/CloudTrail-Digest/${region}/${dayPath(to)}/${trail.owner}_CloudTrail-Digest_${region}_${trail.name}_${trail.home}_${secondStamp(to)}.json.gz`;
    const signer = to < keys.rotatedAt ? keys.first : keys.second;
    const times = this.entries.flatMap((entry) => [entry.newest, entry.oldest]);
    const end = isoSeconds(to);
    const body = Buffer.from(
      JSON.stringify({
        awsAccountId: trail.owner,
        digestStartTime: isoSeconds(from),
        digestEndTime: end,
        digestS3Bucket: trail.bucket,
        digestS3Object: key,
        digestPublicKeyFingerprint: signer.fingerprint,
        digestSignatureAlgorithm: "SHA256withRSA",
        newestEventTime: times.length === 0 ? null : isoSeconds(Math.max(...times)),
        oldestEventTime: times.length === 0 ? null : isoSeconds(Math.min(...times)),
        previousDigestS3Bucket: previous === null ? null : trail.bucket,
        previousDigestS3Object: previous?.key ?? null,
        previousDigestHashValue: previous?.hash ?? null,
        previousDigestHashAlgorithm: previous === null ? null : "SHA-256",
        previousDigestSignature: previous?.signature ?? null,
        logFiles: this.entries.map((entry) => ({
          s3Bucket: trail.bucket,
          s3Object: entry.key,
          hashValue: entry.hash,
          hashAlgorithm: "SHA-256",
          newestEventTime: isoSeconds(entry.newest),
          oldestEventTime: isoSeconds(entry.oldest),
        })),
      }),
    );
    const hash = sha256Hex(body);
    const signature = signer.sign(`${end}\n${trail.bucket}/${key}\n${hash}\n${previous?.signature ?? "null"}`);
    this.previous = { key, hash, signature };
    this.entries = [];
    this.from = to;
    return { from, to, key, body, signature, entries, starts: previous === null };
  }
}

/**
 * Signs and writes the digests of every trail that asks for validation. The signature is object metadata in S3, which a copy of the
 * bucket loses; beside the logs lies what `head-object` said of each digest, one line per object.
 */
export class Digests {
  private readonly chains = new Map<string, { trail: Trail; region: Region; chain: DigestChain }>();
  private readonly missing: MissingDigests & { left: number };

  constructor(
    private readonly writer: FileWriter,
    private readonly keys: DigestKeys,
    setting: {
      readonly trails: readonly Trail[];
      readonly window: Window;
      readonly missing: MissingDigests;
      readonly listener: DigestListener;
    },
  ) {
    this.missing = { ...setting.missing, left: setting.missing.count };
    this.listener = setting.listener;
    for (const trail of setting.trails.filter((entry) => entry.validation)) {
      for (const region of trail.multiRegion ? REGIONS : [trail.home]) {
        this.chains.set(`${trail.name} ${region}`, {
          trail,
          region,
          chain: new DigestChain(trail, region, setting.window),
        });
      }
    }
  }

  private readonly listener: DigestListener;

  /** A file as CloudTrail wrote it, before anybody laid hands on it, and what happened to it then. */
  add(file: LogFile, content: Buffer, mishap: Mishap | null): void {
    const entry = this.chains.get(`${file.trail.name} ${file.region}`);
    if (entry === undefined) return;
    const times = file.marks.map((mark) => mark.at);
    entry.chain.add({
      key: file.key,
      hash: sha256Hex(content),
      newest: times.reduce((a, b) => Math.max(a, b), 0),
      oldest: times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
      mishap,
    });
  }

  until(ms: number): void {
    for (const { trail, region, chain } of this.chains.values()) {
      for (const digest of chain.due(ms, this.keys)) {
        const { missing } = this;
        const removed =
          trail.name === missing.trail && region === missing.region && digest.to > missing.after && missing.left > 0;
        if (removed) missing.left--;
        const { key, from, to, starts } = digest;
        const { name, bucket } = trail;
        this.listener.closed({ trail: name, bucket, region, key, from, to, starts, written: !removed }, digest.entries);
        if (!removed) this.write(trail, digest);
      }
    }
  }

  /** No more files come: tells those that no digest names. */
  close(): void {
    for (const { trail, region, chain } of this.chains.values())
      this.listener.unclaimed({ trail: trail.name, bucket: trail.bucket, region }, chain.unclaimed());
  }

  private write(trail: Trail, digest: Closed): void {
    this.writer.writeGzip(`logs/${trail.bucket}/${digest.key}`, digest.body);
    this.writer.append(
      `object-metadata/${trail.bucket}.ndjson`,
      `${JSON.stringify({
        Bucket: trail.bucket,
        Key: digest.key,
        LastModified: isoSeconds(digest.to + 4 * SECOND),
        ContentType: "application/json",
        ContentEncoding: "gzip",
        Metadata: { signature: digest.signature, "signature-algorithm": "SHA256withRSA" },
      })}\n`,
    );
  }
}
