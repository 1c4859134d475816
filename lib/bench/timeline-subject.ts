import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCount } from "@/lib/base/format-number";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { environmentFor } from "@/lib/env";
import { measureTimeline, type TimelineMove, type TimelineOpened } from "./measure-timeline";
import { spreadOf } from "./spread";
import { startApp } from "./start-app";
import type { BenchSubject } from "./subject";

const PICTURE_MAX_MS = 500;
const FRAMES_MIN = 55;

/** What the timeline of one identity with all events of a store costs the browser: the first picture, and every frame while it moves. */
export const timelineSubject: BenchSubject = {
  defaults: { events: 1_000_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const home = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
    try {
      say(`a store with one identity of ${formatCount(events)} events`);
      await fill(home, events);
      const runs = await measured(home, { rounds, say });
      const moves = runs.flatMap((run) => run.moves);
      const opened = runs.map((run) => run.opened);
      return { figures: { events, opened, moves }, lines: report(opened, moves) };
    } finally {
      await removeEmbedded(home);
      await rm(home, { recursive: true, force: true });
    }
  },
};

async function fill(home: string, events: number): Promise<void> {
  const script = join(import.meta.dirname, "busy-store-process.ts");
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", script, String(events)], {
    cwd: join(import.meta.dirname, "../.."),
    env: environmentFor({ WAKELINE_HOME: home, DATABASE_URL: undefined }),
    stdio: ["ignore", "ignore", "inherit"],
  });
  await once(child, "exit");
  if (child.exitCode !== 0) throw new Error("The store could not be filled; what it said is above.");
}

type Rounds = { readonly rounds: number; readonly say: (line: string) => void };

async function measured(home: string, { rounds, say }: Rounds) {
  const password = randomBytes(12).toString("hex");
  const app = await startApp(home, { WAKELINE_ADMIN_PASSWORD: password, WAKELINE_LOG: "off" });
  try {
    const runs: Awaited<ReturnType<typeof measureTimeline>>[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      say(`round ${round} of ${rounds}: moving in the browser`);
      runs.push(await measureTimeline(app.address, { username: "admin", password }));
    }
    return runs;
  } finally {
    await app.stop();
  }
}

function report(opened: readonly TimelineOpened[], moves: readonly TimelineMove[]): string[] {
  const strip = spreadOf(opened.map(({ stripMs }) => stripMs));
  const lanes = spreadOf(opened.map(({ lanesMs }) => lanesMs));
  const names = [...new Set(moves.map(({ name }) => name))];
  return [
    `first picture (at most ${PICTURE_MAX_MS} ms): the strip ${Math.round(strip.p50)} ms after the page's answer (at most ${Math.round(strip.max)} ms), the lanes ${Math.round(lanes.p50)} ms after theirs (at most ${Math.round(lanes.max)} ms)`,
    ...names.map((name) => moveLine(name, moves)),
  ];
}

function moveLine(name: string, moves: readonly TimelineMove[]): string {
  const own = moves.filter((move) => move.name === name);
  const frames = spreadOf(own.flatMap(({ frameMs }) => frameMs));
  const tasks = own.flatMap(({ longTasksMs }) => longTasksMs);
  const perSecond = (ms: number): string => (1000 / ms).toFixed(1);
  return (
    `${name}: ${perSecond(frames.p50)} frames/s at the median (at least ${FRAMES_MIN}), ${perSecond(frames.p95)} for the slowest in twenty; ` +
    `${tasks.length} tasks over 50 ms${tasks.length === 0 ? "" : `, the longest ${Math.max(...tasks)} ms`}`
  );
}
