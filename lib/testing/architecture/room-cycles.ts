import { posix } from "node:path";
import type { SourceFile } from "./source-file";

/** Rooms that everybody may stand on or that stand on everybody: they are layers, not neighbours. */
const LAYERS = new Set(["base", "db", "http", "cloudtrail", "testing", "cli", "jobs", "bench"]);

/**
 * Circles among the rooms of lib, each as "a → b → a"; types count as well as values. A room's client-safe root and its
 * `server/` are two places: the root may lie below another room, and the server part above it.
 */
export function roomCycles(files: readonly SourceFile[]): string[] {
  const uses = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    const from = roomOf(path);
    if (from === null || /\.test\.tsx?$/.test(path)) continue;
    for (const [, target = ""] of text.matchAll(/\bfrom "([^"]+)"/g)) {
      const to = roomOf(resolve(path, target));
      if (to !== null && to !== from) uses.set(from, (uses.get(from) ?? new Set()).add(to));
    }
  }
  return [...uses.keys()].toSorted().flatMap((room) => circleFrom(room, uses) ?? []);
}

function roomOf(path: string): string | null {
  const [, room, shelf] = /^lib\/([^/]+)\/(server\/)?/.exec(path) ?? [];
  if (room === undefined || LAYERS.has(room)) return null;
  return shelf === undefined ? room : `${room}/server`;
}

function resolve(path: string, target: string): string {
  if (target.startsWith("@/")) return target.slice(2);
  return target.startsWith(".") ? posix.join(posix.dirname(path), target) : target;
}

/** The shortest way from a room back to itself, told once: from its first room in the alphabet. */
function circleFrom(start: string, uses: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const queue = [[start]];
  const seen = new Set<string>();
  for (let way = queue.shift(); way !== undefined; way = queue.shift()) {
    for (const next of uses.get(way.at(-1) ?? "") ?? []) {
      if (next === start) return way.every((room) => room >= start) ? [[...way, start].join(" → ")] : null;
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push([...way, next]);
    }
  }
  return null;
}
