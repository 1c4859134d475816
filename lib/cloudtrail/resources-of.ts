import { isAccountId, partitionOfRegion } from "./arn";
import { BoundedCache } from "./bounded-cache";
import { KeySchema } from "./canonical-keys";
import { isJsonObject, type JsonObject, listIn, objectIn, textIn } from "./json-object";
import type { Principal, ResourceRef, ResourceRole, ResourceTouch } from "./normalised-event";
import { RESOURCE_KEYS } from "./record-keys";
import { keyFor, NAME_FORMS, type NameForm, type NameScope } from "./resource-names";
import { resourceRef } from "./resource-ref";
import { type NamePlace, RESOURCE_TABLE } from "./resource-table";
import { HIDDEN, isPlaceholder } from "./storable-text";

export type ResourceContext = {
  readonly source: string;
  readonly name: string;
  readonly region: string;
  readonly recipient: string | null;
  readonly principal: Principal;
  /** Keys at the top of the record were misspelt, so those of its parameters may be, too. */
  readonly respelt: boolean;
};

const NONE: readonly ResourceTouch[] = [];
/** More than any record of 256 KB that AWS delivers can hold in practice. */
const TOUCHES_MAX = 1_000;

/** What the record says was touched, what was acted on first: from `resources`, else from its parameters as the table says. */
export function resourcesOf(record: JsonObject, context: ResourceContext): readonly ResourceTouch[] {
  const places = placesFor(context.source, context.name);
  const listed = record.resources === undefined || record.resources === null ? null : listedIn(record.resources);
  if (places.length === 0 && listed === null) return NONE;
  const touches = new Touches();
  if (places.length > 0) addFromPlaces(touches, { places, listed, record, context });
  if (listed !== null) addRest(touches, listed.refs);
  return touches.all;
}

type Listed = { readonly refs: readonly ResourceRef[]; readonly bucketOwner: string | null };

class Touches {
  readonly all: ResourceTouch[] = [];
  /** Only for long lists: a record touches one or two things. */
  #keys: Set<string> | null = null;

