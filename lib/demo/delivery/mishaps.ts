import type { Window } from "../base/window";
import { isoSeconds } from "../base/calendar";
import { pack } from "./file-writer";
import { type Text, textOf } from "./text";
import type { LogFile } from "./log-file";
import { HOSTING } from "../records/network";

/** What a file suffers between CloudTrail and us. */
export type Mishap = "truncated" | "corrupted" | "bad-records" | "tampered" | "deleted";

export type Fate = {
  readonly mishap: Mishap | null;
  /** What lies in the folder then; null if nothing does. */
  readonly bytes: Buffer | null;
  /** Whether its records can be read. */
  readonly readable: boolean;
  /** Values in it that are no records. */
  readonly unreadable: number;
};

type Rule = {
  readonly mishap: Mishap;
  readonly trail: string;
  readonly from: number;
  readonly fits: (file: LogFile) => boolean;
  done: boolean;
};

const onlyManagement = (file: LogFile) => file.marks.every((mark) => mark.klass === "management");

/** Whoever tampers with a file puts an address of the VPC in place of its own: the record's other copies tell another. */
const STOLEN_FROM = `"sourceIPAddress":"${HOSTING}140"`;
const HARMLESS = `"sourceIPAddress":"10.20.4.14"`;

/** Two values that stand among good records and are none. */
const BAD_RECORDS: readonly string[] = [
  `{"eventVersion":"1.11","eventTime":"yesterday","eventSource":"s3.amazonaws.com","eventName":"GetObject","eventID":"6b1f0c9e-0000-4000-8000-000000000001"}`,
  `"a record of text"`,
];

/**
 * A few files come to harm. Those that cannot be read hold management events of a member account only, which the organisation's trail
 * delivers too, so that no event is lost with them; what is tampered with or deleted is a story's doing.
 */
export class Mishaps {
  private readonly rules: Rule[];

  constructor(
    window: Window,
    private readonly lightsOff: ReadonlySet<string>,
  ) {
    const touchesStory = (file: LogFile) =>
      file.region === "eu-west-1" && file.marks.some((mark) => this.lightsOff.has(mark.eventId));
    this.rules = [
      { mishap: "truncated", trail: "dev-trail", from: window.on(3, "08:00"), fits: onlyManagement, done: false },
      { mishap: "truncated", trail: "dev-trail", from: window.on(17, "12:00"), fits: onlyManagement, done: false },
      { mishap: "corrupted", trail: "dev-trail", from: window.on(7, "15:00"), fits: onlyManagement, done: false },
      { mishap: "bad-records", trail: "org-trail", from: window.on(4, "09:00"), fits: () => true, done: false },
      { mishap: "tampered", trail: "assistants-trail", from: window.on(20, "00:00"), fits: touchesStory, done: false },
      { mishap: "deleted", trail: "assistants-trail", from: window.on(20, "00:00"), fits: touchesStory, done: false },
    ];
  }

  fateOf(file: LogFile, texts: readonly Text[], content: Buffer): Fate {
    const rule = this.rules.find(
      (entry) => !entry.done && entry.trail === file.trail.name && file.slot >= entry.from && entry.fits(file),
    );
    const whole = { mishap: null, bytes: pack(content), readable: true, unreadable: 0 };
    if (rule === undefined) return whole;
    rule.done = true;
    const { mishap } = rule;
    if (mishap === "deleted") return { mishap, bytes: null, readable: false, unreadable: 0 };
    if (mishap === "truncated")
      return {
        ...whole,
        mishap,
        bytes: whole.bytes.subarray(0, Math.floor(whole.bytes.length * 0.6)),
        readable: false,
      };
    if (mishap === "corrupted") return { ...whole, mishap, bytes: corrupted(whole.bytes), readable: false };
    if (mishap === "bad-records") {
      return {
        ...whole,
        mishap,
        bytes: pack(container([...texts.map(textOf), ...BAD_RECORDS])),
        unreadable: BAD_RECORDS.length,
      };
    }
    return { ...whole, mishap, bytes: pack(container(texts.map(tampered))) };
  }
}

function tampered(text: Text): string {
  return textOf(text).replace(STOLEN_FROM, HARMLESS);
}

function container(texts: readonly string[]): Buffer {
  return Buffer.from(`{"Records":[${texts.join()}]}`, "latin1");
}

/** The checksum at the end no longer fits. */
function corrupted(packed: Buffer): Buffer {
  const copy = Buffer.from(packed);
  copy.writeUInt32LE((copy.readUInt32LE(copy.length - 8) ^ 0x5a5a5a5a) >>> 0, copy.length - 8);
  return copy;
}

/** Objects that lie in log buckets and are no log files. */
export function strayObjects(
  window: Window,
): readonly { readonly path: string; readonly content: string; readonly what: string }[] {
  const day = isoSeconds(window.on(2, "00:00")).slice(0, 10).replaceAll("-", "/");
  const dev = `logs/dev-cloudtrail-777788889999/AWSLogs/777788889999`;
  return [
    { path: `${dev}/Config/ConfigWritabilityCheckFile`, content: "", what: "the check file of AWS Config" },
    {
      path: `${dev}/CloudTrail/eu-central-1/${day}/777788889999_CloudTrail_eu-central-1_empty.json.gz`,
      content: "",
      what: "an empty object",
    },
    {
      path: `${dev}/CloudTrail/eu-central-1/${day}/777788889999_CloudTrail_eu-central-1_denied.json.gz`,
      content: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`,
      what: "an error page that a download tool kept",
    },
  ];
}
