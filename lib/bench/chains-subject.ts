import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCount } from "@/lib/base/format-number";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { writeBench } from "@/lib/demo/write-bench";
import { writeBenchTask } from "@/lib/demo/write-bench-task";
import { type ChainsMeasured, measureChains } from "./measure-chains";
import { measureTaskPage } from "./measure-task-page";
import { type Spread, spreadOf } from "./spread";
import { startApp } from "./start-app";
import type { BenchSubject } from "./subject";

const SEED = 1;
const SMALLER = 10;
const TASK_EVENTS = 10_000;
/** Of the page, in each round. */
const LOADS = 5;

/**
 * How long the way back from a credential and the page of a task take, and whether they grow with the store: against a store of a tenth
 * of the events.
 */
export const chainsSubject: BenchSubject = {
  defaults: { events: 5_000_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const small = await measured(Math.max(1, Math.round(events / SMALLER)), { rounds, say });
    const large = await measured(events, { rounds, say });
    const ratio = large.chain.p50 / small.chain.p50;
    return {
      figures: { small, large, ratio },
      lines: [
        line(small),
        line(large),
        `a chain takes ${ratio.toFixed(2)} times as long in the store of ${SMALLER} times as many events`,
        `the page of the task, loaded in a browser over the larger store: answered in ${ms(large.answered.p50)}, at most ${ms(large.answered.max)}; ` +
          `first events there in ${ms(large.listed.p50)}, at most ${ms(large.listed.max)}; picture there in ${ms(large.pictured.p50)}, at most ${ms(large.pictured.max)}; ` +
          `following the pointer in ${ms(large.drawn.p50)}, at most ${ms(large.drawn.max)}; ${ms(large.cpu.p50)} of the page's processor time`,
      ],
    };
  },
};

type Figures = Pick<ChainsMeasured, "events" | "credentials" | "links" | "taskEvents"> & {
  readonly chain: Spread;
  readonly task: Spread;
  readonly answered: Spread;
  readonly listed: Spread;
  readonly pictured: Spread;
  readonly drawn: Spread;
  readonly cpu: Spread;
};
type Rounds = { readonly rounds: number; readonly say: (line: string) => void };

async function measured(events: number, { rounds, say }: Rounds): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
  const home = join(folder, "store");
  try {
    say(`writing ${formatCount(events)} events to ${folder}`);
    const files = join(folder, "logs");
    await writeBench({ seed: SEED, events, outDir: files });
    const task = writeBenchTask({ seed: SEED, events: TASK_EVENTS, outDir: files });
    say("loading them, then asking");
    const { chainMs, taskMs, ...rest } = await measureChains(files, home, { task, rounds });
    say("starting the app, then loading the page of a task in a browser");
    return {
      ...rest,
      chain: spreadOf(chainMs),
      task: spreadOf(taskMs),
      ...(await loadedIn(home, { task, rounds: rounds * LOADS })),
    };
  } finally {
    await removeEmbedded(home);
    await rm(folder, { recursive: true, force: true });
  }
}

async function loadedIn(
  home: string,
  ask: { readonly task: string; readonly rounds: number },
): Promise<Pick<Figures, "answered" | "listed" | "pictured" | "drawn" | "cpu">> {
  const password = randomBytes(12).toString("hex");
  const app = await startApp(home, { WAKELINE_ADMIN_PASSWORD: password });
  try {
    const loads = await measureTaskPage(app.address, { username: "admin", password }, ask);
    return {
      answered: spreadOf(loads.map(({ answeredMs }) => answeredMs)),
      listed: spreadOf(loads.map(({ listedMs }) => listedMs)),
      pictured: spreadOf(loads.map(({ picturedMs }) => picturedMs)),
      cpu: spreadOf(loads.map(({ cpuMs }) => cpuMs)),
      drawn: spreadOf(loads.map(({ drawnMs }) => drawnMs)),
    };
  } finally {
    await app.stop();
  }
}

function ms(time: number): string {
  return `${time.toFixed(1)} ms`;
}

function line({ events, credentials, chain, task, taskEvents }: Figures): string {
  return (
    `${formatCount(events)} events, ${formatCount(credentials)} credentials: a chain takes ${ms(chain.p50)}, 95% within ${ms(chain.p95)}, at most ${ms(chain.max)}; ` +
    `a task of ${formatCount(taskEvents)} events with its marks and first page ${ms(task.p50)}, at most ${ms(task.max)}`
  );
}