  add(resource: ResourceRef, role: ResourceRole): void {
    if (this.all.length >= TOUCHES_MAX || this.#has(resource.key)) return;
    this.all.push({ resource, role });
    if (this.#keys !== null) addWithParents(this.#keys, resource);
  }

  /** What holds a touched thing is touched with it: it is not said again. */
  #has(key: string): boolean {
    if (this.#keys !== null) return this.#keys.has(key);
    if (this.all.length > 8) {
      this.#keys = new Set();
      for (const touch of this.all) addWithParents(this.#keys, touch.resource);
      return this.#keys.has(key);
    }
    for (const touch of this.all) {
      for (let ref: ResourceRef | null = touch.resource; ref !== null; ref = ref.parent)
        if (ref.key === key) return true;
    }
    return false;
  }
}

function addWithParents(keys: Set<string>, resource: ResourceRef): void {
  for (let ref: ResourceRef | null = resource; ref !== null; ref = ref.parent) keys.add(ref.key);
}

// -- resources[] ----------------------------------------------------------------------------------------------------------------

function listedIn(value: unknown): Listed | null {
  const entries = listIn(value);
  if (entries === null || entries.length === 0) return null;
  const bucketOwner = bucketOwnerIn(entries);
  const refs: ResourceRef[] = [];
  for (const entry of entries) {
    const ref = listedRef(entry, bucketOwner);
    if (ref !== null && refs.push(ref) >= TOUCHES_MAX) break;
  }
  return refs.length === 0 ? null : { refs, bucketOwner };
}

function bucketOwnerIn(entries: readonly unknown[]): string | null {
  for (const entry of entries) {
    if (isJsonObject(entry) && entry.type === "AWS::S3::Bucket" && typeof entry.accountId === "string")
      return entry.accountId;
  }
  return null;
}

function listedRef(entry: unknown, bucketOwner: string | null): ResourceRef | null {
  if (!isJsonObject(entry)) return typeof entry === "string" ? refInText(entry) : null;
  const isWhole = entry.ARN !== undefined && entry.type !== undefined;
  const { ARN, ARNPrefix, accountId, type } = isWhole ? entry : RESOURCE_KEYS.canonical(entry);
  const account = saidText(accountId);
  const arn = saidText(ARN);
  if (arn !== null) {
    return resourceRef({
      key: arn,
      type: saidText(type) ?? "",
      account: account ?? (isS3Arn(arn) ? bucketOwner : null),
    });
  }
  const prefix = saidText(ARNPrefix);
  return prefix === null ? null : prefixRef(prefix, { type: saidText(type) ?? "", account: account ?? bucketOwner });
}

/** A prefix of keys is no object: what was acted on is their bucket. */
function prefixRef(prefix: string, { type, account }: { type: string; account: string | null }): ResourceRef {
  const slash = isS3Arn(prefix) ? prefix.indexOf("/") : -1;
  return slash < 0
    ? resourceRef({ key: prefix, type, account })
    : resourceRef({ key: prefix.slice(0, slash), type: "", account });
}

/** Some shippers leave the text of an entry. */
function refInText(text: string): ResourceRef | null {
  const arn = /arn:[^\s'",}\]]+/.exec(text.slice(0, 4_096))?.[0];
  return arn === undefined ? null : resourceRef({ key: arn, type: "", account: null });
}

function isS3Arn(arn: string): boolean {
  return arn.includes(":s3:::");
}

const ROLE_BY_TYPE: ReadonlyMap<string, ResourceRole> = new Map([
  ["AWS::KMS::Key", "key"],
  ["AWS::IAM::Role", "role"],
]);

/** Those that no place in the table has claimed: the first is the target where there is none yet, unless it only holds another. */
function addRest(touches: Touches, refs: readonly ResourceRef[]): void {
  if (refs.length > 1 && touches.all.length === 0) {
    const parents = new Set<string>();
    for (const ref of refs) if (ref.parent !== null) parents.add(ref.parent.key);
    const target = refs.find((ref) => !parents.has(ref.key)) ?? refs[0];
    if (target !== undefined) touches.add(target, "target");
  }
  const first = touches.all[0]?.resource;
  for (const ref of refs) {
    const isTarget = first === undefined || (ref.type !== "" && ref.type === first.type);
    touches.add(ref, isTarget ? "target" : (ROLE_BY_TYPE.get(ref.type) ?? "related"));
  }
}

// -- parameters -----------------------------------------------------------------------------------------------------------------

type Step = { readonly key: string; readonly each: "value" | "items" | "keys" };
type Place = {
  readonly form: NameForm;
  readonly role: ResourceRole | null;
  readonly side: "requestParameters" | "responseElements";
  readonly paths: readonly (readonly Step[])[];
  /** May hold several, or something else than an earlier place of the same form. */
  readonly repeats: boolean;
};

type PlacesInput = {
  readonly places: readonly Place[];
  readonly listed: Listed | null;
  readonly record: JsonObject;
  readonly context: ResourceContext;
};

function addFromPlaces(touches: Touches, { places, listed, record, context }: PlacesInput): void {
  const request = parametersIn(record.requestParameters, context.respelt);
  const response = parametersIn(record.responseElements, context.respelt);
  const found: NameForm[] = [];
  let scope: NameScope | null = null;
  for (const place of places) {
    if (listed !== null && takeListed(touches, place, listed.refs)) {
      found.push(place.form);
      continue;
    }
    const side = place.side === "requestParameters" ? request : response;
    if (side === null || (!place.repeats && found.includes(place.form))) continue;
    const names = namesAt(side, place.paths);
    if (names.length === 0) continue;
    scope ??= scopeOf(context);
    for (const name of names) {
      const ref = refFor(place.form, { name, scope, bucketOwner: listed?.bucketOwner ?? null });
      if (ref === null) continue;
      touches.add(ref, place.role ?? roleOf(touches, place, found));
      found.push(place.form);
    }
  }
}

/** What `resources` already says, a place need not say again. */
function takeListed(touches: Touches, place: Place, refs: readonly ResourceRef[]): boolean {
  if (place.form.type === "") return false;
  const role = place.role ?? (touches.all.length === 0 ? "target" : "related");
  let taken = false;
  for (const ref of refs) {
    if (ref.type !== place.form.type) continue;
    touches.add(ref, role);
    taken = true;
  }
  return taken;
}

/** All items of the list that holds the target are targets. */
function roleOf(touches: Touches, place: Place, found: readonly NameForm[]): ResourceRole {
  const first = touches.all[0];
  if (first === undefined) return "target";
  return first.role === "target" && found[0] === place.form && place.form.type !== "" ? "target" : "related";
}

function refFor(
  form: NameForm,
  { name, scope, bucketOwner }: { name: readonly string[]; scope: NameScope; bucketOwner: string | null },
) {
  const key = keyFor(form, name, scope);
  if (key === "") return null;
  if (!key.startsWith("arn:")) return resourceRef({ key, type: form.type, account: scope.account });
  const account = isS3Arn(key) ? bucketOwner : null;
  const ref = resourceRef({ key, type: "", account });
  return ref.type === "" && form.type !== "" ? resourceRef({ key, type: form.type, account }) : ref;
}

function scopeOf({ principal, recipient, region }: ResourceContext): NameScope {
  const partitionEnd = principal.arn === null ? -1 : principal.arn.indexOf(":", 4);
  const partition =
    principal.arn !== null && partitionEnd > 4 ? principal.arn.slice(4, partitionEnd) : partitionOfRegion(region);
  const caller = principal.account ?? recipient;
  const isCertain = caller !== null && isAccountId(caller) && (recipient === null || recipient === caller);
  return { partition, region, account: isCertain ? caller : null };
}

function parametersIn(value: unknown, respelt: boolean): JsonObject | null {
  if (value === null || value === undefined) return null;
  const object = objectIn(value);
  return object === null || !respelt ? object : PARAMETER_KEYS.canonical(object);
}

function namesAt(side: JsonObject, paths: readonly (readonly Step[])[]): readonly (readonly string[])[] {
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
    const text = saidText(value);
    return text === null ? NO_VALUES : [text];
  }
  if (step.each === "keys")
    return isJsonObject(value) ? Object.keys(value).filter(isSaid).slice(0, TOUCHES_MAX) : NO_VALUES;
  const rest = path.slice(1);
  const items = step.each === "items" ? (Array.isArray(value) ? value.slice(0, TOUCHES_MAX) : []) : [value];
  return items.flatMap((item: unknown) => {
    if (rest.length > 0) return isJsonObject(item) ? valuesAt(item, rest) : NO_VALUES;
    return saidText(item) ?? NO_VALUES;
  });
}

function saidText(value: unknown): string | null {
  const text = textIn(value);
  return text !== null && isSaid(text) ? text : null;
}

function isSaid(text: string): boolean {
  return !isPlaceholder(text) && text !== HIDDEN;
}

// -- the table, made ready ------------------------------------------------------------------------------------------------------

type CompiledRules = {
  readonly events: readonly { readonly names: readonly string[]; readonly places: readonly Place[] }[];
};

const NO_PLACES: readonly Place[] = [];
const RULES = new Map<string, CompiledRules & { readonly byName: BoundedCache<readonly Place[]> }>();
for (const rules of RESOURCE_TABLE) {
  const events = rules.events.map(({ names, places }) => ({ names, places: places.map(compilePlace) }));
  for (const source of rules.sources) RULES.set(source, { events, byName: new BoundedCache(500) });
}

const PARAMETER_KEYS = new KeySchema([
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

function placesFor(source: string, name: string): readonly Place[] {
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
