import { describe, expect, it } from "vitest";
import { FAMILIES, findFamily } from "./families";
import { recordClass } from "./record-class";
import { DATA_RESOURCE_TYPES } from "./resource-types";

describe("the catalogue", () => {
  it("has every resource type of CloudTrail's list once, those of AI as such", () => {
    expect(DATA_RESOURCE_TYPES).toHaveLength(250);
    for (const { type, ai } of DATA_RESOURCE_TYPES) {
      const families = FAMILIES.filter(({ id }) => id === type);
      expect(families).toHaveLength(1);
      expect(families[0]?.ai).toBe(ai);
    }
  });

  it("describes every AI type in its own words", () => {
    const words = FAMILIES.filter(({ ai }) => ai).map(({ title }) => title);
    for (const { type } of DATA_RESOURCE_TYPES.filter(({ ai }) => ai))
      expect(findFamily(type)?.proves).not.toMatch(/^Calls that work on a resource/);
    expect(words.filter((title) => title === "")).toEqual([]);
  });

  it("takes a type that it does not know for a family, and nothing else", () => {
    expect(findFamily("AWS::NewService::Thing")?.eventClass.resourceType).toBe("AWS::NewService::Thing");
    expect(findFamily("something")).toBeNull();
  });
});

describe("the family of a record", () => {
  it.each([
    ["bedrock.amazonaws.com", "InvokeModel", "Management", [], "management:model-inference"],
    ["bedrock.amazonaws.com", "CreateAgent", "Management", [], "management:bedrock-control"],
    ["bedrock-mantle.amazonaws.com", "CreateInference", "Data", [], "AWS::BedrockMantle::Project"],
    ["ec2.amazonaws.com", "RunInstances", "Management", [], "management"],
    ["s3.amazonaws.com", "GetObject", "Data", ["AWS::S3::Bucket", "AWS::S3::Object"], "AWS::S3::Object"],
    ["s3.amazonaws.com", "GetObject", "NetworkActivity", [], "NetworkActivity:s3.amazonaws.com"],
    ["new.amazonaws.com", "Do", "Data", ["AWS::New::Thing"], "AWS::New::Thing"],
  ])("of %s %s is found", (eventSource, eventName, eventCategory, types, id) => {
    const resources = types.map((type) => ({ type, ARN: `arn:aws:x:::${type}` }));
    expect(recordClass({ eventSource, eventName, eventCategory, resources }).family?.id).toBe(id);
  });
});
