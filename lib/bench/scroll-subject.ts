import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCount } from "@/lib/base/format-number";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { writeBench } from "@/lib/demo/write-bench";
import { measureIngest } from "./measure-ingest";
import { measureScroll, type ScrollMove } from "./measure-scroll";
import { startApp } from "./start-app";
import type { BenchSubject } from "./subject";

const SEED = 1;

/** What scrolling through the list of all events costs the browser, and a page of it the server. */
export const scrollSubject: BenchSubject = {
  defaults: { events: 1_000_000, rounds: 1 },
  run: async ({ events, rounds, say }) => {
    const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
    const home = join(folder, "store");
    try {
      say(`writing ${formatCount(events)} events to ${folder}`);
      await writeBench({ seed: SEED, events, outDir: join(folder, "logs") });
      say("loading them");
      const { stored } = await measureIngest(join(folder, "logs"), home);
      const moves = await scrollThrough(home, { rounds, say });
      return { figures: { events: stored, moves }, lines: report(stored, moves) };
    } finally {
      await removeEmbedded(home);
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Rounds = { readonly rounds: number; readonly say: (line: string) => void };

async function scrollThrough(home: string, { rounds, say }: Rounds): Promise<ScrollMove[]> {
  const password = randomBytes(12).toString("hex");
  const app = await startApp(home, { WAKELINE_ADMIN_PASSWORD: password });
  try {
    const moves: ScrollMove[] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round} of ${rounds}: scrolling in the browser`);
      moves.push(...(await measureScroll(app.address, { username: "admin", password })));
    }
    return moves;
  } finally {
    await app.stop();
  }
}

function report(events: number, moves: readonly ScrollMove[]): string[] {
  const lines = moves.map(
    ({ name, slowdown, rows, longTasksMs, pageMs }) =>
      `${name}${slowdown === 1 ? "" : ` (processor ${slowdown} times slower)`}: ${formatCount(rows)} rows, ` +
      `${longTasksMs.length} tasks over 50 ms, the longest ${Math.max(0, ...longTasksMs)} ms; ` +
      `pages ${pageMs.length === 0 ? "none" : `${Math.round(median(pageMs))} ms at the median, ${Math.round(Math.max(...pageMs))} ms at most`}`,
  );
  return [`a list of ${formatCount(events)} events; a task over 100 ms is felt`, ...lines];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
