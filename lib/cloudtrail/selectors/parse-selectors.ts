import { booleanIn, isJsonObject, type JsonObject, listIn, textIn } from "../json-object";
import type { AdvancedSelector, BasicSelector, FieldSelector, SelectorSet } from "./selector-set";

/**
 * The selectors in CLI output (`EventSelectors`) or in a record (`eventSelectors`), whichever key casing. Null where there are none, where a
 * list is empty, or where something in them cannot be read: what is half understood must not decide.
 */
export function parseSelectors(value: unknown): SelectorSet | null {
  if (!isJsonObject(value)) return null;
  const advanced = entry(value, "advancedEventSelectors");
  if (Array.isArray(advanced) && advanced.length > 0) {
    const selectors = all(advanced, readAdvanced);
    return selectors === null ? null : { kind: "advanced", selectors };
  }
  const basic = entry(value, "eventSelectors");
  if (!Array.isArray(basic) || basic.length === 0) return null;
  const selectors = all(basic, readBasic);
  return selectors === null ? null : { kind: "basic", selectors };
}

/** A value by its key, whatever the case of its letters: the CLI writes `FieldSelectors`, a record `fieldSelectors`. */
function entry(object: JsonObject, key: string): unknown {
  const wanted = key.toLowerCase();
  for (const [name, value] of Object.entries(object)) if (name.toLowerCase() === wanted) return value;
  return undefined;
}

function all<T>(values: readonly unknown[], read: (value: JsonObject) => T | null): T[] | null {
  const read_: T[] = [];
  for (const value of values) {
    const one = isJsonObject(value) ? read(value) : null;
    if (one === null) return null;
    read_.push(one);
  }
  return read_;
}

/** Null: not a list of texts. A missing list is empty. */
function texts(value: unknown): string[] | null {
  if (value === undefined || value === null) return [];
  const list = typeof value === "string" ? [value] : listIn(value);
  if (list === null) return null;
  const found = list.flatMap((value) => textIn(value) ?? []);
  return found.length === list.length && !found.some((text) => MASKED.test(text)) ? found : null;
}

/** What CloudTrail writes in place of a value that it hides. */
const MASKED = /^HIDDEN_DUE_TO_SECURITY_REASONS/;

const READ_WRITE: Readonly<Record<string, BasicSelector["readWrite"]>> = {
  all: "all",
  readonly: "read-only",
  writeonly: "write-only",
};

function readBasic(value: JsonObject): BasicSelector | null {
  const readWrite = READ_WRITE[(textIn(entry(value, "readWriteType")) ?? "All").toLowerCase()];
  const excludedSources = texts(entry(value, "excludeManagementEventSources"));
  const resources = entry(value, "dataResources") ?? [];
  const dataResources = Array.isArray(resources) ? all(resources, readDataResource) : null;
  const management = booleanIn(entry(value, "includeManagementEvents") ?? true);
  if (readWrite === undefined || excludedSources === null || dataResources === null || management === null) return null;
  return {
    readWrite,
    management,
    excludedSources,
    dataResources,
  };
}

function readDataResource(value: JsonObject): BasicSelector["dataResources"][number] | null {
  const type = textIn(entry(value, "type"));
  const values = texts(entry(value, "values"));
  return type === null || values === null ? null : { type, values };
}

function readAdvanced(value: JsonObject): AdvancedSelector | null {
  const list = entry(value, "fieldSelectors");
  const fields = Array.isArray(list) ? all(list, readField) : null;
  if (fields === null || fields.length === 0) return null;
  return { name: textIn(entry(value, "name")), fields };
}

const OPERATORS = ["equals", "startsWith", "endsWith", "notEquals", "notStartsWith", "notEndsWith"] as const;

const KNOWN = new Set(["field", ...OPERATORS].map((key) => key.toLowerCase()));

/** An operator that is not known, with something in it. */
function isStrange([key, value]: readonly [string, unknown]): boolean {
  return !KNOWN.has(key.toLowerCase()) && value !== null && listIn(value)?.length !== 0;
}

function readField(value: JsonObject): FieldSelector | null {
  const field = textIn(entry(value, "field"));
  const lists = OPERATORS.map((operator) => texts(entry(value, operator)));
  const [equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith] = lists;
  if (field === null || !equals || !startsWith || !endsWith || !notEquals || !notStartsWith || !notEndsWith)
    return null;
  if (lists.every((list) => list?.length === 0) || Object.entries(value).some(isStrange)) return null;
  return { field, equals, startsWith, endsWith, notEquals, notStartsWith, notEndsWith };
}
