import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { z } from "zod";
import type { Measured } from "./measure-floor";

const Answer = z.object({ events: z.number() });
type Reader = { readonly child: ChildProcessByStdio<Writable, Readable, null>; readonly lines: Interface };

/**
 * What all cores together give for decompressing and parsing alone: one process for each, on its share of the files, from the moment when
 * all are ready until the last is done. Nothing that also stores what it reads can be as fast on this machine.
 */
export async function measureCores(folder: string): Promise<Measured> {
  const of = availableParallelism();
  const readers = Array.from({ length: of }, (_, index) => startReader([folder, String(index), String(of)]));
  try {
    await Promise.all(readers.map(({ lines }) => once(lines, "line")));
    const startedMs = performance.now();
    const answers = readers.map(async ({ lines }) => Answer.parse(JSON.parse(String(await once(lines, "line")))));
    for (const { child } of readers) child.stdin.write("go\n");
    const events = (await Promise.all(answers)).reduce((sum, answer) => sum + answer.events, 0);
    return { events, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    for (const { child } of readers) child.kill();
  }
}

function startReader(args: readonly string[]): Reader {
  const script = join(import.meta.dirname, "floor-process.ts");
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script, ...args], {
    cwd: join(import.meta.dirname, "../.."),
    stdio: ["pipe", "pipe", "inherit"],
  });
  return { child, lines: createInterface(child.stdout) };
}
