import { setImmediate } from "node:timers/promises";
import { DAY } from "./base/calendar";
import { Random } from "./base/random";
import type { World } from "./organisation/world";
import type { Call, Scene } from "./records/call";
import { SLOT } from "./delivery/trails";
import { intensityOf, type Workload } from "./workloads/workload";

/** Ticks after which signals and timers of the process get their turn. */
const BREATH = 72;

const TICKS_A_DAY = DAY / SLOT;

/** How many runs of a workload start in the whole window. */
export type Plan = { readonly workload: Workload; readonly runs: number };

type Listening = {
  /** What the stories do, in order of time. */
  readonly script: readonly Call[];
  readonly take: (call: Call) => void;
  /** Asked once a day, with the part of the window that is over: by how much the rest must be busier than planned. */
  readonly pace: (part: number) => number;
  /** No later call is before this. */
  readonly tick: (ms: number) => void;
};

/**
 * Lets the background and the script happen, five minutes after five minutes. Each workload has a stream of chance of its own for each
 * tick, so that one workload never disturbs another; nothing is kept but what lies in the open ticks.
 */
export async function simulate(world: World, plans: readonly Plan[], listening: Listening): Promise<void> {
  const { window, seed } = world;
  const { script } = listening;
  const acts = plans.map(({ workload, runs }) => ({
    workload,
    runs,
    streamOf: Random.family(seed, workload.name),
    intensityAt: intensityOf(workload.rhythm),
  }));
  const ticks = (window.to - window.from) / SLOT;
  const emit = (call: Call) => {
    if (call.deed.at >= window.from && call.deed.at < window.to) listening.take(call);
  };
  let next = 0;
  let pace = 1;
  for (let tick = 0; tick < ticks; tick++) {
    const start = window.from + tick * SLOT;
    listening.tick(start);
    if (tick % BREATH === 0) await setImmediate();
    if (tick % TICKS_A_DAY === 0) pace = listening.pace(tick / ticks);
    for (const { workload, runs, streamOf, intensityAt } of acts) {
      const random = streamOf(tick);
      const count = random.count(((pace * runs) / ticks) * intensityAt(start));
      if (count === 0) continue;
      const starts = Array.from({ length: count }, () => start + random.below(SLOT)).sort((a, b) => a - b);
      starts.forEach((at, n) => {
        const scene: Scene = { world, random, emit, story: null, task: `${workload.name}/${tick}/${n}` };
        workload.run(scene, at);
      });
    }
    for (; next < script.length; next++) {
      const call = script[next];
      if (call === undefined || call.deed.at >= start + SLOT) break;
      emit(call);
    }
  }
}
