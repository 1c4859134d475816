import { windowOf } from "./base/window";
import { Delivery } from "./delivery/delivery";
import { FileWriter } from "./delivery/file-writer";
import { Recording } from "./delivery/recording";
import { trailsOf } from "./delivery/trails";
import { worldOf } from "./organisation/world";
import { planRuns } from "./plan-runs";
import { simulate } from "./simulate";
import { allWorkloads } from "./workloads/all-workloads";

export type DemoOptions = {
  readonly seed: number;
  /** About how many distinct records are delivered. */
  readonly events: number;
  readonly days: number;
  readonly outDir: string;
  readonly onProgress?: (progress: { readonly part: number; readonly events: number }) => void;
};

export type DemoSummary = {
  readonly events: number;
  readonly deliveries: number;
  readonly files: number;
  readonly bytes: number;
};

/** Writes the demo organisation's files. */
export async function writeDemo(options: DemoOptions): Promise<DemoSummary> {
  const window = windowOf(options.days);
  const world = worldOf(options.seed, window);
  const recording = new Recording(trailsOf(window), window);
  const writer = new FileWriter(options.outDir);
  let deliveries = 0;
  let events = 0;
  const delivery = new Delivery(
    recording,
    {
      happened: () => {},
      deliver: (file, texts) => {
        writer.writeGzip(`logs/${file.trail.bucket}/${file.key}`, Buffer.from(`{"Records":[${texts.join(",")}]}`));
        deliveries += texts.length;
        for (const mark of file.marks) {
          if (mark.copies === 0) events++;
          mark.copies++;
        }
      },
    },
    options.seed,
  );
  const plan = planRuns(world, allWorkloads(world), { events: options.events, recording });
  simulate(world, plan(allWorkloads(world)), [], {
    take: (call) => delivery.take(call),
    tick: (ms) => delivery.flushUntil(ms),
  });
  delivery.flushUntil(Number.POSITIVE_INFINITY);
  return { events, deliveries, files: writer.files, bytes: writer.bytes };
}
