import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeySchema } from "./key-schema";

const schema = new KeySchema(["eventTime", "accessKeyId", "requestParameters", "resources"]);

describe("KeySchema", () => {
  it("gives back the object itself where nothing is misspelt", () => {
    const object = { eventTime: 1, vendorField: 2, accessKeyId: null };
    expect(schema.canonical(object)).toBe(object);
  });

  it.each([
    ["other case", "EVENTTIME", "eventTime"],
    ["snake case", "event_time", "eventTime"],
    ["a letter left out", "accesKeyId", "accessKeyId"],
    ["a letter too many", "accesssKeyId", "accessKeyId"],
    ["another letter", "accessKeyIt", "accessKeyId"],
    ["letters swapped", "requestParamteers", "requestParameters"],
  ])("reads a key with %s", (_case, key, canonical) => {
    expect(schema.canonical({ [key]: "v" })[canonical]).toBe("v");
  });

  it("does not take a word of its own for a slip", () => {
    expect(schema.canonical({ resource: "v" }).resources).toBeUndefined();
  });

  it("prefers the exact key to every other spelling, even where it is null", () => {
    expect(schema.canonical({ accesKeyId: "wrong", accessKeyId: null }).accessKeyId).toBeNull();
  });

  it("does not depend on the order of the keys", () => {
    const spellings = ["EVENTTIME", "event_time", "EventTime", "eventTimme", "eventtime"];
    fc.assert(
      fc.property(fc.shuffledSubarray(spellings, { minLength: 1 }), (keys) => {
        const object = Object.fromEntries(keys.map((key) => [key, key]));
        const sorted = Object.fromEntries([...keys].sort().map((key) => [key, key]));
        expect(schema.canonical(object).eventTime).toBe(schema.canonical(sorted).eventTime);
      }),
    );
  });
});
