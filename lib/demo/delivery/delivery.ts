import { HOUR, MINUTE, SECOND } from "../base/calendar";
import { Random } from "../base/random";
import { type Call } from "../records/call";
import { renderRecord } from "../records/render-record";
import { type LogFile, logFileKey } from "./log-file";
import type { Mark } from "./mark";
import { type Place, placeOf } from "./place";
import { type Recipient, recipientsOf } from "./recipients";
import type { Recording, Verdict } from "./recording";
import { type Text, textOf, Texts } from "./text";
import { milestones, SLOT, type Trail } from "./trails";
import type { Window } from "../base/window";
import { ACCOUNTS } from "../organisation/accounts";
import type { World } from "../organisation/world";
import type { Operation } from "../records/operation";

/** The way of files: of one trail, account, Region and folder. */
type Lane = Pick<LogFile, "trail" | "account" | "region" | "folder"> & {
  /** Of all lanes in order. */
  readonly key: string;
};

type Batch = {
  readonly lane: Lane;
  readonly texts: Text[];
  readonly marks: Mark[];
};

/** Records of one call for one recipient, and what became of them at each trail. */
export type Outcome = {
  readonly mark: Mark;
  readonly verdicts: readonly (readonly [trail: string, verdict: Verdict])[];
};

export type Listener = {
  /** A call happened; one outcome per recipient. */
  readonly happened: (call: Call, outcomes: readonly Outcome[]) => void;
  /** A file is complete. */
  readonly deliver: (file: LogFile, texts: readonly Text[]) => void;
};

/** The export of a SIEM, which takes what the organisation's trail records of two accounts but leaves out what only reads. */
const SIEM: Trail = {
  name: "siem-export",
  arn: "",
  owner: "",
  home: "us-east-1",
  multiRegion: true,
  organisation: true,
  globalEvents: true,
  bucket: "siem",
  validation: false,
  insights: false,
  phases: [],
  stopped: [],
  lost: [],
};

const DELAY_NOTE = `,"addendum":{"reason":"DELIVERY_DELAY"}}`;
const LONGEST_FILE = 2000;
/** What is made in five minutes is mostly delivered together, about a minute after. */
const USUAL_DELAY = 55 * SECOND;
const SLOW = 0.01;
const LATE = 0.002;
const TWICE = 0.0004;

/**
 * Turns calls into log files as CloudTrail does: a file for each trail, account, Region and slot of five minutes, in no order, some
 * records late, a few twice. Holds the records of the open slots only.
 */
export class Delivery {
  private readonly slots = new Map<number, Map<Lane, Batch>>();
  private readonly lanes = new Map<Trail, Map<Place, Lane>>();
  private readonly lanesByKey = new Map<string, Lane>();
  private readonly texts = new Texts();
  private readonly random: Random;
  private readonly isExported: ExportRule;

  constructor(
    private readonly recording: Recording,
    private readonly listener: Listener,
    world: World,
  ) {
    this.random = Random.of(world.seed, "delivery");
    this.isExported = exportRule(world.window);
  }

  take(call: Call): void {
    const outcomes = recipientsOf(call).map((recipient) => this.record(call, recipient));
    this.listener.happened(call, outcomes);
  }

  /** How many records wait for their file. */
  get held(): number {
    let held = 0;
    for (const batches of this.slots.values()) for (const batch of batches.values()) held += batch.texts.length;
    return held;
  }

  /** Writes every slot that no later call can reach. */
  flushUntil(ms: number): void {
    const due = [...this.slots.keys()].filter((slot) => slot <= ms).sort((a, b) => a - b);
    for (const slot of due) {
      const batches = this.slots.get(slot);
      this.slots.delete(slot);
      if (batches === undefined) continue;
      const inOrder = [...batches.values()].sort((a, b) => (a.lane.key < b.lane.key ? -1 : 1));
      for (const batch of inOrder) this.close(slot, batch);
    }
  }

