import { z } from "zod";
import { TEXT_FORMATS } from "@/lib/ingest/decoded";
import { defineEndpoint, defineStream } from "@/lib/http/endpoint";
import { FileIntegrity } from "@/lib/integrity/file-integrity";
import { RUN_CONDITIONS, RUN_KINDS } from "./run-condition";

/** Records in, and where each of them went: always `records = stored + duplicates + quarantined`. */
export const Conservation = z.object({
  records: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  quarantined: z.number(),
});
export type Conservation = z.infer<typeof Conservation>;

export const PAGE_MAX = 200;
const limit = z.number().int().min(1).max(PAGE_MAX).default(50);
const cursor = z.string().max(200).nullable().default(null);

/** SHA-256 of the bytes as delivered, in hexadecimal: what names a log file outside the store. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits");

export const sourcesSummary = defineEndpoint({
  method: "GET",
  path: "/api/v1/sources",
  role: "viewer",
  input: z.object({}),
  output: z.object({
    totals: Conservation,
    files: z.number(),
    filesWithQuarantine: z.number(),
    /** Not every segment is committed yet. */
    filesIncomplete: z.number(),
    deliveredBytes: z.number(),
    /** What retention dropped; no part of the totals. */
    dropped: Conservation.extend({ files: z.number() }),
    sources: z.array(z.object({ name: z.string(), trust: z.number(), files: z.number() })),
    disk: z.object({
      databaseBytes: z.number(),
      evidenceBytes: z.number(),
      eventBytes: z.number(),
      /** Of all tables. */
      indexBytes: z.number(),
      rollupBytes: z.number(),
      /** Free where the embedded database lives; null for a server whose disk cannot be seen from here. */
      freeBytes: z.number().nullable(),
      /** Null while there are so few events that the empty database outweighs them. */
      bytesPerEvent: z.number().nullable(),
    }),
  }),
});
export type SourcesSummary = z.infer<typeof sourcesSummary.output>;

export const LogFileRow = Conservation.extend({
  sha256: Sha256,
  source: z.string(),
  format: z.enum(TEXT_FORMATS),
  compressed: z.boolean(),
  deliveredBytes: z.number(),
  /** One of its places, and how many there are. */
  path: z.string(),
  places: z.number(),
  publishTimeMs: z.number().nullable(),
  receivedAtMs: z.number(),
  complete: z.boolean(),
  damage: z.string().nullable(),
  integrity: FileIntegrity,
  /** When retention dropped it; its counts are then those that it had. */
  droppedAtMs: z.number().nullable(),
});
export type LogFileRow = z.infer<typeof LogFileRow>;

export const LogFileFilter = z.object({
  /** Part of a path, or the beginning of a SHA-256. */
  query: z.string().max(1024).default(""),
  source: z.string().max(1024).nullable().default(null),
  quarantined: z.boolean().default(false),
  dropped: z.boolean().default(false),
  integrity: FileIntegrity.shape.state.nullable().default(null),
});
export type LogFileFilter = z.infer<typeof LogFileFilter>;

export const logFilesList = defineEndpoint({
  method: "GET",
  path: "/api/v1/sources/files",
  role: "viewer",
  input: z.object({ filter: LogFileFilter, cursor, limit }),
  output: z.object({ rows: z.array(LogFileRow), next: z.string().nullable(), matching: z.number() }),
});

export const logFileGet = defineEndpoint({
  method: "GET",
  path: "/api/v1/sources/files/detail",
  role: "viewer",
  input: z.object({ sha256: Sha256 }),
  output: LogFileRow.extend({
    trust: z.number(),
    textBytes: z.number(),
    evidenceBytes: z.number(),
    normaliserVersion: z.number(),
    /** Whether the bytes as delivered can be given back, and not only the text that they held. */
    evidence: z.enum(["exact", "text"]),
    /** The first ones, in the order in which they were seen. */
    locations: z.array(z.object({ source: z.string(), path: z.string(), seenAtMs: z.number() })),
    segments: z.array(
      z.object({
        n: z.number(),
        firstRecord: z.number(),
        records: z.number(),
        textBytes: z.number(),
        keptBytes: z.number(),
      }),
    ),
    segmentsTotal: z.number(),
  }),
});
export type LogFile = z.infer<typeof logFileGet.output>;

const QuarantineFilter = z.object({
  reason: z.string().max(100).nullable().default(null),
  sha256: Sha256.nullable().default(null),
});

