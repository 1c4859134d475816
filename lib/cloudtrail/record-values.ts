import { isJsonObject, textIn } from "./json-object";
import { HIDDEN, isPlaceholder, storableText, TEXT_LIMITS } from "./storable-text";

/** The name of an event or service; null where there is none. A placeholder is a name still: without one there is no event. */
export function nameIn(value: unknown): string | null {
  const text = textIn(value);
  return text === null || text.trim() === "" ? null : storableText(text, TEXT_LIMITS.name);
}

/** An account, Region or service: short words from a small set. */
export function codeIn(value: unknown): string | null {
  return bounded(value, TEXT_LIMITS.code);
}

/** An id by which records are told apart: what is too long to be one is not shortened into another. */
export function idIn(value: unknown): string | null {
  const text = textIn(value);
  return text === null || text.length > LONGEST_ID || isPlaceholder(text) ? null : storableText(text, TEXT_LIMITS.name);
}

const LONGEST_ID = 160;

/** An IP address, or the name of the service that called; of a list the first, which is the client. */
export function addressIn(value: unknown): string | null {
  const text = textIn(Array.isArray(value) ? value[0] : value);
  if (text === null || isPlaceholder(text)) return null;
  const comma = text.indexOf(",");
  const first = (comma < 0 ? text : text.slice(0, comma)).trim();
  const address = first.includes(":") ? first.toLowerCase() : first;
  return address === "" ? null : storableText(address, TEXT_LIMITS.code);
}

/** Bytes in and out together, where the record counts them. */
export function bytesIn(additionalEventData: unknown): number | null {
  if (!isJsonObject(additionalEventData)) return null;
  const received = countIn(additionalEventData.bytesTransferredIn);
  const sent = countIn(additionalEventData.bytesTransferredOut);
  return received === null && sent === null ? null : Math.min((received ?? 0) + (sent ?? 0), Number.MAX_SAFE_INTEGER);
}

function countIn(value: unknown): number | null {
  const count =
    typeof value === "number"
      ? value
      : typeof value === "string" && value !== "" && value.length < 20
        ? Number(value)
        : NaN;
  return count >= 0 && count <= Number.MAX_SAFE_INTEGER ? Math.floor(count) : null;
}

function bounded(value: unknown, limitBytes: number): string | null {
  const text = textIn(value);
  return text === null || isPlaceholder(text) ? null : storableText(text, limitBytes);
}

/** A text that names something: not a placeholder, and not withheld. */
export function saidIn(value: unknown): string | null {
  const text = textIn(value);
  return text !== null && isSaid(text) ? text : null;
}

/** Whether a text names something. */
export function isSaid(text: string): boolean {
  return !isPlaceholder(text) && text !== HIDDEN;
}
