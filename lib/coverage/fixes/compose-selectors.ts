import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { isEveryResource } from "@/lib/cloudtrail/selectors/basic-values";
import type {
  AdvancedSelector,
  BasicSelector,
  FieldSelector,
  SelectorSet,
} from "@/lib/cloudtrail/selectors/selector-set";
import { extentOf, selectClass } from "@/lib/cloudtrail/selectors/select-class";

type Operator = keyof Omit<FieldSelector, "field">;

function field(name: string, operator: Operator, values: readonly string[]): FieldSelector {
  const none = { equals: [], startsWith: [], endsWith: [], notEquals: [], notStartsWith: [], notEndsWith: [] };
  return { ...none, field: name, [operator]: values };
}

/** The whole set that takes all that the old one took, and every family besides. A basic set becomes an advanced one: only that can name most types. */
export function composeSelectors(old: SelectorSet, families: readonly OperationFamily[]): SelectorSet {
  const kept = old.kind === "advanced" ? old.selectors : old.selectors.flatMap(asAdvanced);
  const added: AdvancedSelector[] = [];
  for (const family of families) {
    const before: SelectorSet = { kind: "advanced", selectors: [...kept, ...added] };
    if (extentOf(selectClass(before, family.eventClass)).extent !== "all") added.push(selectorOf(family));
  }
  return { kind: "advanced", selectors: [...kept, ...added] };
}

/** The least selector that takes a whole family. */
function selectorOf({ title, eventClass }: OperationFamily): AdvancedSelector {
  const category = field("eventCategory", "equals", [eventClass.category]);
  if (eventClass.category === "Management") return { name: "Management events", fields: [category] };
  const what =
    eventClass.category === "Data"
      ? field("resources.type", "equals", [eventClass.resourceType ?? ""])
      : field("eventSource", "equals", eventClass.sources);
  return { name: title, fields: [category, what] };
}

function asAdvanced(basic: BasicSelector): AdvancedSelector[] {
  const readOnly =
    basic.readWrite === "all" ? [] : [field("readOnly", "equals", [String(basic.readWrite === "read-only")])];
  const excluded = basic.excludedSources.length === 0 ? [] : [field("eventSource", "notEquals", basic.excludedSources)];
  const management: AdvancedSelector = {
    name: "Management events",
    fields: [field("eventCategory", "equals", ["Management"]), ...readOnly, ...excluded],
  };
  const data = basic.dataResources.flatMap(({ type, values }): AdvancedSelector[] => {
    if (values.length === 0) return [];
    const operator = type === "AWS::S3::Object" ? "startsWith" : "equals";
    const narrowed = values.some((value) => isEveryResource(type, value))
      ? []
      : [field("resources.ARN", operator, values)];
    const fields = [field("eventCategory", "equals", ["Data"]), field("resources.type", "equals", [type])];
    return [{ name: type, fields: [...fields, ...readOnly, ...narrowed] }];
  });
  return basic.management ? [management, ...data] : data;
}

/** How many values a set has: CloudTrail takes 500 over all selectors of a trail. */
export function countValues(set: SelectorSet): number {
  if (set.kind === "basic") return set.selectors.reduce((sum, { dataResources }) => sum + dataResources.length, 0);
  const fields = set.selectors.flatMap((selector) => selector.fields);
  return fields.reduce((sum, one) => sum + VALUES.reduce((all, key) => all + one[key].length, 0), 0);
}

const VALUES = ["equals", "startsWith", "endsWith", "notEquals", "notStartsWith", "notEndsWith"] as const;
