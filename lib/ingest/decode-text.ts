import type { BadRecord, Decoded, Skip, TextFormat, TextPart } from "./decoded";
import { isObject, isRecordLike } from "./is-record-like";
import { isTooDeep, MAX_DEPTH, TOO_DEEP } from "./is-too-deep";
import { formatOf, locateDirect, locateInCsv, locateWrapped, type Located } from "./locate-records";
import { nameOtherJson, nameOtherText } from "./name-other-content";

/** What is known of a text beforehand. */
export type DecodeHint = {
  /** Which part of a larger file it is; the whole, if not said. */
  readonly part?: TextPart;
  /** The format of the file as its first part gave it: required for every further part, so that all are read alike. */
  readonly format?: TextFormat;
};

const DIRECT: ReadonlySet<TextFormat> = new Set<TextFormat>(["records", "array", "sequence"]);

/** The records in a text, whatever they are wrapped in, or what it is instead. Total: no text makes it throw. */
export function decodeText(text: string, hint: DecodeHint = {}): Decoded | Skip {
  const part = hint.part ?? "whole";
  if (part === "whole") {
    const plain = decodePlain(text);
    if (plain) return plain;
  }
  if (hint.format !== undefined) return decodeAs(text, hint.format, part);
  const inCsv = locateInCsv(text);
  if (inCsv) return inCsv.some((one) => one.isRecord) ? decoded("csv-raw", inCsv) : noRecordsInCsv(text);
  const located = locateWrapped(text, part);
  if (!located.some((one) => one.isRecord)) return nameOther(text, located);
  return decoded(formatOf(text, located), located);
}

/** The common case, at the price of one parse: a log file as CloudTrail writes it, or a bare list of records. */
function decodePlain(text: string): Decoded | null {
  const first = text.charCodeAt(0);
  const isMarked = first === 0xfeff;
  const start = isMarked ? text.charCodeAt(1) : first;
  if (start !== 123 && start !== 91) return null;
  let value: unknown;
  try {
    value = JSON.parse(isMarked ? text.slice(1) : text);
  } catch {
    return null;
  }
  if (Array.isArray(value)) return isRecordLike(value[0]) ? withoutTooDeep("array", value) : null;
  if (!isObject(value)) return null;
  if (isRecordLike(value)) return withoutTooDeep("sequence", [value]);
  const list: unknown = value["Records"];
  return Array.isArray(list) && isEmptyOrRecords(list) ? withoutTooDeep("records", list) : null;
}

const isEmptyOrRecords = (list: readonly unknown[]): boolean => list.length === 0 || isRecordLike(list[0]);

function decodeAs(text: string, format: TextFormat, part: TextPart): Decoded {
  if (format === "csv-raw") return decoded(format, locateInCsv(text) ?? []);
  return decoded(format, DIRECT.has(format) ? locateDirect(text, part) : locateWrapped(text, part));
}

function withoutTooDeep(format: TextFormat, records: unknown[]): Decoded {
  const bad = new Map<number, BadRecord>();
  for (let index = 0; index < records.length; index++) {
    const record = records[index];
    if (!isTooDeep([record], MAX_DEPTH + 1)) continue;
    bad.set(index, TOO_DEEP);
    records[index] = undefined;
  }
  return { format, records, bad };
}

function decoded(format: TextFormat, located: readonly Located[]): Decoded {
  const whole = withoutTooDeep(
    format,
    located.map((one) => one.value),
  );
  const bad = new Map(whole.bad);
  located.forEach((one, index) => {
    if (one.broken) bad.set(index, one.broken);
    else if (one.unreadable !== undefined) bad.set(index, { reason: "unreadable-json", detail: one.unreadable });
  });
  return { ...whole, bad };
}

function noRecordsInCsv(text: string): Skip {
  const named = nameOtherText(text);
  return named.skip.includes("CSV")
    ? { skip: "CSV whose raw column holds no CloudTrail records", kind: "other" }
    : named;
}

function nameOther(text: string, located: readonly Located[]): Skip {
  const values = located.filter((one) => !one.broken && isContent(one.value)).map((one) => one.value);
  if (values.length > 0) return nameOtherJson(values);
  const start = text
    .slice(0, 100)
    .replace(/^\uFEFF/, "")
    .trimStart();
  if (!/^[{[]/.test(start)) return nameOtherText(text);
  const broken = located.find((one) => one.broken)?.broken;
  if (broken) return { skip: `JSON that cannot be read: ${broken.detail}`, kind: "other" };
  return nameOtherJson(parsedWhole(text));
}

const isContent = (value: unknown): boolean => typeof value === "object" && value !== null;

/** An envelope that holds no record, for its name. */
function parsedWhole(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return [value];
  } catch {
    return [];
  }
}
