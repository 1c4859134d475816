import { csvCells } from "./csv-cells";
import type { TextFormat } from "./decoded";
import { JsonPaths } from "./json-path";
import { skipSpace } from "./json-scan";
import { directPieces, locateInCsv, locateWrapped } from "./locate-records";
import { elementsOf, piecesOf, type Piece } from "./text-pieces";

/**
 * The JSON text of records exactly as delivered, by their index in `decodeText`. Of a record that was delivered inside a string, the
 * text that the string holds. A broken record gives what there is of it; an index that the text does not have is left out.
 */
export function recordTexts(text: string, format: TextFormat, indexes: readonly number[]): Map<number, string> {
  if (format === "csv-raw") return textsInCsv(text, indexes);
  if (format === "records" || format === "array" || format === "sequence") return directTexts(text, indexes);
  return wrappedTexts(text, indexes);
}

function directTexts(text: string, indexes: readonly number[]): Map<number, string> {
  const pieces = elementsOfWhole(text) ?? directPieces(text, piecesOf(text));
  const found = new Map<number, string>();
  for (const index of indexes) {
    const piece = pieces[index];
    if (piece) found.set(index, text.slice(piece.start, piece.end));
  }
  return found;
}

/** One list and nothing else, as CloudTrail writes it: needs one pass. */
function elementsOfWhole(text: string): Piece[] | null {
  const at = text.startsWith('{"Records":[') ? 11 : text.startsWith("[") ? 0 : -1;
  if (at < 0) return null;
  const { pieces, end } = elementsOf(text, at);
  if (end < 0) return null;
  const brace = skipSpace(text, end);
  if (at === 0) return brace >= text.length ? pieces : null;
  return text.charCodeAt(brace) === 125 && skipSpace(text, brace + 1) >= text.length ? pieces : null;
}

function wrappedTexts(text: string, indexes: readonly number[]): Map<number, string> {
  const located = locateWrapped(text, "whole");
  const paths = new JsonPaths(text);
  const found = new Map<number, string>();
  for (const index of indexes) {
    const one = located[index];
    if (!one) continue;
    const record = one.broken ? null : paths.textAt(one.start, one.path);
    if (record !== null) found.set(index, record);
    else if (one.broken) found.set(index, text.slice(one.start, located[index + 1]?.start));
  }
  return found;
}

function textsInCsv(text: string, indexes: readonly number[]): Map<number, string> {
  const cells = csvCells(text)?.cells ?? [];
  const located = locateInCsv(text) ?? [];
  const found = new Map<number, string>();
  for (const index of indexes) {
    const one = located[index];
    const cell = one === undefined ? undefined : cells[one.row];
    if (one === undefined || cell === undefined) continue;
    const [first, ...rest] = one.path;
    const record = first === null ? new JsonPaths(cell).textAt(skipSpace(cell, 0), rest) : cell;
    found.set(index, record ?? cell);
  }
  return found;
}
