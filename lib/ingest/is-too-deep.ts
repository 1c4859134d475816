import type { BadRecord } from "./decoded";
import type { JsonObject } from "./is-record-like";

/** How many levels a record may have: real ones have about ten, and what is deeper could end the stack of whatever walks it. */
export const MAX_DEPTH = 500;

export const TOO_DEEP: BadRecord = { reason: "too-deep", detail: `nested deeper than ${MAX_DEPTH} levels` };

/**
 * Whether a parsed value nests deeper than `left` levels. Runs over every record of every file: walking with `for…in` makes no lists of
 * keys or values, and costs a third less than `Object.values`.
 */
export function isTooDeep(value: readonly unknown[] | JsonObject, left: number = MAX_DEPTH): boolean {
  if (isList(value)) {
    for (let index = 0; index < value.length; index++) if (isChildTooDeep(value[index], left)) return true;
    return false;
  }
  for (const key in value) if (isChildTooDeep(value[key], left)) return true;
  return false;
}

const isList = (value: readonly unknown[] | JsonObject): value is readonly unknown[] => Array.isArray(value);
const isContainer = (value: unknown): value is readonly unknown[] | JsonObject =>
  typeof value === "object" && value !== null;

function isChildTooDeep(child: unknown, left: number): boolean {
  return isContainer(child) && (left <= 1 || isTooDeep(child, left - 1));
}