  private record(call: Call, recipient: Recipient): Outcome {
    const { deed } = call;
    const { operation } = deed;
    const arn = deed.resources?.[0]?.ARN ?? deed.resources?.[0]?.ARNPrefix ?? "";
    const klass = operation.dataType ?? "management";
    const mark: Mark = {
      eventId: recipient.eventId,
      at: deed.at,
      account: recipient.account,
      region: deed.region,
      klass,
      place: placeOf(recipient.account, deed.region, klass),
      copies: 0,
      count: null,
    };
    const verdicts: (readonly [string, Verdict])[] = [];
    let text: Text | null = null;
    for (const position of this.recording.concerning(recipient.account)) {
      const trail = this.recording.trails[position];
      if (trail === undefined) continue;
      const verdict = this.recording.verdict(trail, mark, { operation, arn });
      verdicts.push([trail.name, verdict]);
      const exported = trail.organisation && this.isExported(operation, mark);
      if (verdict === "not-recorded" || (verdict === "lost" && !exported)) continue;
      text ??= this.texts.of(renderRecord(call, recipient));
      if (verdict === "recorded") this.deliver(trail, mark, text);
      if (exported) this.place(SIEM, mark, { at: Math.floor(mark.at / HOUR) * HOUR + 59 * MINUTE, text });
    }
    return { mark, verdicts };
  }

  private deliver(trail: Trail, mark: Mark, text: Text): void {
    const { random } = this;
    if (random.chance(LATE)) {
      const delay = random.between(25, 150) * MINUTE;
      this.place(trail, mark, { at: mark.at + delay, text: random.chance(0.3) ? this.withDelayNote(text) : text });
      return;
    }
    const delay = random.chance(SLOW) ? random.between(110, 290) * SECOND : USUAL_DELAY;
    this.place(trail, mark, { at: mark.at + delay, text });
    if (random.chance(TWICE)) this.place(trail, mark, { at: mark.at + delay + SLOT * random.between(1, 6), text });
  }

  /** Puts a record into the file of its slot, which must not be over. */
  put(trail: Trail, mark: Mark, delivered: { at: number; text: string }): void {
    this.place(trail, mark, { at: delivered.at, text: this.texts.of(delivered.text) });
  }

  private place(trail: Trail, mark: Mark, delivered: { at: number; text: Text }): void {
    const slot = (Math.floor(delivered.at / SLOT) + 1) * SLOT;
    let batches = this.slots.get(slot);
    if (batches === undefined) {
      batches = new Map();
      this.slots.set(slot, batches);
    }
    const lane = this.laneOf(trail, mark.place);
    let batch = batches.get(lane);
    if (batch === undefined) {
      batch = { lane, texts: [], marks: [] };
      batches.set(lane, batch);
    }
    batch.texts.push(delivered.text);
    batch.marks.push(mark);
  }

  private laneOf(trail: Trail, place: Place): Lane {
    let lanes = this.lanes.get(trail);
    if (lanes === undefined) {
      lanes = new Map();
      this.lanes.set(trail, lanes);
    }
    const known = lanes.get(place);
    if (known !== undefined) return known;
    const { account, region, folder } = place;
    const key = `${trail.name} ${account} ${region} ${folder}`;
    const lane = this.lanesByKey.get(key) ?? { trail, account, region, folder, key };
    this.lanesByKey.set(key, lane);
    lanes.set(place, lane);
    return lane;
  }

  /** AWS says why a record is late, not always. */
  private withDelayNote(text: Text): Text {
    return this.texts.of(textOf(text).slice(0, -1) + DELAY_NOTE);
  }

  private close(slot: number, batch: Batch): void {
    const { random } = this;
    const { trail, account, region, folder } = batch.lane;
    const total = batch.texts.length;
    const order = random.shuffle(Array.from({ length: total }, (_, n) => n));
    const pieces =
      trail === SIEM
        ? 1
        : Math.max(Math.ceil(total / LONGEST_FILE), total >= 20 && random.chance(0.2) ? random.between(2, 3) : 1);
    const size = Math.ceil(total / pieces);
    for (let start = 0; start < total; start += size) {
      const texts: Text[] = [];
      const marks: Mark[] = [];
      for (const n of order.slice(start, start + size)) {
        const text = batch.texts[n];
        const mark = batch.marks[n];
        if (text === undefined || mark === undefined) continue;
        texts.push(text);
        marks.push(mark);
      }
      const key = logFileKey({ trail, account, region, slot, folder, unique: random.alnum(16) });
      this.listener.deliver({ trail, account, region, folder, slot, key, marks }, texts);
    }
  }
}

type ExportRule = (operation: Operation, mark: Mark) => boolean;

function exportRule(window: Window): ExportRule {
  const { exportHole, exportHoleEnds } = milestones(window);
  const accounts: readonly string[] = [ACCOUNTS.security.id, ACCOUNTS.dev.id];
  return (operation, mark) =>
    mark.at >= exportHole &&
    mark.at < exportHoleEnds &&
    !operation.readOnly &&
    operation.dataType === null &&
    accounts.includes(mark.account);
}
