import { Readable } from "node:stream";
import { extract, type Header } from "tar-stream";
import { inflateStream, type Inflation } from "../inflate-stream";
import { isInputFailure, whyNot } from "../input-error";
import { checkGrowth } from "../input-limits";
import { archiveKind, LOOK_BYTES } from "./archive-kind";
import { ByteStream } from "./byte-stream";
import { HELD_BYTES, isHiddenName, memberPath } from "./input";
import { listZip, withZipOnDisk } from "./list-zip";
import { type ArchivePlace, type Member, type Walk } from "./walk";

/** What a member is: an input, or the members of the archive that it is itself. `place` is the archive it lies in, null for none. */
export async function* listMember(member: Member, enter: (path: string) => ArchivePlace): Walk {
  const { path, bytes, stream } = member;
  const kind = archiveKind(await stream.peek(LOOK_BYTES));
  if (kind === "parquet")
    yield { path, reason: "Parquet (Security Lake or Athena): not the CloudTrail records themselves" };
  else if (kind === "binary") yield { path, reason: "binary data, not a log" };
  else if (kind === "tar") yield* listTar(stream.chunks(), enter(path));
  else if (kind === "tar-gzip") yield* listTarGzip(stream, enter(path));
  else if (kind === "zip") yield* listZipMember(stream, enter(path));
  else {
    const held = await stream.whole(HELD_BYTES);
    yield { path, bytes: held ? held.length : bytes, onDisk: null, open: async () => held ?? stream.readable() };
  }
}

async function* listZipMember(stream: ByteStream, place: ArchivePlace): Walk {
  const held = await stream.whole(HELD_BYTES);
  if (held) yield* listZip(held, place, listMember);
  else yield* withZipOnDisk(stream, place, (path) => listZip(path, place, listMember));
}

/** The members of a gzip file of a tar. */
export async function* listTarGzip(stream: ByteStream, place: ArchivePlace): Walk {
  const inflation: Inflation = { damage: null };
  yield* listTar(bounded(stream, inflation, place), place);
  if (inflation.damage !== null) yield { path: place.path, reason: `${inflation.damage}: what follows in it is lost` };
}

async function* bounded(stream: ByteStream, inflation: Inflation, place: ArchivePlace): AsyncGenerator<Buffer> {
  let read = 0;
  let inflated = 0;
  const counted = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of stream.chunks()) {
      read += chunk.length;
      yield chunk;
    }
  };
  const limits = { ...place.limits, maxFileBytes: Number.POSITIVE_INFINITY };
  for await (const chunk of inflateStream(counted(), inflation)) {
    inflated += chunk.length;
    checkGrowth(inflated, read, limits);
    yield chunk;
  }
}

/** The members of a tar, in their order. */
export async function* listTar(bytes: AsyncIterable<Buffer>, place: ArchivePlace): Walk {
  const entries = extract();
  const source = Readable.from(bytes, { objectMode: false });
  source.on("error", (error) => entries.destroy(error));
  source.pipe(entries);
  const seen = new Map<string, number>();
  try {
    for await (const entry of entries) yield* listEntry(entry, memberPath(place.path, entry.header.name, seen), place);
  } catch (error) {
    const reason = isInputFailure(error)
      ? error.message
      : `a broken tar archive: ${whyNot(error)}; what follows in it is lost`;
    yield { path: place.path, reason };
  } finally {
    source.destroy();
  }
}

type Entry = AsyncIterable<unknown> & { readonly header: Header };

async function* listEntry(entry: Entry, path: string, place: ArchivePlace): Walk {
  const { name, type, size } = entry.header;
  place.countMember();
  const stream = new ByteStream(entry);
  try {
    const isFile = type === "file" || type === "contiguous-file";
    if (isFile && !isHiddenName(name)) yield* listBounded({ path, bytes: size, stream }, place);
  } finally {
    await stream.drain();
  }
}

async function* listBounded(member: Member, place: ArchivePlace): Walk {
  try {
    if (member.bytes !== null) checkGrowth(member.bytes, member.bytes, place.limits);
    yield* listMember(member, (path) => place.inside(path));
  } catch (error) {
    if (!isInputFailure(error)) throw error;
    yield { path: member.path, reason: error.message };
  }
}
