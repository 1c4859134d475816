import type { Call } from "../records/call";
import type { World } from "../organisation/world";
import { Aggregates } from "./aggregates";
import type { Outcome } from "./delivery";
import { Insights } from "./insights";
import type { PutSummary } from "./mark";
import type { Recording } from "./recording";
import { milestones } from "./trails";

/** The trail that sums up its data events for a day. */
const AGGREGATING = "dev-trail";

/** The records that sum up calls, of every trail that has them: Insights and aggregates. Holds open windows only. */
export class Summaries {
  private readonly all: readonly (Insights | Aggregates)[];

  constructor(
    world: World,
    parts: { readonly recording: Recording; readonly script: readonly Call[]; readonly put: PutSummary },
  ) {
    const { recording, script, put } = parts;
    const { seed, window } = world;
    const { aggregatesOn, aggregatesOff } = milestones(window);
    const span = { from: aggregatesOn, to: aggregatesOff, why: "PutEventConfiguration" };
    this.all = recording.trails.flatMap((trail) => [
      ...(trail.insights ? [new Insights(trail, { seed, from: window.from, recording, script, put })] : []),
      ...(trail.name === AGGREGATING ? [new Aggregates(trail, { seed, span, put })] : []),
    ]);
  }

  happened(call: Call, outcomes: readonly Outcome[]): void {
    for (const sums of this.all) sums.happened(call, outcomes);
  }

  /** Hands over what no later call can change; before the files of that time are written. */
  until(ms: number): void {
    for (const sums of this.all) sums.until(ms);
  }
}
