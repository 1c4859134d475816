import { describe, expect, it } from "vitest";
import { windowOf } from "../base/window";
import { worldOf } from "../organisation/world";
import { planRuns } from "../plan-runs";
import { simulate } from "../simulate";
import { allWorkloads } from "../workloads/all-workloads";
import { Delivery } from "./delivery";
import { Recording } from "./recording";
import { trailsOf } from "./trails";

/** Delivers so many events into nothing, and tells the most that was ever held at once. */
async function mostHeld(events: number): Promise<{ readonly most: number; readonly delivered: number }> {
  const window = windowOf(28);
  const world = worldOf(3, window);
  const recording = new Recording(trailsOf(window), window);
  let delivered = 0;
  let most = 0;
  const delivery = new Delivery(
    recording,
    { happened: () => {}, deliver: (_file, texts) => void (delivered += texts.length) },
    world,
  );
  const plan = planRuns(world, allWorkloads(world), { events, recording });
  await simulate(world, plan(allWorkloads(world)), {
    script: [],
    take: (call) => delivery.take(call),
    pace: () => 1,
    tick: (ms) => {
      most = Math.max(most, delivery.held);
      delivery.flushUntil(ms);
    },
  });
  return { most, delivered };
}

describe("delivery", () => {
  it("holds the records of the last minutes and nothing else, however many there are in all", async () => {
    const { most, delivered } = await mostHeld(60_000);
    expect(delivered).toBeGreaterThan(50_000);
    // Four weeks have 8,064 slots of five minutes: a busy quarter of an hour and what is late lie far below a hundredth of all.
    expect(most).toBeLessThan(delivered / 100);
  });
});
