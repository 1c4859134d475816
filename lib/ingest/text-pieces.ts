import type { TextPart } from "./decoded";
import { endOfValue, membersOf, skipSpace } from "./json-scan";

/** The list in which an envelope keeps its records. */
export const LIST_KEYS: ReadonlySet<string> = new Set(["Records", "Events", "events", "logEvents", "results"]);

/** How often a value that does not end on its line may be looked for beyond it, in a text of lines: bounds the work on hostile input. */
const MAX_LONG_LOOKS = 8;
const MAX_BROKEN_PIECES = 10_000;

/**
 * A stretch of text that stands for one value, or for one broken record. `inList`: an element of a list that could not be read as a
 * whole. `value`: it was parsed to find where it ends.
 */
export type Piece = {
  readonly start: number;
  readonly end: number;
  readonly state: "value" | "broken" | "cut";
  readonly inList: boolean;
};

/** Where the list of records begins in the value at `at`: itself, or under a known key; -1 where there is none. */
export function listAt(text: string, at: number, keys: ReadonlySet<string> = LIST_KEYS): number {
  const first = text.charCodeAt(at);
  if (first === 91) return at;
  if (first !== 123) return -1;
  let found = -1;
  for (const member of membersOf(text, at)) {
    if (keys.has(member.key) && text.charCodeAt(member.start) === 91) found = member.start;
  }
  return found;
}

const RECORD_START =
  /[,\n]\s*(?=\{\s*"(?:event(?:Version|Time|ID|Name|Source|Type|Category)|userIdentity|awsRegion)"\s*:)/g;

function nextRecordStart(text: string, from: number): number {
  RECORD_START.lastIndex = from;
  return RECORD_START.test(text) ? RECORD_START.lastIndex : -1;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The elements of the list at `at`, and where it ends: -1 where the text ends within it. Elements after a broken one are found again by how records begin. */
export function elementsOf(text: string, at: number): { readonly pieces: Piece[]; readonly end: number } {
  const pieces: Piece[] = [];
  let index = skipSpace(text, at + 1);
  let looks = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 93) return { pieces, end: index + 1 };
    if (code === 44) {
      index = skipSpace(text, index + 1);
      continue;
    }
    const end = endOfValue(text, index);
    const after = end < 0 ? -1 : skipSpace(text, end);
    const follower = after < 0 ? Number.NaN : text.charCodeAt(after);
    const isWhole = end > index && (follower === 44 || follower === 93 || after >= text.length);
    if (isWhole) {
      pieces.push({ start: index, end, state: "value", inList: true });
      index = after;
      continue;
    }
    const again = looks++ < MAX_LONG_LOOKS ? nextRecordStart(text, index + 1) : -1;
    if (again < 0) {
      pieces.push({ start: index, end: text.length, state: end < 0 ? "cut" : "broken", inList: true });
      return { pieces, end: -1 };
    }
    pieces.push({ start: index, end: again, state: "broken", inList: true });
    index = again;
  }
  return { pieces, end: -1 };
}

/** Cuts a text into the values that lie in it one after the other, whatever separates them, and into what is broken. */
export function piecesOf(text: string, part: TextPart = "whole"): Piece[] {
  return new PieceReader(text, part).read();
}

class PieceReader {
  private readonly pieces: Piece[] = [];
  private at = 0;
  private looks = 0;
  private broken = 0;
  /** Of the line that holds `at`: a text of one line has it only looked for once. */
  private knownLineEnd = -1;
  /** Values have ended with their lines so far. */
  private isLines = false;

  constructor(
    private readonly text: string,
    private readonly part: TextPart,
  ) {}

  read(): Piece[] {
    const { text } = this;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
    for (;;) {
      this.skipFiller();
      if (this.at >= text.length) return this.pieces;
      const code = text.charCodeAt(this.at);
      if (code === 123 || code === 91 || code === 34) this.readValue();
      else if (code === 93 || code === 125) this.leaveList();
      else this.readGarbage();
    }
  }

  private skipFiller(): void {
    const { text } = this;
    for (;;) {
      this.at = skipSpace(text, this.at);
      const code = text.charCodeAt(this.at);
      if (code !== 44 && code !== 0x1e && code !== 0xfeff) return;
      this.at++;
    }
  }

  /** A bracket that was opened in an earlier part: the rest of that envelope holds no records. */
  private leaveList(): void {
    const { text } = this;
    const isList = text.charCodeAt(this.at) === 93;
    this.at = skipSpace(text, this.at + 1);
    if (!isList || text.charCodeAt(this.at) !== 44) return;
    const key = skipSpace(text, this.at + 1);
    if (text.charCodeAt(key) !== 34 || text.charCodeAt(skipSpace(text, endOfValue(text, key))) !== 58) return;
    while (this.at < text.length && text.charCodeAt(this.at) !== 125) {
      const end = endOfValue(text, this.at);
      this.at = skipSpace(text, end <= this.at ? (end < 0 ? text.length : this.at + 1) : end);
    }
  }

