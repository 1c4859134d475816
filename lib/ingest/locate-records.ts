import type { BadRecord, TextFormat, TextPart } from "./decoded";
import { csvCells } from "./csv-cells";
import { membersOf } from "./json-scan";
import { elementsOf, listAt, piecesOf, type Piece } from "./text-pieces";
import { LIST_FORMATS, unwrap, type Found } from "./unwrap";

/** One record, or what stands in place of one, with the way back to its text. */
export type Located = Found & {
  /** Where the value begins from which `path` leads on; -1 for a cell of CSV. */
  readonly start: number;
  /** The row, for CSV. */
  readonly row: number;
  readonly broken?: BadRecord;
};

const RECORD_START = /^\s*\{\s*"(?:event(?:Version|Time|ID|Name|Source|Type|Category)|userIdentity|awsRegion)"\s*:/;
const MESSAGE_START = 60;

/** The elements of a list of records, or the value itself: how the formats are read whose elements are records as they are. */
export function directPieces(text: string, pieces: readonly Piece[]): Piece[] {
  const direct: Piece[] = [];
  for (const piece of pieces) {
    const list = piece.state === "value" && !piece.inList ? listAt(text, piece.start, RECORDS_ONLY) : -1;
    if (list < 0) direct.push(piece);
    else for (const element of elementsWithin(text, piece, list)) direct.push(element);
  }
  return direct;
}

const RECORDS_ONLY: ReadonlySet<string> = new Set(["Records"]);

function elementsWithin(text: string, piece: Piece, list: number): Piece[] {
  const slice = text.slice(piece.start, piece.end);
  const { pieces } = elementsOf(slice, list - piece.start);
  return pieces.map((element) => ({ ...element, start: element.start + piece.start, end: element.end + piece.start }));
}

/** Parses each piece as one record. */
export function locateDirect(text: string, part: TextPart): Located[] {
  return directPieces(text, piecesOf(text, part)).map((piece, index) => {
    const value = valueOf(text, piece, index);
    if ("broken" in value) return { ...brokenAt(piece, text, value.broken) };
    return { value: value.value, path: [], via: null, isRecord: true, start: piece.start, row: -1 };
  });
}

/** Parses each piece and looks for the records in it. */
export function locateWrapped(text: string, part: TextPart): Located[] {
  const located: Located[] = [];
  for (const piece of piecesOf(text, part)) locatePiece(text, piece, located);
  return located;
}

function locatePiece(text: string, piece: Piece, into: Located[]): void {
  const value = valueOf(text, piece, into.length);
  if (!("broken" in value)) {
    for (const found of unwrap(value.value)) into.push({ ...found, start: piece.start, row: -1 });
    return;
  }
  const list = piece.state === "value" && !piece.inList ? listAt(text, piece.start) : -1;
  if (list < 0) {
    into.push(brokenAt(piece, text, value.broken));
    return;
  }
  for (const element of elementsWithin(text, piece, list)) locatePiece(text, element, into);
}

function brokenAt(piece: Piece, text: string, broken: BadRecord): Located {
  const isRecord = RECORD_START.test(text.slice(piece.start, piece.start + 200));
  return { value: undefined, path: [], via: null, isRecord, start: piece.start, row: -1, broken };
}

function valueOf(
  text: string,
  piece: Piece,
  index: number,
): { readonly value: unknown } | { readonly broken: BadRecord } {
  const reason = "unreadable-json";
  if (piece.state === "cut") {
    const isEmpty = piece.start === piece.end;
    const detail = isEmpty
      ? `the file ends early, before record ${index}: its list is not closed`
      : `the file ends in the middle of record ${index}`;
    return { broken: { reason, detail } };
  }
  const slice = text.slice(piece.start, piece.end);
  try {
    const value: unknown = JSON.parse(slice);
    return { value };
  } catch (error) {
    const start = slice.slice(0, MESSAGE_START).trim();
    const isJson = /^[{["]/.test(start);
    const why = error instanceof Error ? error.message : String(error);
    return { broken: { reason, detail: isJson ? why : `not JSON: ${start}` } };
  }
}

/** The records in the raw column of a CSV text; null where the text is no such CSV. */
export function locateInCsv(text: string): Located[] | null {
  const csv = csvCells(text);
  if (!csv) return null;
  const located: Located[] = [];
  csv.cells.forEach((cell, row) => {
    for (const found of unwrap(cell)) located.push({ ...found, via: "csv-raw", start: -1, row });
  });
  if (csv.broken !== null) {
    const broken = { reason: "unreadable-json", detail: `the rest of the CSV cannot be read: ${csv.broken}` } as const;
    located.push({
      value: undefined,
      path: [],
      via: "csv-raw",
      isRecord: false,
      start: -1,
      row: csv.cells.length,
      broken,
    });
  }
  return located;
}

/** How the records lie, as far as it must be known to find them again. */
export function formatOf(text: string, located: readonly Located[]): TextFormat {
  const via =
    located.find((one) => one.via !== null)?.via ?? (text.includes('"CONTROL_MESSAGE"') ? "wrapped" : undefined);
  if (via) return via === "wrapped" || via === "lookup-lines" ? (listFormatOf(text) ?? via) : via;
  const start = text.replace(/^[\uFEFF\s]+/, "").slice(0, 4096);
  if (start.startsWith("[")) return "array";
  return /^\{\s*"Records"\s*:/.test(start) || (start.startsWith("{") && hasRecordsList(text)) ? "records" : "sequence";
}

/** The envelope that a text begins with, for a list that was not read as a whole. */
function listFormatOf(text: string): TextFormat | null {
  const at = text.search(/[^\uFEFF\s]/);
  if (text[at] !== "{") return null;
  for (const { key, start } of membersOf(text, at)) {
    const format = LIST_FORMATS.get(key);
    if (format && text[start] === "[") return format;
  }
  return null;
}

function hasRecordsList(text: string): boolean {
  const at = text.indexOf("{");
  return listAt(text, at, RECORDS_ONLY) >= 0;
}
