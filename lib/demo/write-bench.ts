import { Random } from "./base/random";
import { windowOf } from "./base/window";
import { Container } from "./delivery/container";
import { FileWriter } from "./delivery/file-writer";
import { reachedBy } from "./delivery/recipients";
import { Recording } from "./delivery/recording";
import { type Text, Texts } from "./delivery/text";
import { trailsOf } from "./delivery/trails";
import { worldOf } from "./organisation/world";
import { planRuns } from "./plan-runs";
import type { Call } from "./records/call";
import { renderRecord } from "./records/render-record";
import { simulate } from "./simulate";
import { allWorkloads } from "./workloads/all-workloads";

export type BenchOptions = {
  readonly seed: number;
  readonly events: number;
  readonly outDir: string;
  /** Part of the records that are delivered a second time, in a later file. */
  readonly repeated?: number;
  readonly signal?: AbortSignal;
};

/** What was written, and what of it decides how fast it loads. */
export type BenchSummary = {
  readonly events: number;
  readonly records: number;
  readonly files: number;
  readonly textBytes: number;
  readonly bytesPerRecord: number;
  /** Distinct access keys and resources per event, counted over the first events. */
  readonly credentialsPerEvent: number;
  readonly resourcesPerEvent: number;
  readonly duplicateShare: number;
};

const RECORDS_PER_FILE = 2000;
const COUNTED = 200_000;
const DAYS = 28;
/** Records of production accounts are longer than the demo's, mostly by what SDKs write into the agent. */
const LONG_AGENT = ` md/internal cfg/retry-mode#adaptive m/b,E,C,g,Z,n,D exec-env/container ${"app/service-of-the-demo#1.42.0 ".repeat(13)}`;

/** Collects records into files of equal size, a few of them twice. */
class BenchFiles {
  private texts: Text[] = [];
  private later: Text[] = [];
  private readonly kept = new Texts();
  private readonly container = new Container();
  private readonly random: Random;
  private readonly credentials = new Set<string>();
  private readonly resources = new Set<string>();
  readonly count = { events: 0, records: 0, textBytes: 0, counted: 0 };

  constructor(
    private readonly writer: FileWriter,
    private readonly repeated: number,
    seed: number,
  ) {
    this.random = Random.of(seed, "bench");
  }

  add(call: Call, record: string): void {
    const text = this.kept.of(record);
    this.count.events++;
    if (this.count.events <= COUNTED) this.note(call);
    this.texts.push(text);
    if (this.random.chance(this.repeated)) this.later.push(text);
    if (this.texts.length >= RECORDS_PER_FILE) this.close();
  }

  distinct(): { readonly credentials: number; readonly resources: number } {
    const counted = Math.max(1, this.count.counted);
    return { credentials: this.credentials.size / counted, resources: this.resources.size / counted };
  }

  /** Writes the file in work, and takes what is to be repeated into the next. */
  close(): void {
    if (this.texts.length === 0) return;
    const content = this.container.records(this.random.shuffle(this.texts));
    this.writer.writeGzip(`bench-${String(this.writer.files).padStart(6, "0")}.json.gz`, content);
    this.count.records += this.texts.length;
    this.count.textBytes += content.length;
    this.texts = this.later;
    this.later = [];
  }

  private note(call: Call): void {
    this.count.counted++;
    if (call.deed.actor.credential !== null) this.credentials.add(call.deed.actor.credential);
    for (const resource of call.deed.resources ?? []) if (resource.ARN !== undefined) this.resources.add(resource.ARN);
  }
}

/** Writes so many events as `{"Records":[…]}` files of about 2,000 records of about 1.9 kB, for measuring ingest. */
export async function writeBench(options: BenchOptions): Promise<BenchSummary> {
  const { seed, events, signal } = options;
  const window = windowOf(DAYS);
  const world = worldOf(seed, window);
  const recording = new Recording(trailsOf(window), window);
  const writer = new FileWriter(options.outDir);
  const files = new BenchFiles(writer, options.repeated ?? 0.03, seed);
  const plan = planRuns(world, allWorkloads(world), { events, recording });
  await simulate(world, plan(allWorkloads(world)), {
    script: [],
    tick: () => signal?.throwIfAborted(),
    pace: (part) =>
      part === 0 ? 1 : Math.min(1.6, Math.max(0.6, (events - files.count.events) / (events * (1 - part)))),
    take: (call) => {
      for (const recipient of reachedBy(recording, call)) files.add(call, lengthened(renderRecord(call, recipient)));
    },
  });
  files.close();
  files.close();
  const { count } = files;
  const distinct = files.distinct();
  return {
    events: count.events,
    records: count.records,
    files: writer.files,
    textBytes: count.textBytes,
    bytesPerRecord: Math.round(count.textBytes / Math.max(1, count.records)),
    credentialsPerEvent: distinct.credentials,
    resourcesPerEvent: distinct.resources,
    duplicateShare: (count.records - count.events) / Math.max(1, count.records),
  };
}

/** A record without a user agent stays as it is. */
function lengthened(text: string): string {
  const start = text.indexOf('"userAgent":"');
  const end = start < 0 ? -1 : text.indexOf('"', start + 13);
  return end < 0 ? text : `${text.slice(0, end)}${LONG_AGENT}${text.slice(end)}`;
}
