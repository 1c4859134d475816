import type { Delivered } from "../read-segments";

/** One file to read: on disk, in an archive or from standard input. */
export type Input = {
  /** As given, then the member after a `!` for each archive it is in. */
  readonly path: string;
  /** Of the file as delivered; null where nobody knows before it has been read. */
  readonly bytes: number | null;
  /** Where it lies on disk by itself, so that another thread can open it; null inside archives and for standard input. */
  readonly onDisk: string | null;
  /** Small files whole, others as a stream of the bytes as delivered. Of a stream: once, and before the next input is asked for. */
  readonly open: () => Promise<Delivered>;
};

/** What was found and is not read, with why. */
export type SkippedInput = { readonly path: string; readonly reason: string };

/** Below this size a file is held whole. */
export const HELD_BYTES = 8 * 1024 ** 2;

/** What a file is called that is one of several with its name: `name`, `name#2`, … Postgres keeps no NUL. */
export function memberPath(archive: string, name: string, seen: Map<string, number>): string {
  const label = name.replaceAll("\0", "\uFFFD");
  const count = (seen.get(label) ?? 0) + 1;
  seen.set(label, count);
  return count === 1 ? `${archive}!${label}` : `${archive}!${label}#${count}`;
}

/** Finder's and other programs' own files, which nobody means to ingest. */
export function isHiddenName(name: string): boolean {
  return name.split("/").some((step) => (step.startsWith(".") && step !== "." && step !== "..") || step === "__MACOSX");
}
