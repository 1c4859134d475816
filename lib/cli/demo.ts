import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "@/lib/base/app-error";
import { formatBytes, countOf } from "@/lib/base/format-number";
import { assertNewFolder } from "@/lib/demo/assert-new-folder";
import { STORY_DAYS } from "@/lib/demo/base/window";
import { LEAST_EVENTS, type DemoSummary, writeDemo } from "@/lib/demo/write-demo";
import { type Io, UsageError } from "./io";

const DEFAULT_SEED = 7;
const DEFAULT_EVENTS = 50_000;
const DEFAULT_DAYS = STORY_DAYS;

type Wish = { readonly seed: number; readonly events: number; readonly days: number };

/** `wakeline demo`: writes the demo organisation's files; with no --out it loads them by the ordinary way and removes them again. */
export async function demoCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: "string" },
      events: { type: "string" },
      days: { type: "string" },
      out: { type: "string" },
    },
  });
  const wish: Wish = {
    seed: whole("--seed", values.seed, DEFAULT_SEED),
    events: whole("--events", values.events, DEFAULT_EVENTS),
    days: whole("--days", values.days, DEFAULT_DAYS),
  };
  if (wish.events < LEAST_EVENTS) {
    throw new AppError(
      "invalid-input",
      `The demo needs at least ${countOf(LEAST_EVENTS, "event")}: its stories alone have about as many.`,
    );
  }
  return values.out === undefined ? writeAndIngest(wish, io) : writeOut(wish, values.out, io);
}

async function writeOut(wish: Wish, out: string, io: Io): Promise<number> {
  const outDir = isAbsolute(out) ? out : join(io.cwd, out);
  await assertNewFolder(outDir);
  const summary = await write(wish, outDir, io);
  if (io.json) {
    io.stdout(JSON.stringify({ out: outDir, ...wish, written: summary }));
    return 0;
  }
  io.stdout(
    `${countOf(summary.events, "event")} in ${countOf(summary.files, "file")} (${formatBytes(summary.bytes)}) under ${outDir}`,
  );
  io.stdout(
    `Load them with: wakeline ingest ${["logs", "siem", "object-metadata", "public-keys", "organization"].map((name) => join(out, name)).join(" ")}`,
  );
  io.stdout(`and what was logged with: wakeline config import ${join(out, "config")}`);
  return 0;
}

async function writeAndIngest(wish: Wish, io: Io): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline-demo-"));
  try {
    await write(wish, folder, io);
    // Whoever only wants the files does without the loader, which takes more memory than writing them does.
    const { loadDemo } = await import("./load-demo");
    return await loadDemo(folder, io);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function write(wish: Wish, outDir: string, io: Io): Promise<DemoSummary> {
  return writeDemo({
    ...wish,
    outDir,
    signal: io.signal,
    onProgress: ({ part, events }) =>
      io.status?.(`Writing the demo organisation: ${Math.round(part * 100)}%, ${countOf(events, "event")}`),
  });
}

function whole(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value))
    throw new UsageError(`${name} takes a whole number, not "${text}".`);
  return value;
}
