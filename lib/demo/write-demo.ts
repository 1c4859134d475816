import { DAY } from "./base/calendar";
import { windowOf } from "./base/window";
import { authorizationDetails } from "./config/authorization-details";
import { writeOrganisation, writePublicKeys } from "./config/organisation-files";
import { writeSnapshots } from "./config/snapshots";
import { Container } from "./delivery/container";
import { Delivery } from "./delivery/delivery";
import { type DigestKeys, Digests, type WrittenDigest } from "./delivery/digests";
import { FileWriter } from "./delivery/file-writer";
import { isExport, type LogFile, outputPath } from "./delivery/log-file";
import { Mishaps, strayObjects } from "./delivery/mishaps";
import { reachedBy } from "./delivery/recipients";
import type { PutSummary } from "./delivery/mark";
import { Recording } from "./delivery/recording";
import { Summaries } from "./delivery/summaries";
import { signingKey } from "./delivery/signing-key";
import type { Text } from "./delivery/text";
import { milestones, trailsOf } from "./delivery/trails";
import { ALL_ACCOUNTS } from "./organisation/accounts";
import { type World, worldOf } from "./organisation/world";
import { planRuns } from "./plan-runs";
import { README } from "./readme";
import { simulate } from "./simulate";
import { allStories } from "./stories/all-stories";
import type { Call } from "./records/call";
import type { Story } from "./stories/stage";
import { coverageSpans } from "./truth/coverage-spans";
import { IntegrityLog } from "./truth/integrity-log";
import { Ledger } from "./truth/ledger";
import { permittedTriples } from "./truth/permitted";
import { questionsOf } from "./truth/questions";
import { allWorkloads } from "./workloads/all-workloads";

export type DemoOptions = {
  readonly seed: number;
  /** About how many distinct records are delivered. */
  readonly events: number;
  readonly days: number;
  readonly outDir: string;
  readonly onProgress?: (progress: { readonly part: number; readonly events: number }) => void;
  readonly signal?: AbortSignal;
  /** Write every call to the truth; on by default up to a million events. */
  readonly everyCall?: boolean;
};

export type DemoSummary = {
  readonly calls: number;
  /** Distinct records in readable files. */
  readonly events: number;
  /** Records in readable files, repeats included. */
  readonly deliveries: number;
  readonly files: number;
  readonly bytes: number;
};

const EVERY_CALL_UP_TO = 1_000_000;
/** The stories alone make about as many. */
export const LEAST_EVENTS = 5000;

/** Two files of more records than this are never in the same order by chance. */
const FEW = 12;

/** The same for files of the same bytes: which records, in which order, and how long with or without notes of delay. */
function contentKey(file: LogFile, length: number): string {
  return `${file.marks.map((mark) => mark.eventId).join()} ${length}`;
}

/** Writes a file from the trail as the bucket's copy holds it, and tells the digests and the truth. */
function filing(parts: { writer: FileWriter; digests: Digests; ledger: Ledger; mishaps: Mishaps }) {
  const { writer, digests, ledger, mishaps } = parts;
  const container = new Container();
  return (file: LogFile, texts: readonly Text[]): void => {
    const content = isExport(file) ? container.lines(texts) : container.records(texts);
    const fate = mishaps.fateOf(file, texts, content);
    digests.add(file, content, fate.mishap);
    if (fate.bytes !== null) writer.write(outputPath(file), fate.bytes);
    ledger.filed(file, fate, texts.length <= FEW && fate.mishap === null ? contentKey(file, content.length) : null);
  };
}

type Parts = {
  readonly writer: FileWriter;
  readonly keys: DigestKeys;
  readonly recording: Recording;
  readonly ledger: Ledger;
  readonly stories: readonly Story[];
};

/** What all stories do, in order of time. */
function scriptOf(stories: readonly Story[]): readonly Call[] {
  return stories.flatMap((story) => story.calls).sort((a, b) => a.deed.at - b.deed.at);
}

