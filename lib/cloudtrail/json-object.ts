export type JsonObject = { readonly [key: string]: unknown };

/** An object, not null and not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object, or the one whose JSON text some shippers put in its place; null for everything else. */
export function objectIn(value: unknown): JsonObject | null {
  if (isJsonObject(value)) return value;
  if (typeof value !== "string") return null;
  const parsed = parseJson(value);
  return isJsonObject(parsed) ? parsed : null;
}

/** The list, or the one whose JSON text stands in its place, or a list of the one object; null for everything else. */
export function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value;
  if (typeof value === "string") {
    const parsed = parseJson(value);
    return Array.isArray(parsed) ? parsed : isJsonObject(parsed) ? [parsed] : null;
  }
  return isJsonObject(value) ? [value] : null;
}

function parseJson(text: string): unknown {
  const first = text.charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A string, or the text of a number or boolean that stands in its place; null for everything else. */
export function textIn(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

/** A boolean, or its text in any case; null where the value says neither. */
export function booleanIn(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" || value.length > 5) return null;
  const text = value.toLowerCase();
  return text === "true" ? true : text === "false" ? false : null;
}
