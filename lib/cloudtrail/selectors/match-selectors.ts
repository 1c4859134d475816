import { describeField, passes, isSelecting } from "./field-test";
import type { AdvancedSelector, BasicSelector, FieldSelector, SelectorSet } from "./selector-set";
import { selectorLabel } from "./selector-set";
import { basicValueTakes } from "./basic-values";

/** What selectors look at in one record. */
export type SelectableEvent = {
  readonly category: "Management" | "Data" | "NetworkActivity" | null;
  readonly source: string;
  readonly name: string;
  readonly readOnly: boolean | null;
  readonly eventType: string | null;
  readonly resources: readonly { readonly type: string; readonly arn: string | null; readonly isPrefix: boolean }[];
  readonly principalArn: string | null;
  readonly fromConsole: boolean;
  readonly errorCode: string | null;
  readonly vpcEndpointId: string | null;
};

/** What one selector said of a record: null where the record does not hold what would decide. */
export type SelectorVerdict = {
  readonly selector: string;
  readonly takes: boolean | null;
  /** The first field that rejects it, or leaves it open. */
  readonly field: string | null;
  readonly because: string;
};

/** A record is taken where any selector takes it; null where none does for certain and one may. */
export type SetVerdict = { readonly takes: boolean | null; readonly selectors: readonly SelectorVerdict[] };

/** Puts a record to every selector of a set, and says of each which field decides. */
export function matchSelectors(set: SelectorSet, event: SelectableEvent): SetVerdict {
  const selectors =
    set.kind === "basic"
      ? set.selectors.map((selector, n) => ({ selector: selectorLabel(set, n), ...matchBasic(selector, event) }))
      : set.selectors.map((selector, n) => ({ selector: selectorLabel(set, n), ...matchAdvanced(selector, event) }));
  const takes = selectors.some((verdict) => verdict.takes === true)
    ? true
    : selectors.some((verdict) => verdict.takes === null)
      ? null
      : false;
  return { takes, selectors };
}

type Verdict = Omit<SelectorVerdict, "selector">;
const no = (field: string, because: string): Verdict => ({ takes: false, field, because });
const open = (field: string, because: string): Verdict => ({ takes: null, field, because });
const YES: Verdict = { takes: true, field: null, because: "every field matches" };

function matchBasic(selector: BasicSelector, event: SelectableEvent): Verdict {
  if (event.category === null) return open("eventCategory", "the record does not say its category");
  if (event.category === "NetworkActivity")
    return no("eventCategory", "basic selectors take no network activity events");
  const within = event.category === "Management" ? matchManagement(selector, event) : matchData(selector, event);
  if (within.takes === false || selector.readWrite === "all") return within;
  if (event.readOnly === null) return open("readWriteType", "the record does not say whether it only reads");
  const wants = selector.readWrite === "read-only";
  if (event.readOnly === wants) return within;
  return no("readWriteType", `it takes ${wants ? "reads" : "writes"} only`);
}

function matchManagement(selector: BasicSelector, event: SelectableEvent): Verdict {
  if (!selector.management) return no("includeManagementEvents", "it takes no management events");
  if (selector.excludedSources.includes(event.source))
    return no("excludeManagementEventSources", `it leaves out ${event.source}`);
  return YES;
}

function matchData(selector: BasicSelector, event: SelectableEvent): Verdict {
  const types = event.resources.map(({ type }) => type.toLowerCase());
  const listed = selector.dataResources.filter(({ type }) => types.includes(type.toLowerCase()));
  if (listed.length === 0) return no("dataResources", "it names no resource type of the record");
  const among = event.resources.filter(({ type }) => listed.some((one) => isOfType(one.type, type)));
  const taken = among.map((resource) => coverage(listed, resource));
  if (taken.every((one) => one === true)) return YES;
  if (!taken.every((one) => one === false))
    return open("dataResources.values", "whether the values cover the resource cannot be told");
  const empty = listed.every(({ values }) => values.length === 0);
  return no(
    "dataResources.values",
    empty ? "its list of values is empty, which takes nothing" : "no value covers the resource",
  );
}

const isOfType = (listed: string, type: string): boolean => listed.toLowerCase() === type.toLowerCase();

type Listed = BasicSelector["dataResources"];

/** Whether any value covers a resource: which of several AWS compares is not documented, so where they differ it is open. */
function coverage(listed: Listed, resource: SelectableEvent["resources"][number]): boolean | null {
  const each = listed
    .filter(({ type }) => isOfType(type, resource.type))
    .flatMap(({ type, values }) => values.map((value) => basicValueTakes(type, value, resource)));
  return each.includes(true) ? true : each.includes(null) ? null : false;
}

function matchAdvanced(selector: AdvancedSelector, event: SelectableEvent): Verdict {
  const typeField = selector.fields.find(({ field }) => field === "resources.type");
  let undecided: Verdict | null = null;
  for (const field of selector.fields) {
    const values = valuesOf(field.field, event, typeField);
    const taken = test(field, values);
    if (taken === false)
      return no(field.field, `${describeField(field)}, and the record has ${saidValues(field.field, values)}`);
    if (taken === null)
      undecided ??= open(field.field, `${describeField(field)}, and the record does not say enough of it`);
  }
  return undecided ?? YES;
}

type Values = readonly string[] | null;

function saidValues(field: string, values: Values): string {
  if (values === null || values.length === 0) return `no ${field}`;
  return values.slice(0, 3).join(", ");
}

/** The values of a field in a record; null where it does not say, empty where it has none. */
function valuesOf(field: string, event: SelectableEvent, typeField: FieldSelector | undefined): Values {
  switch (field) {
    case "eventCategory":
      return event.category === null ? null : [event.category];
    case "eventSource":
      return [event.source];
    case "eventName":
      return [event.name];
    case "readOnly":
      return event.readOnly === null ? null : [String(event.readOnly)];
    case "eventType":
      return event.eventType === null ? null : [event.eventType];
    case "resources.type":
      return event.resources.map(({ type }) => type);
    case "resources.ARN":
      return arnsOf(event, typeField);
    case "userIdentity.arn":
      return event.principalArn === null ? null : [event.principalArn];
    case "sessionCredentialFromConsole":
      return event.fromConsole ? ["true"] : [""];
    case "errorCode":
      return [event.errorCode ?? ""];
    case "vpcEndpointId":
      return event.vpcEndpointId === null ? null : [event.vpcEndpointId];
    default:
      return null;
  }
}

function arnsOf(event: SelectableEvent, typeField: FieldSelector | undefined): Values {
  const ofType = event.resources.filter(({ type }) => typeField === undefined || passesType(typeField, type));
  const arns = ofType.flatMap(({ arn, isPrefix }) => (arn === null || isPrefix ? [] : [arn]));
  return arns.length === 0 ? null : arns;
}

function passesType(field: FieldSelector, type: string): boolean {
  return field.equals.some((wanted) => wanted.toLowerCase() === type.toLowerCase());
}

/** Which of several resources AWS compares is not documented: where they differ, it is open. */
function test(field: FieldSelector, values: Values): boolean | null {
  if (values === null) return null;
  if (field.field === "resources.type") return values.some((type) => passesType(field, type));
  if (values.length === 0) return !isSelecting(field);
  const passing = values.filter((value) => passes(field, value)).length;
  return passing === values.length ? true : passing === 0 ? false : null;
}
