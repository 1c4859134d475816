import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { formatCount } from "@/lib/base/format-number";
import { removeEmbedded } from "@/lib/db/embedded/remove-embedded";
import { writeBench } from "@/lib/demo/write-bench";
import { type ChainsMeasured, measureChains } from "./measure-chains";
import { type Spread, spreadOf } from "./spread";
import type { BenchSubject } from "./subject";

const SEED = 1;
const SMALLER = 10;

/** How long the way back from a credential takes, and whether it grows with the store: against a store of a tenth of the events. */
export const chainsSubject: BenchSubject = {
  defaults: { events: 5_000_000, rounds: 3 },
  run: async ({ events, rounds, say }) => {
    const small = await measured(Math.max(1, Math.round(events / SMALLER)), rounds, say);
    const large = await measured(events, rounds, say);
    const ratio = large.chain.p50 / small.chain.p50;
    return {
      figures: { small, large, ratio },
      lines: [
        line(small),
        line(large),
        `a chain takes ${ratio.toFixed(2)} times as long in the store of ${SMALLER} times as many events`,
      ],
    };
  },
};

type Figures = Pick<ChainsMeasured, "events" | "credentials" | "links" | "taskEvents"> & {
  readonly chain: Spread;
  readonly task: Spread;
};

async function measured(events: number, rounds: number, say: (line: string) => void): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), "wakeline-bench-"));
  const home = join(folder, "store");
  try {
    say(`writing ${formatCount(events)} events to ${folder}`);
    const files = join(folder, "logs");
    await writeBench({ seed: SEED, events, outDir: files });
    say("loading them, then asking");
    const { chainMs, taskMs, ...rest } = await measureChains(files, home, rounds);
    return { ...rest, chain: spreadOf(chainMs), task: spreadOf(taskMs) };
  } finally {
    await removeEmbedded(home);
    await rm(folder, { recursive: true, force: true });
  }
}

function line({ events, credentials, chain, task, taskEvents }: Figures): string {
  const ms = (time: number): string => `${time.toFixed(1)} ms`;
  return (
    `${formatCount(events)} events, ${formatCount(credentials)} credentials: a chain takes ${ms(chain.p50)}, 95% within ${ms(chain.p95)}, at most ${ms(chain.max)}; ` +
    `a task of ${formatCount(taskEvents)} events with its marks and first page ${ms(task.p50)}, at most ${ms(task.max)}`
  );
}
