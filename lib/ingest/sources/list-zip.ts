import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from "yauzl";
import { LimitError, isInputFailure, whyNot } from "../input-error";
import { checkGrowth } from "../input-limits";
import { ByteStream } from "./byte-stream";
import { isHiddenName, memberPath } from "./input";
import { type ArchivePlace, type ListMember, type Walk } from "./walk";

/** The members of a zip archive, on disk or held, in the order of its directory. */
export async function* listZip(archive: string | Buffer, place: ArchivePlace, list: ListMember): Walk {
  let zip: ZipFile;
  try {
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false };
    zip = await (typeof archive === "string" ? openPromise(archive, options) : fromBufferPromise(archive, options));
  } catch (error) {
    yield { path: place.path, reason: `a broken zip archive: ${whyNot(error)}` };
    return;
  }
  const seen = new Map<string, number>();
  try {
    for await (const entry of zip.eachEntry()) {
      place.countMember();
      const name = entry.fileNameRaw.toString("utf8");
      if (name.endsWith("/") || isHiddenName(name)) continue;
      yield* listEntry({ zip, entry, path: memberPath(place.path, name, seen) }, place, list);
    }
  } catch (error) {
    const reason = isInputFailure(error)
      ? error.message
      : `a broken zip archive: ${whyNot(error)}; what follows in it is lost`;
    yield { path: place.path, reason };
  } finally {
    zip.close();
  }
}

type ZipMember = { readonly zip: ZipFile; readonly entry: Entry; readonly path: string };

async function* listEntry({ zip, entry, path }: ZipMember, place: ArchivePlace, list: ListMember): Walk {
  if (entry.isEncrypted()) {
    yield { path, reason: "encrypted: unpack the zip archive with its password and ingest the files" };
    return;
  }
  if (!entry.canDecodeFileData()) {
    yield {
      path,
      reason: `compressed in a way that cannot be read here (zip method ${entry.compressionMethod}): unpack the archive and ingest the files`,
    };
    return;
  }
  let content: Readable | null = null;
  try {
    checkGrowth(entry.uncompressedSize, entry.compressedSize, place.limits);
    content = await zip.openReadStreamPromise(entry);
    yield* list({ path, bytes: entry.uncompressedSize, stream: new ByteStream(content) }, (inner) =>
      place.inside(inner),
    );
  } catch (error) {
    yield {
      path,
      reason: isInputFailure(error) ? error.message : `a broken member of a zip archive: ${whyNot(error)}`,
    };
  } finally {
    content?.destroy();
  }
}

/** Puts a zip archive that comes as a stream on disk while it is read: its directory is at its end. */
export async function* withZipOnDisk(stream: ByteStream, place: ArchivePlace, read: (path: string) => Walk): Walk {
  const { temporaryFolder, maxFileBytes } = place.limits;
  const path = join(temporaryFolder, `${randomUUID()}.zip`);
  try {
    await mkdir(temporaryFolder, { recursive: true, mode: 0o700 });
    await pipeline(bounded(stream, maxFileBytes), createWriteStream(path, { mode: 0o600 }));
    yield* read(path);
  } finally {
    await rm(path, { force: true });
  }
}

async function* bounded(stream: ByteStream, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream.chunks()) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new LimitError(
        `a zip archive of more than ${maxBytes} bytes from a stream: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
      );
    yield chunk;
  }
}
