import { isRecordLike } from "./is-record-like";

const HEAD = '{"Records":[';
const TAIL = "}]}";
const LONGEST_KEY = 64;

/**
 * The records of a log file that looks as CloudTrail writes it: one list without white space, whose records begin with the same key.
 * They are found without being read, and read one at a time, so that each is gone before the next one comes. Where every one of them can be
 * read, the text is the list of just these, since JSON can be taken apart in one way only; `read` tells where one cannot.
 */
export class PlainRecords {
  readonly format = "records";

  private constructor(
    private readonly text: string,
    /** Where each begins, and where one more would. */
    private readonly starts: readonly number[],
  ) {}

  /** Null where the text does not look like that. */
  static in(text: string): PlainRecords | null {
    if (!text.startsWith(`${HEAD}{"`) || !text.endsWith(TAIL)) return null;
    const key = text.indexOf('"', HEAD.length + 2);
    if (key < 0 || key > HEAD.length + LONGEST_KEY) return null;
    const boundary = `},${text.slice(HEAD.length, key + 1)}`;
    const starts = [HEAD.length];
    for (let at = text.indexOf(boundary, key); at >= 0; at = text.indexOf(boundary, at + boundary.length))
      starts.push(at + 2);
    starts.push(text.length - TAIL.length + 2);
    return new PlainRecords(text, starts);
  }

  get length(): number {
    return this.starts.length - 1;
  }

  /** The record exactly as it was delivered, once all could be read. */
  textOf(index: number): string {
    return this.text.slice(this.starts[index], (this.starts[index + 1] ?? 0) - 1);
  }

  /** Undefined where this is no record alone: the text is not what it looked like. */
  read(index: number): unknown {
    try {
      const record: unknown = JSON.parse(this.textOf(index));
      return index === 0 && !isRecordLike(record) ? undefined : record;
    } catch {
      return undefined;
    }
  }
}