  private lineEnd(from: number): number {
    if (from >= this.knownLineEnd) {
      const end = this.text.indexOf("\n", from);
      this.knownLineEnd = end < 0 ? this.text.length : end;
    }
    return this.knownLineEnd;
  }

  private readValue(): void {
    const { text, at } = this;
    const lineEnd = this.lineEnd(at);
    const end = endOfValue(text, at, lineEnd);
    if (end > 0) {
      this.isLines ||= skipSpace(text, end) >= lineEnd;
      this.pieces.push({ start: at, end, state: "value", inList: false });
      this.at = end;
      return;
    }
    if (this.isLines) this.readInLines(lineEnd);
    else this.readLong(lineEnd);
  }

  /** In a text of lines, a value that goes on beyond its line is more likely broken than printed prettily. */
  private readInLines(lineEnd: number): void {
    const { text, at } = this;
    const last = text
      .slice(Math.max(at, lineEnd - 2), lineEnd)
      .trimEnd()
      .at(-1);
    const mayGoOn = last === "{" || last === "[" || last === "," || text.charCodeAt(lineEnd + 1) !== 123;
    if (mayGoOn && this.looks < MAX_LONG_LOOKS) {
      const end = endOfValue(text, at);
      if (end > 0 && isJson(text.slice(at, end))) {
        this.pieces.push({ start: at, end, state: "value", inList: false });
        this.at = end;
        return;
      }
      this.looks++;
    }
    this.pushBroken(lineEnd, lineEnd >= text.length ? "cut" : "broken");
  }

  private readLong(lineEnd: number): void {
    const { text, at } = this;
    const list = listAt(text, at);
    const end = endOfValue(text, at);
    if (end > 0 && (list >= 0 || this.looks++ >= MAX_LONG_LOOKS || isJson(text.slice(at, end)))) {
      this.pieces.push({ start: at, end, state: "value", inList: false });
      this.at = end;
      return;
    }
    if (list >= 0) {
      this.readOpenList(list);
      return;
    }
    const nextLine = skipSpace(text, lineEnd);
    const startsAnew =
      nextLine < text.length &&
      text.charCodeAt(nextLine) === 123 &&
      endOfValue(text, nextLine, this.lineEnd(nextLine)) > 0;
    if (startsAnew) {
      this.isLines = true;
      this.pushBroken(lineEnd, "broken");
    } else if (end > 0) this.pushBroken(end, "broken");
    else this.pushBroken(text.length, "cut");
  }

  /** A list that does not end: all of it that can be read. */
  private readOpenList(list: number): void {
    const { pieces, end } = elementsOf(this.text, list);
    for (const piece of pieces) this.pieces.push(piece);
    const isUnclosed = end < 0 && pieces.at(-1)?.state !== "cut" && this.part !== "first" && this.part !== "middle";
    const { length } = this.text;
    if (isUnclosed) this.pieces.push({ start: length, end: length, state: "cut", inList: true });
    this.at = end < 0 ? length : end;
    // The envelope around a list that did end is itself unfinished: nothing else in it is a record.
    if (end >= 0 && this.text.charCodeAt(skipSpace(this.text, end)) !== 123) this.at = length;
  }

  /** Neither JSON nor a separator: a line of something else, or what a tool printed before the record on its line. */
  private readGarbage(): void {
    const lineEnd = this.lineEnd(this.at);
    const record = this.text.slice(this.at, lineEnd).indexOf('{"event');
    if (record > 0) this.at += record;
    else this.pushBroken(lineEnd, "broken");
  }

  /** Broken lines that follow each other count as one once there are very many, and at once where they do not even begin like JSON. */
  private pushBroken(end: number, state: "broken" | "cut"): void {
    const last = this.pieces.at(-1);
    const first = this.text.charCodeAt(this.at);
    const isText = first !== 123 && first !== 91 && first !== 34;
    if (
      last?.state === "broken" &&
      !last.inList &&
      (this.broken >= MAX_BROKEN_PIECES || (isText && this.isTextPiece(last)))
    ) {
      this.pieces[this.pieces.length - 1] = { ...last, end };
    } else {
      this.broken++;
      this.pieces.push({ start: this.at, end, state, inList: false });
    }
    this.at = end;
  }

  private isTextPiece(piece: Piece): boolean {
    const code = this.text.charCodeAt(piece.start);
    return code !== 123 && code !== 91 && code !== 34;
  }
}
