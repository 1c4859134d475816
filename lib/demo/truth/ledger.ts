import { isoSeconds } from "../base/calendar";
import { type FileWriter, pack } from "../delivery/file-writer";
import { type LogFile, outputPath } from "../delivery/log-file";
import { type Mark, summaryKind } from "../delivery/mark";
import type { Fate } from "../delivery/mishaps";
import type { Outcome } from "../delivery/delivery";
import type { Call } from "../records/call";
import type { Story } from "../stories/stage";
import { Answers } from "./answers";
import { CallLog } from "./call-log";
import { HourCounts } from "./hour-counts";
import { IdentityCounts } from "./identity-counts";
import type { Question } from "./questions";
import { RepeatedContents } from "./repeated-contents";
import { type Held, LinkLog } from "./link-log";
import { storyFile } from "./story-file";
import { UnloggedTouches } from "./unlogged-touches";

export type Totals = {
  /** Calls that happened. */
  calls: number;
  /** Records that AWS would make of them, one per recipient. */
  records: number;
  /** Records of the background that some trail took. */
  background: number;
  /** Distinct records in readable files. */
  delivered: number;
  /** Records in readable files, repeats included. */
  deliveries: number;
  /** Values in readable files that are no records. */
  unreadable: number;
  files: number;
  /** Of the deliveries, those in files that are byte for byte like another: a store that knows the content reads them once. */
  repeated: number;
  repeatedFiles: number;
  /** Records in truncated files, of which a reader may recover the first. */
  truncated: number;
  /** Of the delivered, records that sum up calls. */
  insight: number;
  aggregated: number;
};

type Settings = {
  readonly writer: FileWriter;
  readonly stories: readonly Story[];
  readonly questions: readonly Question[];
  readonly everyCall: boolean;
};

/** Keeps the truth while the simulation runs, from the simulation itself; nothing in it grows with the number of events. */
export class Ledger {
  readonly totals: Totals = {
    calls: 0,
    records: 0,
    background: 0,
    delivered: 0,
    deliveries: 0,
    unreadable: 0,
    files: 0,
    repeated: 0,
    repeatedFiles: 0,
    truncated: 0,
    insight: 0,
    aggregated: 0,
  };
  private readonly hours: HourCounts;
  private readonly identities = new IdentityCounts();
  private readonly calls: CallLog | null;
  private readonly links: LinkLog | null;
  private readonly unlogged: UnloggedTouches | null;
  private readonly answers: Answers;
  private readonly seen = new Map<string, Held>();
  private readonly harmed: object[] = [];
  private readonly byTrail = new Map<string, { files: number; records: number }>();
  private readonly inferred = new Set<string>();
  private readonly contents = new RepeatedContents();
  private readonly summaries: object[] = [];

  constructor(private readonly settings: Settings) {
    const { writer } = settings;
    this.hours = new HourCounts((lines) => writer.append("truth/hours.ndjson.gz", pack(Buffer.from(lines))));
    this.answers = new Answers(settings.questions);
    const appendTo = (path: string) => (lines: string) => writer.append(path, pack(Buffer.from(lines)));
    const { everyCall } = settings;
    this.calls = everyCall ? new CallLog(writer) : null;
    this.links = everyCall ? new LinkLog(appendTo("truth/links.ndjson.gz")) : null;
    this.unlogged = everyCall ? new UnloggedTouches(appendTo("truth/unlogged-touches.ndjson.gz")) : null;
  }

  happened(call: Call, outcomes: readonly Outcome[]): void {
    const { totals } = this;
    totals.calls++;
    let any = false;
    for (const outcome of outcomes) {
      totals.records++;
      const recorded = outcome.verdicts.some(([, verdict]) => verdict !== "not-recorded");
      any ||= recorded;
      if (recorded && call.story === null) totals.background++;
      this.hours.happened(outcome.mark, recorded);
    }
    this.identities.add(call, any);
    this.answers.add(call, outcomes);
    this.calls?.add(call, outcomes);
    this.links?.add(call, outcomes);
    this.unlogged?.add(call, outcomes);
    if (call.deed.operation.inferred) this.inferred.add(call.deed.operation.key);
    if (call.story !== null) this.seen.set(call.eventId, { call, outcomes });
  }

