import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FAMILIES, findFamily } from "@/lib/cloudtrail/catalogue/families";
import { parseSelectors } from "@/lib/cloudtrail/selectors/parse-selectors";
import { extentOf, selectClass } from "@/lib/cloudtrail/selectors/select-class";
import { composeSelectors, countValues } from "./compose-selectors";
import { renderCli, renderTerraform } from "./render-selectors";

const RANK = { none: 0, unknown: 1, part: 2, all: 3 } as const;
const loggable = FAMILIES.filter(({ isLoggable }) => isLoggable);

const anyBasic = fc.record({
  ReadWriteType: fc.constantFrom("All", "ReadOnly", "WriteOnly"),
  IncludeManagementEvents: fc.boolean(),
  ExcludeManagementEventSources: fc.subarray(["kms.amazonaws.com", "rdsdata.amazonaws.com"]),
  DataResources: fc.array(
    fc.record({
      Type: fc.constantFrom("AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"),
      Values: fc.subarray(["arn:aws:s3", "arn:aws:lambda", "arn:aws:dynamodb", "arn:aws:s3:::reports/"]),
    }),
    { maxLength: 3 },
  ),
});

describe("composed selectors", () => {
  it("take all that basic ones took, and every family that was asked for, whole", () => {
    fc.assert(
      fc.property(
        fc.array(anyBasic, { minLength: 1, maxLength: 3 }),
        fc.subarray(loggable, { maxLength: 5 }),
        (basic, asked) => {
          const old = parseSelectors({ EventSelectors: basic });
          if (old === null) throw new Error("These are no selectors.");
          const next = composeSelectors(old, asked);
          const extent = (set: typeof old, family: (typeof loggable)[number]) =>
            extentOf(selectClass(set, family.eventClass)).extent;
          for (const family of loggable)
            expect(RANK[extent(next, family)]).toBeGreaterThanOrEqual(RANK[extent(old, family)]);
          const wanted = asked.filter(
            ({ eventClass }) => eventClass.category !== "NetworkActivity" || eventClass.sources.length > 0,
          );
          for (const family of wanted) expect(extent(next, family)).toBe("all");
        },
      ),
      { numRuns: 60 },
    );
  });

  it("are read back from the command as what they are, whatever a selector is called", () => {
    const name = `it's ${"${var.x}"} "quoted"`;
    const old = parseSelectors({
      AdvancedEventSelectors: [{ Name: name, FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] }],
    });
    const family = findFamily("AWS::Bedrock::AgentAlias");
    if (old === null || family === null) throw new Error("unreachable");
    const next = composeSelectors(old, [family]);
    const cli = renderCli({ arn: "arn:aws:cloudtrail:us-east-1:111122223333:trail/main", home: "us-east-1" }, next);
    const json = /--advanced-event-selectors '(.*)'$/s.exec(cli)?.[1]?.replaceAll(`'\\''`, "'");
    expect(parseSelectors({ AdvancedEventSelectors: JSON.parse(json ?? "") as unknown })).toEqual(next);
    expect(renderTerraform(next)).toContain("$${var.x}");
    expect(countValues(next)).toBe(3);
  });
});