export const quarantineReasons = defineEndpoint({
  method: "GET",
  path: "/api/v1/quarantine/reasons",
  role: "viewer",
  input: z.object({ sha256: Sha256.nullable().default(null) }),
  output: z.object({
    total: z.number(),
    reasons: z.array(z.object({ reason: z.string(), records: z.number(), files: z.number() })),
  }),
});

export const QuarantineRow = z.object({
  sha256: Sha256,
  path: z.string(),
  recordIndex: z.number(),
  reason: z.string(),
  detail: z.string(),
});
export type QuarantineRow = z.infer<typeof QuarantineRow>;

export const quarantineList = defineEndpoint({
  method: "GET",
  path: "/api/v1/quarantine",
  role: "viewer",
  input: z.object({ filter: QuarantineFilter, cursor, limit }),
  output: z.object({ rows: z.array(QuarantineRow), next: z.string().nullable(), matching: z.number() }),
});

export const quarantineText = defineEndpoint({
  method: "GET",
  path: "/api/v1/quarantine/text",
  role: "viewer",
  scope: "evidence",
  input: z.object({
    sha256: Sha256,
    recordIndex: z.number().int().min(0),
    /** Session tokens in the clear: investigators only. */
    raw: z.boolean().default(false),
    /** Beyond the first part. */
    whole: z.boolean().default(false),
  }),
  output: z.object({
    text: z.string(),
    /** Of the whole text; `text` is its beginning where it is shorter. */
    characters: z.number(),
    masked: z.number(),
  }),
});

export const RunRow = Conservation.extend({
  id: z.uuid(),
  kind: z.enum(RUN_KINDS),
  condition: z.enum(RUN_CONDITIONS),
  advice: z.string().nullable(),
  source: z.string(),
  actorName: z.string(),
  startedAtMs: z.number(),
  finishedAtMs: z.number().nullable(),
  runningMs: z.number(),
  files: z.number(),
  filesNew: z.number(),
  filesTotal: z.number().nullable(),
  skipped: z.number(),
  bytes: z.number(),
  bytesTotal: z.number().nullable(),
  error: z.string().nullable(),
});
export type RunRow = z.infer<typeof RunRow>;

export const runsList = defineEndpoint({
  method: "GET",
  path: "/api/v1/runs",
  role: "viewer",
  input: z.object({ cursor, limit }),
  output: z.object({ rows: z.array(RunRow), next: z.string().nullable(), matching: z.number() }),
});

const ofRun = z.object({ runId: z.uuid() });

export const runGet = defineEndpoint({
  method: "GET",
  path: "/api/v1/runs/detail",
  role: "viewer",
  input: ofRun,
  output: z.object({
    run: RunRow,
    /** Files of an upload, by what became of them; empty for every other kind of run. */
    uploadFiles: z.record(z.string(), z.number()),
    /** A failed upload whose files are still here can be tried again, and a pull from S3 that was begun on a page. */
    canRetry: z.boolean(),
    canCancel: z.boolean(),
  }),
});
export type Run = z.infer<typeof runGet.output>;

export const runSkipped = defineEndpoint({
  method: "GET",
  path: "/api/v1/runs/skipped",
  role: "viewer",
  input: ofRun.extend({ reason: z.string().max(10_000), cursor, limit }),
  output: z.object({
    rows: z.array(z.object({ id: z.string(), path: z.string() })),
    next: z.string().nullable(),
    matching: z.number(),
  }),
});

/** `matching`: how many different reasons there are; the rows are those of most inputs. */
export const runSkippedReasons = defineEndpoint({
  method: "GET",
  path: "/api/v1/runs/skipped/reasons",
  role: "viewer",
  input: ofRun,
  output: z.object({ rows: z.array(z.object({ reason: z.string(), inputs: z.number() })), matching: z.number() }),
});

export const runCancel = defineEndpoint({
  method: "POST",
  path: "/api/v1/runs/cancel",
  role: "investigator",
  scope: "upload",
  input: ofRun,
  /** False where a worker was asked to stop and will say so itself. */
  output: z.object({ cancelled: z.boolean() }),
});

export const runRetry = defineEndpoint({
  method: "POST",
  path: "/api/v1/runs/retry",
  role: "investigator",
  scope: "upload",
  input: ofRun,
  output: z.object({}),
});

export const evidenceDownload = defineStream({
  method: "GET",
  path: "/api/v1/sources/files/[sha256]/evidence",
  role: "investigator",
  scope: "evidence",
});