  filed(file: LogFile, fate: Fate, contentKey: string | null): void {
    const { totals } = this;
    if (fate.mishap !== null) {
      this.harmed.push({
        path: outputPath(file),
        mishap: fate.mishap,
        records: file.marks.map((mark) => mark.eventId),
      });
    }
    if (fate.bytes === null) return;
    totals.files++;
    if (fate.mishap === "truncated") totals.truncated += file.marks.length;
    if (!fate.readable) return;
    if (contentKey !== null && this.contents.isRepeated(contentKey, file.slot)) {
      totals.repeated += file.marks.length;
      totals.repeatedFiles++;
    }
    totals.unreadable += fate.unreadable;
    const trail = this.byTrail.get(file.trail.name) ?? { files: 0, records: 0 };
    trail.files++;
    this.byTrail.set(file.trail.name, trail);
    for (const mark of file.marks) {
      trail.records++;
      totals.deliveries++;
      if (mark.copies === 0) {
        totals.delivered++;
        this.hours.delivered(mark);
        this.summed(file, mark);
      }
      mark.copies++;
    }
  }

  /** A record that sums up calls is no call: it has a list of its own. */
  private summed(file: LogFile, mark: Mark): void {
    const kind = summaryKind(mark);
    if (kind === null) return;
    const { eventId, account, region } = mark;
    this.summaries.push({ kind, eventId, at: isoSeconds(mark.at), account, region, trail: file.trail.name });
    this.totals[kind]++;
  }

  until(ms: number): void {
    this.hours.until(ms);
    this.links?.until(ms);
    this.unlogged?.until(ms);
  }

  /** Writes what can only be known at the end. */
  close(frame: { readonly seed: number; readonly from: number; readonly to: number }): void {
    const { writer, stories } = this.settings;
    this.until(Number.MAX_SAFE_INTEGER);
    this.calls?.flush();
    for (const story of stories)
      writer.write(`truth/stories/${story.id}.json`, `${JSON.stringify(storyFile(story, this.seen), null, 1)}\n`);
    writer.write("truth/identities.ndjson", this.identities.lines());
    writer.write("truth/answers.ndjson", this.answers.lines());
    writer.write("truth/summaries.ndjson", this.summaries.map((row) => `${JSON.stringify(row)}\n`).join(""));
    writer.write("truth/harmed-files.json", `${JSON.stringify(this.harmed, null, 1)}\n`);
    const { totals } = this;
    const summary = {
      seed: frame.seed,
      window: { from: isoSeconds(frame.from), to: isoSeconds(frame.to) },
      happened: { calls: totals.calls, records: totals.records },
      // Truncated files come on top: how many of their records a reader recovers is its own affair, and each is delivered elsewhere too.
      store: {
        records: totals.deliveries - totals.repeated + totals.unreadable,
        stored: totals.delivered,
        duplicates: totals.deliveries - totals.repeated - totals.delivered,
        quarantined: totals.unreadable,
        inTruncatedFiles: totals.truncated,
      },
      deliveries: { records: totals.deliveries, inRepeatedFiles: totals.repeated, repeatedFiles: totals.repeatedFiles },
      summaries: { insight: totals.insight, aggregated: totals.aggregated },
      files: { logFiles: totals.files, byTrail: Object.fromEntries(this.byTrail) },
      stories: stories.map((story) => ({ id: story.id, title: story.title })),
      everyCall: this.calls !== null,
      inferredShapes: [...this.inferred].sort(),
    };
    writer.write("truth/summary.json", `${JSON.stringify(summary, null, 1)}\n`);
  }
}
