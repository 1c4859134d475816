import { DAY, HOUR, MINUTE } from "./base/calendar";
import { Random } from "./base/random";
import { reachedBy } from "./delivery/recipients";
import type { Recording } from "./delivery/recording";
import type { World } from "./organisation/world";
import type { Call, Scene } from "./records/call";
import type { Plan } from "./simulate";
import type { Workload } from "./workloads/workload";

const SAMPLES = 16;

/**
 * How often each workload must run so that about so many distinct records are delivered: a few runs of each, spread over the window,
 * are tried and counted but not kept.
 */
export function planRuns(
  world: World,
  trial: readonly Workload[],
  aim: { events: number; recording: Recording },
): (workloads: readonly Workload[]) => readonly Plan[] {
  const { window, seed } = world;
  const shares = trial.reduce((sum, workload) => sum + workload.share, 0);
  const perRun = trial.map((workload) => {
    let records = 0;
    const emit = (call: Call) => {
      records += reachedBy(aim.recording, call).length;
    };
    for (let n = 0; n < SAMPLES; n++) {
      const scene: Scene = { world, random: Random.of(seed, "trial", workload.name, n), emit, story: null, task: null };
      const at =
        window.from + DAY / 3 + Math.floor((n * (window.to - window.from - DAY / 2)) / SAMPLES) + HOUR * (n % 5);
      // The second time the credentials are there already: most runs of a busy workload are like that.
      workload.run(scene, at);
      workload.run(scene, at + MINUTE);
    }
    return Math.max(0.05, records / SAMPLES / 2);
  });
  return (workloads) =>
    workloads.map((workload, n) => ({ workload, runs: (aim.events * workload.share) / shares / (perRun[n] ?? 1) }));
}
