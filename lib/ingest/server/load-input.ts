import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { BadRecord, Decoded, Skip, TextFormat } from "../decoded";
import { decodeText } from "../decode-text";
import { storablePath } from "../storable-path";
import { parseFileName } from "../file-name";
import { InputError } from "../input-error";
import type { InputLimits } from "../input-limits";
import type { Input } from "../sources/input";
import { SIDE_KINDS } from "../side-files";
import { PlainRecords } from "../plain-records";
import { openFile } from "../sources/list-inputs";
import { spool } from "../sources/spool";
import { type Delivered, type FileSummary, readSegments, type TextSegment } from "../read-segments";
import type { Unit } from "./batch";
import type { Loader } from "./loader";

const compress = promisify(gzip);
/** Plain input is compressed by us: fast rather than tight. */
const GZIP_LEVEL = 3;

type Known = Pick<FileSummary, "sha256" | "deliveredBytes" | "compressed">;
type Loading = { readonly loader: Loader; readonly limits: InputLimits };

/**
 * Reads one input and gives its records to the loader. Returns why it was skipped, or null where it holds records. Throws
 * `InputError` or `LimitError` where it cannot be read.
 */
export async function loadInput(input: Input, loading: Loading): Promise<string | null> {
  if (input.onDisk !== null) return loadReadable(input.path, input.open, loading);
  const delivered = await input.open();
  if (Buffer.isBuffer(delivered)) return loadReadable(input.path, async () => delivered, loading);
  const spooled = await spool(delivered, loading.limits);
  try {
    return await loadReadable(input.path, () => openFile(spooled.path, spooled.bytes), loading);
  } finally {
    await spooled.remove();
  }
}

async function loadReadable(
  path: string,
  open: () => Promise<Delivered>,
  { loader, limits }: Loading,
): Promise<string | null> {
  const stream = readSegments(open, limits);
  let known: Known | null = null;
  let format: TextFormat | null = null;
  let firstRecord = 0;
  for await (const segment of stream) {
    known ??= stream.summary ?? (await summarise(open));
    const parts = { segment, known, firstRecord };
    const plain = segment.part === "whole" && !segment.oversized ? PlainRecords.in(segment.text) : null;
    if (plain && (await loader.add(await unitOf(path, { ...parts, plain, ...formed(plain) }), plain))) continue;
    const decoded: Decoded | Skip = segment.oversized
      ? oneBad(segment.oversized, format)
      : decodeText(segment.text, { part: segment.part, ...(format ? { format } : {}) });
    if ("skip" in decoded) {
      if (format !== null) continue;
      if (decoded.kind === "digest")
        await loader.addDigest({ path: storablePath(path), sha256: known.sha256, gzip: await gzipOf(segment) });
      const side = SIDE_KINDS.find((kind) => kind === decoded.kind);
      if (side) await loader.addSide({ kind: side, path: storablePath(path), text: segment.text });
      return decoded.skip;
    }
    // A record too large to be read does not tell how those after it are wrapped.
    if (!segment.oversized) format ??= decoded.format;
    const records = decoded.records.length;
    await loader.add(await unitOf(path, { ...parts, plain: null, records, format: format ?? decoded.format }), decoded);
    firstRecord += records;
  }
  if (known && stream.summary && !stream.summary.sha256.equals(known.sha256)) {
    throw new InputError(
      "changed while it was read; what was read of it is kept. Run the same command again once it is complete",
    );
  }
  return null;
}

type Parts = {
  readonly segment: TextSegment;
  readonly known: Known;
  readonly firstRecord: number;
  readonly plain: PlainRecords | null;
  readonly records: number;
  readonly format: TextFormat;
};

const formed = ({ format, length }: PlainRecords): Pick<Parts, "format" | "records"> => ({ format, records: length });

async function unitOf(path: string, { segment, known, firstRecord, plain, records, format }: Parts): Promise<Unit> {
  const { n, part, text, textBytes, damage } = segment;
  return {
    path: storablePath(path),
    sha256: known.sha256.toString("hex"),
    compressed: known.compressed,
    deliveredBytes: known.deliveredBytes,
    damage,
    publishTimeMs: parseFileName(path)?.deliveredAtMs ?? null,
    format,
    isLast: part === "whole" || part === "last",
    segment: {
      n,
      part,
      firstRecord,
      records,
      text,
      textBytes,
      format,
      plain,
      gzip: await gzipOf(segment),
    },
  };
}

async function gzipOf({ compressed, evidence }: TextSegment): Promise<Buffer> {
  return compressed ? evidence : compress(evidence, { level: GZIP_LEVEL });
}

function oneBad(bad: BadRecord, format: TextFormat | null): Decoded {
  return { format: format ?? "sequence", records: [undefined], bad: new Map([[0, bad]]) };
}

/** A file that does not fit into one segment is read twice: its hash must be known before its first part is kept. */
async function summarise(open: () => Promise<Delivered>): Promise<Known> {
  const delivered = await open();
  const hash = createHash("sha256");
  let deliveredBytes = 0;
  let compressed: boolean | null = null;
  for await (const chunk of chunksOf(delivered)) {
    hash.update(chunk);
    compressed ??= chunk[0] === 0x1f && chunk[1] === 0x8b;
    deliveredBytes += chunk.length;
  }
  return { sha256: hash.digest(), deliveredBytes, compressed: compressed === true };
}

function chunksOf(delivered: Delivered): Iterable<Buffer> | Readable {
  return Buffer.isBuffer(delivered) ? [delivered] : delivered;
}
