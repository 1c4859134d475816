import { parseEventTime } from "./event-time";
import { type JsonObject, objectIn } from "./json-object";
import type { CallerFacts } from "./caller-facts";
import { keyIdIn } from "./key-id";
import type { Credential, Principal } from "./normalised-event";
import { saidIn } from "./record-values";
import { storableText, TEXT_LIMITS } from "./storable-text";

/** A successful call, and who made it. */
export type IssuingRecord = {
  readonly source: string;
  readonly name: string;
  readonly request: JsonObject;
  readonly response: JsonObject;
  readonly additional: JsonObject;
  readonly details: JsonObject;
  readonly recipient: string | null;
  readonly facts: CallerFacts;
  readonly principal: Principal;
  readonly credential: Credential | null;
};

const NOTHING: JsonObject = {};

/** An object in another; an empty one where there is none. */
export function child(object: JsonObject, key: string): JsonObject {
  return objectIn(object[key]) ?? NOTHING;
}

/** A text that a record holds, fit to be stored; null where it holds none. */
export function text(value: unknown): string | null {
  const said = saidIn(value);
  return said === null ? null : storableText(said, TEXT_LIMITS.name);
}

/** The id of a key that a record holds. */
export function keyIn(value: unknown): string | null {
  return keyIdIn(text(value));
}

/** Times after the year 9999 are no times that a column or a person could use. */
export function timeIn(value: unknown): number | null {
  const time = parseEventTime(value);
  return time !== null && time > 0 && time < 253_402_300_800_000 ? time : null;
}

/** The last part of a path or an ARN. */
export function afterSlash(text: string | null): string | null {
  return text === null ? null : text.slice(text.lastIndexOf("/") + 1);
}