/** CloudTrail and what happens to its files afterwards. */
function deliveryOf(world: World, parts: Parts) {
  const { writer, keys, recording, ledger, stories } = parts;
  const deletedDigests: WrittenDigest[] = [];
  const integrity = new IntegrityLog((lines) => writer.append("truth/integrity.ndjson", lines));
  const digests = new Digests(writer, keys, {
    trails: recording.trails,
    window: world.window,
    missing: {
      trail: "assistants-trail",
      region: "us-east-1",
      after: milestones(world.window).lightsOff - DAY / 8,
      count: 2,
    },
    listener: {
      closed: (digest, entries) => {
        if (!digest.written) deletedDigests.push(digest);
        integrity.closed(digest, entries);
      },
      unclaimed: (place, entries) => integrity.unclaimed(place, entries),
    },
  });
  const lightsOff = new Set(stories.find((story) => story.id === "S18")?.calls.map((call) => call.eventId));
  const mishaps = new Mishaps(world.window, lightsOff);
  const delivery = new Delivery(
    recording,
    {
      happened: (call, outcomes) => {
        ledger.happened(call, outcomes);
        summaries.happened(call, outcomes);
      },
      deliver: filing({ writer, digests, ledger, mishaps }),
    },
    world,
  );
  const put: PutSummary = (...summary) => delivery.put(...summary);
  const summaries = new Summaries(world, { recording, script: scriptOf(stories), put });
  const finish = () => {
    summaries.until(Number.MAX_SAFE_INTEGER);
    delivery.flushUntil(Number.MAX_SAFE_INTEGER);
    digests.close();
    writer.write("truth/missing-digests.json", `${JSON.stringify(deletedDigests, null, 1)}\n`);
  };
  return { digests, delivery, summaries, finish };
}

function digestKeys(world: World): DigestKeys {
  return {
    first: signingKey(world.seed, "first"),
    second: signingKey(world.seed, "second"),
    rotatedAt: world.window.on(14, "00:00"),
  };
}

function writeSurroundings(world: World, keys: DigestKeys, writer: FileWriter): void {
  const { window } = world;
  const write = (path: string, value: object) => writer.write(path, `${JSON.stringify(value, null, 2)}\n`);
  const trails = trailsOf(window);
  writeSnapshots(trails, window, write);
  writeOrganisation(window, write);
  writePublicKeys(window, keys, write);
  for (const account of ALL_ACCOUNTS)
    write(`iam/${account.key}/get-account-authorization-details.json`, authorizationDetails(world, account));
  for (const stray of strayObjects(window)) writer.write(stray.path, stray.content);
  const lines = (values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
  writer.write("truth/coverage.ndjson", lines(coverageSpans(trails, window)));
  writer.write("truth/permitted.ndjson", lines(permittedTriples()));
  writer.write("README.txt", README);
}

/** The plan is an estimate; each day the rest of the window makes up for what the days before it missed. */
function paceFor(part: number, count: { readonly background: number; readonly sofar: number }): number {
  if (part === 0 || count.background === 0) return 1;
  const wanted = (count.background - count.sofar) / (count.background * (1 - part));
  return Math.min(1.6, Math.max(0.6, wanted));
}

/** Writes the demo organisation's log files, what was collected around them, and the truth; memory does not grow with the events. */
export async function writeDemo(options: DemoOptions): Promise<DemoSummary> {
  const { seed, events, outDir, onProgress } = options;
  const window = windowOf(options.days);
  const world = worldOf(seed, window);
  const writer = new FileWriter(outDir);
  const recording = new Recording(trailsOf(window), window);
  const stories = allStories(world);
  const ledger = new Ledger({
    writer,
    stories,
    questions: questionsOf(world),
    everyCall: options.everyCall ?? events <= EVERY_CALL_UP_TO,
  });
  const keys = digestKeys(world);
  const { digests, delivery, summaries, finish } = deliveryOf(world, {
    writer,
    keys,
    recording,
    ledger,
    stories,
  });
  writeSurroundings(world, keys, writer);

  const script = scriptOf(stories);
  const scripted = script.reduce((sum, call) => sum + reachedBy(recording, call).length, 0);
  const background = Math.max(0, events - scripted);
  const plan = planRuns(world, allWorkloads(world), { events: background, recording });
  const advance = (ms: number) => {
    summaries.until(ms);
    delivery.flushUntil(ms);
    digests.until(ms);
    ledger.until(ms);
  };
  let lastDay = 0;
  await simulate(world, plan(allWorkloads(world)), {
    script,
    take: (call) => delivery.take(call),
    pace: (part) => paceFor(part, { background, sofar: ledger.totals.background }),
    tick: (ms) => {
      options.signal?.throwIfAborted();
      advance(ms);
      const day = Math.floor((ms - window.from) / DAY);
      if (day !== lastDay) onProgress?.({ part: day / window.days, events: ledger.totals.delivered });
      lastDay = day;
    },
  });
  advance(window.to);
  finish();
  ledger.close({ seed, from: window.from, to: window.to });
  writer.close();
  onProgress?.({ part: 1, events: ledger.totals.delivered });
  return {
    calls: ledger.totals.calls,
    events: ledger.totals.delivered,
    deliveries: ledger.totals.deliveries,
    files: writer.files,
    bytes: writer.bytes,
  };
}
