import { LIST_KEYS } from "./text-pieces";

/** The first and the last place in a chunk where a text may be cut between records, counted from the beginning of the text; -1 for none. */
export type Boundaries = { readonly first: number; readonly last: number };

/** Reads a text chunk by chunk and says where it may be cut. */
export type BoundaryScanner = {
  readonly scan: (chunk: Buffer) => Boundaries;
  /** What every part after the first needs in front of it. */
  readonly header: () => Buffer;
};

const EMPTY = Buffer.alloc(0);
const NEW_LINE = 10;
const QUOTE = 34;

/** Picks the scanner for a text by its beginning, which is at least its first line or as much as one cares to hold. */
export function boundaryScannerFor(head: Buffer): BoundaryScanner {
  const hasMark = head[0] === 0xef && head[1] === 0xbb;
  const start = head.subarray(hasMark ? 3 : 0);
  const lineEnd = start.indexOf(NEW_LINE);
  const line = start.subarray(0, lineEnd < 0 ? start.length : lineEnd).toString("utf8");
  const first = line.trimStart().charAt(0);
  if (first !== "{" && first !== "[" && lineEnd >= 0) {
    if (/(?:^|[,;\t])"?(?:_raw|@message|message|CloudTrailEvent|raw|event\.original)"?(?:[,;\t\r]|$)/i.test(line))
      return new CsvScanner();
    if (first !== "" || !/^\s*[{[]/.test(start.subarray(0, 65_536).toString("latin1"))) return new LineScanner();
  }
  return lineEnd >= 0 && isJson(line) ? new LineScanner() : new StructureScanner();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** NDJSON: after a line feed that a value follows. */
class LineScanner implements BoundaryScanner {
  private offset = 0;
  readonly header = (): Buffer => EMPTY;

  scan(chunk: Buffer): Boundaries {
    const isCut = (at: number): boolean => {
      const next = chunk[at + 1];
      return next !== undefined && next !== 32 && next !== 9 && next !== 125 && next !== 93 && next !== NEW_LINE;
    };
    let first = chunk.indexOf(NEW_LINE);
    while (first >= 0 && !isCut(first)) first = chunk.indexOf(NEW_LINE, first + 1);
    let last = first;
    if (first >= 0) {
      last = chunk.lastIndexOf(NEW_LINE);
      while (last > first && !isCut(last)) last = chunk.lastIndexOf(NEW_LINE, last - 1);
    }
    const start = this.offset;
    this.offset += chunk.length;
    return first < 0 ? { first: -1, last: -1 } : { first: start + first + 1, last: start + last + 1 };
  }
}

/** CSV: after a line feed outside quotes; its header goes before every part. */
class CsvScanner implements BoundaryScanner {
  private offset = 0;
  private isQuoted = false;
  private head: Buffer[] | null = [];
  private headerBytes = EMPTY;
  readonly header = (): Buffer => this.headerBytes;

  scan(chunk: Buffer): Boundaries {
    let first = -1;
    let last = -1;
    let at = 0;
    while (at < chunk.length) {
      const quote = chunk.indexOf(QUOTE, at);
      const plain = chunk.subarray(at, quote < 0 ? chunk.length : quote);
      const lineFeed = this.isQuoted ? -1 : plain.lastIndexOf(NEW_LINE);
      if (lineFeed >= 0) {
        if (first < 0) first = at + plain.indexOf(NEW_LINE) + 1;
        last = at + lineFeed + 1;
      }
      if (quote < 0) break;
      this.isQuoted = !this.isQuoted;
      at = quote + 1;
    }
    this.keepHeader(chunk, first);
    const start = this.offset;
    this.offset += chunk.length;
    return first < 0 ? { first, last } : { first: start + first, last: start + last };
  }

  private keepHeader(chunk: Buffer, first: number): void {
    if (!this.head) return;
    this.head.push(first < 0 ? chunk : chunk.subarray(0, first));
    if (first < 0) return;
    this.headerBytes = Buffer.concat(this.head);
    this.head = null;
  }
}

/** JSON of any shape: after a whole value at the top, and after an element of a list of records. */
class StructureScanner implements BoundaryScanner {
  private offset = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;
  /** What was opened at the top: a list, an object, or an object in whose list of records we are. */
  private top: "list" | "object" | "object-list" | null = null;
  private stringStart = -1;
  /** The last string at the top of an object: its bytes as far as they are in this chunk. */
  private lastKey = "";
  private keyCarry = "";
  readonly header = (): Buffer => EMPTY;

  scan(chunk: Buffer): Boundaries {
    let first = -1;
    let last = -1;
    let at = 0;
    const { length } = chunk;
    while (at < length) {
      if (this.isInString) {
        at = this.skipString(chunk, at);
        continue;
      }
      const code = chunk[at];
      if (code === QUOTE) {
        this.isInString = true;
        this.stringStart = at + 1;
        this.keyCarry = "";
      } else if (code === 123 || code === 91) this.open(code);
      else if ((code === 125 || code === 93) && this.depth > 0 && this.close()) {
        if (first < 0) first = at + 1;
        last = at + 1;
      }
      at++;
    }
    const start = this.offset;
    this.offset += length;
    return first < 0 ? { first, last } : { first: start + first, last: start + last };
  }

  /** The index after the string in which the scanner is, or the end of the chunk. */
  private skipString(chunk: Buffer, from: number): number {
    let at = from;
    if (this.isEscaped) {
      this.isEscaped = false;
      at++;
    }
    const begin = at;
    for (;;) {
      const quote = chunk.indexOf(QUOTE, at);
      const end = quote < 0 ? chunk.length : quote;
      let before = end - 1;
      while (before >= begin && chunk[before] === 92) before--;
      const isEscaped = ((end - 1 - before) & 1) === 1;
      if (quote < 0) {
        this.isEscaped = isEscaped;
        this.keepKey(chunk, end);
        this.stringStart = 0;
        return chunk.length;
      }
      if (!isEscaped) {
        this.isInString = false;
        this.keepKey(chunk, quote);
        this.lastKey = this.keyCarry;
        return quote + 1;
      }
      at = quote + 1;
    }
  }

  private keepKey(chunk: Buffer, end: number): void {
    if (this.depth === 1 && this.top === "object" && end - this.stringStart < 64)
      this.keyCarry += chunk.toString("latin1", this.stringStart, end);
  }

  private open(code: number): void {
    if (this.depth === 0) this.top = code === 91 ? "list" : "object";
    else if (this.depth === 1 && this.top === "object" && code === 91 && LIST_KEYS.has(this.lastKey))
      this.top = "object-list";
    this.depth++;
  }

  /** Whether a record ends here. */
  private close(): boolean {
    this.depth--;
    if (this.depth === 0) {
      this.top = null;
      return true;
    }
    if (this.depth === 1) {
      if (this.top !== "object-list") return this.top === "list";
      this.top = "object";
      return false;
    }
    return this.depth === 2 && this.top === "object-list";
  }
}
