import { BoundedCache } from "./bounded-cache";
import { KeySchema } from "./key-schema";
import { isJsonObject, type JsonObject } from "./json-object";
import type { ResourceRole } from "./normalised-event";
import { isSaid, saidIn } from "./record-values";
import { NAME_FORMS, type NameForm } from "./resource-names";
import type { NamePlace } from "./resource-rules";
import { RESOURCE_TABLE } from "./resource-table";
import { TOUCHES_MAX } from "./touches";

type Step = { readonly key: string; readonly each: "value" | "items" | "keys" };

/** A line of the resource table, made ready for reading records. */
export type Place = {
  readonly form: NameForm;
  readonly role: ResourceRole | null;
  readonly side: "requestParameters" | "responseElements";
  readonly paths: readonly (readonly Step[])[];
  /** Without it there is nothing at this place. */
  readonly firstKey: string;
  /** May hold several, or something else than an earlier place of the same form. */
  readonly repeats: boolean;
};

type CompiledRules = {
  readonly events: readonly { readonly names: readonly string[]; readonly places: readonly Place[] }[];
};

const NO_PLACES: readonly Place[] = [];
const RULES = new Map<string, CompiledRules & { readonly byName: BoundedCache<readonly Place[]> }>();
for (const rules of RESOURCE_TABLE) {
  const events = rules.events.map(({ names, places }) => ({ names, places: places.map(compilePlace) }));
  for (const source of rules.sources) RULES.set(source, { events, byName: new BoundedCache(500) });
}

/** For parameters of records in another spelling. */
export const PARAMETER_KEYS = new KeySchema([
  ...new Set(
    RESOURCE_TABLE.flatMap(({ events }) => events)
      .flatMap(({ places }) => places)
      .flatMap(({ request = [], response = [] }) => [...request, ...response])
      .map((path) => path.split(/[.[{]/, 1)[0] ?? path),
  ),
]);

function compilePlace(place: NamePlace): Place {
  const paths = (place.request ?? place.response ?? []).map(compilePath);
  return {
    form: NAME_FORMS[place.form],
    role: place.role ?? null,
    side: place.request === undefined ? "responseElements" : "requestParameters",
    paths,
    firstKey: paths[0]?.[0]?.key ?? "",
    repeats:
      place.role !== undefined ||
      place.form === "arnOnly" ||
      paths.some((path) => path.some((step) => step.each !== "value")),
  };
}

function compilePath(path: string): readonly Step[] {
  return path.split(".").map((part): Step => {
    if (part.endsWith("[]")) return { key: part.slice(0, -2), each: "items" };
    return part.endsWith("{}") ? { key: part.slice(0, -2), each: "keys" } : { key: part, each: "value" };
  });
}

/** Where records of this event name resources. */
export function placesFor(source: string, name: string): readonly Place[] {
  const rules = RULES.get(source);
  if (rules === undefined) return NO_PLACES;
  const known = rules.byName.get(name);
  if (known !== undefined) return known;
  const places = rules.events.find(({ names }) => names.some((pattern) => fits(name, pattern)))?.places ?? NO_PLACES;
  rules.byName.set(name, places);
  return places;
}

function fits(name: string, pattern: string): boolean {
  if (pattern.endsWith("*")) return name.startsWith(pattern.slice(0, -1));
  return pattern.startsWith("*") ? name.endsWith(pattern.slice(1)) : name === pattern;
}

/** The names at a place: one list for each, with as many names as the place has fields. */
export function namesAt(side: JsonObject, paths: readonly (readonly Step[])[]): readonly (readonly string[])[] {
  const [first, second] = paths;
  if (first === undefined) return [];
  if (second === undefined) return valuesAt(side, first).map((value) => [value]);
  const name = valuesAt(side, first)[0];
  const rest = name === undefined ? undefined : valuesAt(side, second)[0];
  return name === undefined || rest === undefined ? [] : [[name, rest]];
}

const NO_VALUES: readonly string[] = [];

function valuesAt(side: JsonObject, path: readonly Step[]): readonly string[] {
  const step = path[0];
  if (step === undefined) return NO_VALUES;
  const value = side[step.key];
  if (value === undefined || value === null) return NO_VALUES;
  if (path.length === 1 && step.each === "value") {
    const text = saidIn(value);
    return text === null ? NO_VALUES : [text];
  }
  if (step.each === "keys")
    return isJsonObject(value) ? Object.keys(value).filter(isSaid).slice(0, TOUCHES_MAX) : NO_VALUES;
  const rest = path.slice(1);
  const items = step.each === "items" ? (Array.isArray(value) ? value.slice(0, TOUCHES_MAX) : []) : [value];
  return items.flatMap((item: unknown) => {
    if (rest.length > 0) return isJsonObject(item) ? valuesAt(item, rest) : NO_VALUES;
    return saidIn(item) ?? NO_VALUES;
  });
}
