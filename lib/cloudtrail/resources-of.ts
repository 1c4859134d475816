import { isAccountId, partitionOfRegion } from "./arn";
import { type JsonObject, objectIn } from "./json-object";
import { isS3Arn, listedIn, type ListedResources } from "./listed-resources";
import type { Principal, ResourceRef, ResourceRole, ResourceTouch } from "./normalised-event";
import { keyFor, type NameForm, type NameScope } from "./resource-names";
import { namesAt, PARAMETER_KEYS, type Place, placesFor } from "./resource-places";
import { resourceRef } from "./resource-ref";
import { Touches } from "./touches";

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

type PlacesInput = {
  readonly places: readonly Place[];
  readonly listed: ListedResources | null;
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
    if (side === null || side[place.firstKey] === undefined || (!place.repeats && found.includes(place.form))) continue;
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
