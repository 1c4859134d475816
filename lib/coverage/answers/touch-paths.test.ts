import { describe, expect, it } from "vitest";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { extentOf, selectClass } from "@/lib/cloudtrail/selectors/select-class";
import { touchPaths } from "./touch-paths";
import { mayDo, type Verb } from "./verb";

const OBJECT = "arn:aws:s3:::reports/q3.pdf";
const FUNCTION = "arn:aws:lambda:us-east-1:111122223333:function:pay";

const data = (type: string, ...more: readonly object[]) => ({
  FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }, { Field: "resources.type", Equals: [type] }, ...more],
});

/** How much of each way in, but for calls through access points and management events, is taken. */
function taken(selectors: object, type: string, { arn, did }: { readonly arn: string; readonly did: Verb }): string[] {
  const set = parseSelectors(selectors);
  if (set === null) throw new Error("These are no selectors.");
  return touchPaths(type, did, arn)
    .families.filter(({ id }) => id.startsWith(type))
    .map(({ eventClass }) => extentOf(selectClass(set, eventClass)).extent);
}

describe("the ways to an object", () => {
  const by = (...more: readonly object[]) => ({ AdvancedEventSelectors: [data("AWS::S3::Object", ...more)] });
  const type = "AWS::S3::Object";
  const arn = OBJECT;

  it("hold its being copied elsewhere, which a selector of its own bucket does not take, whether it is asked who read it or who did anything", () => {
    const bucket = by({ Field: "resources.ARN", StartsWith: ["arn:aws:s3:::reports/"] });
    for (const did of ["read", "any"] as const) expect(taken(bucket, type, { arn, did })).toContain("part");
    for (const did of ["write", "delete"] as const)
      expect(new Set(taken(bucket, type, { arn, did }))).toEqual(new Set(["all"]));
    for (const did of ["read", "any"] as const)
      expect(new Set(taken(by(), type, { arn, did }))).toEqual(new Set(["all"]));
  });

  it("hold the deletion of many at once, whose record names the bucket only", () => {
    const one = by({ Field: "resources.ARN", Equals: [OBJECT] });
    expect(taken(one, type, { arn, did: "delete" })).toContain("none");
    const folder = by({ Field: "resources.ARN", StartsWith: ["arn:aws:s3:::reports/q"] });
    expect(taken(folder, type, { arn, did: "any" })).toContain("none");
    const basic = {
      EventSelectors: [{ DataResources: [{ Type: type, Values: ["arn:aws:s3:::reports/q"] }] }],
    };
    expect(taken(basic, type, { arn, did: "delete" })).toContain("none");
  });
});

describe("the ways to a function", () => {
  const type = "AWS::Lambda::Function";
  const asked = { arn: FUNCTION, did: "invoke" } as const;
  const by = (field: object) =>
    taken({ AdvancedEventSelectors: [data(type, { Field: "resources.ARN", ...field })] }, type, asked)[0];

  it("hold calls of its versions and aliases, which a selector of the bare ARN may not take", () => {
    expect(by({ Equals: [FUNCTION] })).toBe("part");
    expect(by({ StartsWith: [FUNCTION] })).toBe("all");
    expect(by({ StartsWith: [`${FUNCTION}:`] })).toBe("part");
    expect(by({ Equals: [`${FUNCTION}:prod`] })).toBe("part");
    expect(by({ NotEquals: [`${FUNCTION}:prod`] })).toBe("part");
    expect(by({ NotEndsWith: [":prod"] })).toBe("part");
    expect(by({ NotStartsWith: [FUNCTION] })).toBe("none");
    expect(by({ NotStartsWith: ["arn:aws:lambda:eu-west-1:"] })).toBe("all");
    expect(by({ Equals: [`${FUNCTION}-other`] })).toBe("none");
    const basic = (value: string) =>
      taken({ EventSelectors: [{ DataResources: [{ Type: type, Values: [value] }] }] }, type, asked)[0];
    expect(basic(FUNCTION)).toBe("part");
    expect(basic("arn:aws:lambda")).toBe("all");
  });
});

describe("reading", () => {
  it.each(["ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction", "UpdateItem", "PutItem", "DeleteItem"])(
    "may be what %s does, though its record says that it writes",
    (name) => {
      expect(mayDo("read", { name, readOnly: false })).toBe(true);
    },
  );
});
