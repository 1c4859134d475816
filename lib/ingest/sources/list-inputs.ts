import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync, type Stats } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isInputFailure, whyNot } from "../input-error";
import type { InputLimits } from "../input-limits";
import type { Delivered } from "../read-segments";
import { archiveKind, LOOK_BYTES } from "./archive-kind";
import { ByteStream } from "./byte-stream";
import { HELD_BYTES, type Input, type SkippedInput } from "./input";
import { listMember } from "./list-archive";
import { listZip } from "./list-zip";
import { ArchivePlace, type Walk } from "./walk";

/**
 * Every log file under the paths, in a fixed order: folders in depth, archives member by member, `-` for standard input. Tells by content,
 * never by name. What cannot be read comes as a SkippedInput, and the listing goes on.
 */
export function listInputs(
  paths: readonly string[],
  limits: InputLimits,
  standardInput: AsyncIterable<Buffer> = process.stdin,
): AsyncIterable<Input | SkippedInput> {
  return new Lister(limits, standardInput).listAll(paths);
}

class Lister {
  /** Folders seen, by device and inode: a link back up ends there. */
  private readonly folders = new Set<string>();

  constructor(
    private readonly limits: InputLimits,
    private readonly standardInput: AsyncIterable<Buffer>,
  ) {}

  async *listAll(paths: readonly string[]): Walk {
    for (const path of paths) yield* path === "-" ? this.listStream("-", this.standardInput) : this.list(path, true);
  }

  private async *list(path: string, isNamed: boolean): Walk {
    let stats: Stats;
    try {
      stats = statSync(path);
    } catch (error) {
      yield { path, reason: whyNot(error) };
      return;
    }
    if (stats.isDirectory()) yield* this.listFolder(path, stats);
    else if (stats.isFile()) yield* this.listFile(path, stats.size);
    else if (isNamed && (stats.isFIFO() || stats.isCharacterDevice()))
      yield* this.listStream(path, createReadStream(path));
    else yield { path, reason: "neither a file nor a folder" };
  }

  private async *listFolder(path: string, stats: Stats): Walk {
    const key = `${stats.dev}:${stats.ino}`;
    if (this.folders.has(key)) return;
    this.folders.add(key);
    let names: string[];
    try {
      names = readdirSync(path);
    } catch (error) {
      yield { path, reason: whyNot(error) };
      return;
    }
    for (const name of names.toSorted()) if (!name.startsWith(".")) yield* this.list(join(path, name), false);
  }

  private async *listFile(path: string, bytes: number): Walk {
    let kind;
    try {
      kind = archiveKind(headOf(path));
    } catch (error) {
      yield { path, reason: whyNot(error) };
      return;
    }
    if (kind === "zip") yield* listZip(path, new ArchivePlace(path, this.limits), listMember);
    else if (kind === "gzip" || kind === "text" || kind === "empty")
      yield { path, bytes, onDisk: path, open: () => openFile(path, bytes) };
    else yield* this.listStream(path, createReadStream(path, { highWaterMark: 256 * 1024 }));
  }

  private async *listStream(path: string, source: AsyncIterable<Buffer>): Walk {
    const stream = new ByteStream(source);
    try {
      yield* listMember({ path, bytes: null, stream }, (inner) => new ArchivePlace(inner, this.limits));
    } catch (error) {
      yield { path, reason: isInputFailure(error) ? error.message : whyNot(error) };
    }
  }
}

/** Opens a file as inputs are opened: whole where it is small. */
export async function openFile(path: string, bytes: number): Promise<Delivered> {
  return bytes <= HELD_BYTES ? readFile(path) : createReadStream(path, { highWaterMark: 1024 * 1024 });
}

function headOf(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(LOOK_BYTES);
    return head.subarray(0, readSync(file, head, 0, LOOK_BYTES, 0));
  } finally {
    closeSync(file);
  }
}
