import { describe, expect, it } from "vitest";
import { findFamily } from "../catalogue/families";
import { parseSelectors } from "./parse-selectors";
import { extentOf, joinTakes, selectClass } from "./select-class";

function familyOf(id: string) {
  const family = findFamily(id);
  if (family === null) throw new Error(`There is no family ${id}.`);
  return family.eventClass;
}

function setOf(selectors: object) {
  const set = parseSelectors(selectors);
  if (set === null) throw new Error("These are no selectors.");
  return set;
}

const take = (selectors: object, id: string) => extentOf(selectClass(setOf(selectors), familyOf(id)));
const basic = (selector: object) => ({ EventSelectors: [selector] });
const field = (name: string, equals: readonly string[]) => ({ Field: name, Equals: equals });
const data = (type: string, ...more: readonly object[]) => ({
  AdvancedEventSelectors: [
    { FieldSelectors: [field("eventCategory", ["Data"]), field("resources.type", [type]), ...more] },
  ],
});
const OBJECTS = "AWS::S3::Object";

describe("how much of a class selectors take", () => {
  it.each([
    ["management events by default", basic({}), "management", "all", []],
    [
      "a write-only trail of management events",
      basic({ ReadWriteType: "WriteOnly" }),
      "management",
      "part",
      ["readOnly"],
    ],
    [
      "a write-only trail of changes of logging",
      basic({ ReadWriteType: "WriteOnly" }),
      "management:logging-control",
      "all",
      [],
    ],
    [
      "management events without KMS",
      basic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] }),
      "management",
      "part",
      ["eventSource"],
    ],
    ["KMS itself then", basic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] }), "management:kms", "none", []],
    [
      "inference, of which nobody is sure whether it reads, by a write-only trail",
      basic({ ReadWriteType: "WriteOnly" }),
      "management:model-inference",
      "unknown",
      ["readOnly"],
    ],
    ["inference by a default trail: it is a management event", basic({}), "management:model-inference", "all", []],
    [
      "inference by bedrock-mantle by a default trail: it is a data event",
      basic({}),
      "AWS::BedrockMantle::Project",
      "none",
      [],
    ],
    ["a data type that is selected whole", data(OBJECTS), OBJECTS, "all", []],
    ["another data type", data(OBJECTS), "AWS::Lambda::Function", "none", []],
    [
      "one bucket",
      data(OBJECTS, { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::reports/"] }),
      OBJECTS,
      "part",
      ["resources.ARN"],
    ],
    [
      "every bucket, said at length",
      data(OBJECTS, { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::"] }),
      OBJECTS,
      "all",
      [],
    ],
    ["one operation", data(OBJECTS, field("eventName", ["GetObject"])), OBJECTS, "part", ["eventName"]],
    [
      "an operation that cannot be: reads among the writes",
      data(OBJECTS, field("eventName", ["GetObject"]), field("readOnly", ["false"])),
      OBJECTS,
      "none",
      [],
    ],
    [
      "all but one principal",
      data(OBJECTS, { Field: "userIdentity.arn", NotStartsWith: ["arn:aws:sts::1:assumed-role/A/"] }),
      OBJECTS,
      "part",
      ["userIdentity.arn"],
    ],
    [
      "an empty list of values",
      basic({ IncludeManagementEvents: false, DataResources: [{ Type: OBJECTS, Values: [] }] }),
      OBJECTS,
      "none",
      [],
    ],
    [
      "and management events off",
      basic({ IncludeManagementEvents: false, DataResources: [{ Type: OBJECTS, Values: [] }] }),
      "management",
      "none",
      [],
    ],
  ])("%s", (_, selectors, id, extent, dimensions) => {
    const found = take(selectors, id);
    expect(found.extent).toBe(extent);
    if (extent === "part" || extent === "unknown") expect(found.dimensions).toEqual(dimensions);
  });

  it("is whole where one sink takes the reads and another the writes", () => {
    const [reads, writes] = ["true", "false"].map((value) =>
      selectClass(setOf(data(OBJECTS, field("readOnly", [value]))), familyOf(OBJECTS)),
    );
    if (reads === undefined || writes === undefined) throw new Error("unreachable");
    expect(extentOf(reads).extent).toBe("part");
    expect(extentOf(joinTakes([reads, writes], familyOf(OBJECTS))).extent).toBe("all");
  });
});
