import { describe, expect, it } from "vitest";
import { matchSelectors, type SelectableEvent } from "./match-selectors";
import { parseSelectors } from "./parse-selectors";

const READ: SelectableEvent = {
  category: "Data",
  source: "s3.amazonaws.com",
  name: "GetObject",
  readOnly: true,
  eventType: "AwsApiCall",
  resources: [
    { type: "AWS::S3::Object", arn: "arn:aws:s3:::reports/q3.pdf", isPrefix: false },
    { type: "AWS::S3::Bucket", arn: "arn:aws:s3:::reports", isPrefix: false },
  ],
  principalArn: "arn:aws:sts::111122223333:assumed-role/Agent/run-1",
  fromConsole: false,
  errorCode: null,
  vpcEndpointId: null,
};
const ASSUME: SelectableEvent = {
  ...READ,
  category: "Management",
  source: "sts.amazonaws.com",
  name: "AssumeRole",
  resources: [],
};
const DECRYPT: SelectableEvent = { ...ASSUME, source: "kms.amazonaws.com", name: "Decrypt" };

const basic = (selector: object) => ({ EventSelectors: [selector] });
const advanced = (...sets: readonly (readonly object[])[]) => ({
  AdvancedEventSelectors: sets.map((FieldSelectors) => ({ FieldSelectors })),
});
const DATA = { Field: "eventCategory", Equals: ["Data"] };
const OBJECTS = { Field: "resources.type", Equals: ["AWS::S3::Object"] };
const objects = (values: readonly string[]) => basic({ DataResources: [{ Type: "AWS::S3::Object", Values: values }] });

type Case = readonly [
  what: string,
  selectors: object,
  event: SelectableEvent,
  takes: boolean | null,
  field: string | null,
];

const CASES: readonly Case[] = [
  ["a basic selector takes management events by default", basic({}), ASSUME, true, null],
  ["a write-only selector loses AssumeRole", basic({ ReadWriteType: "WriteOnly" }), ASSUME, false, "readWriteType"],
  [
    "a source can be left out",
    basic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] }),
    DECRYPT,
    false,
    "excludeManagementEventSources",
  ],
  ["management events can be off", basic({ IncludeManagementEvents: false }), ASSUME, false, "includeManagementEvents"],
  ["a data event needs its type", basic({}), READ, false, "dataResources"],
  ["arn:aws:s3 is every object", objects(["arn:aws:s3"]), READ, true, null],
  ["a bucket with its slash is all in it", objects(["arn:aws:s3:::reports/"]), READ, true, null],
  ["a prefix covers what begins with it", objects(["arn:aws:s3:::reports/q3"]), READ, true, null],
  ["another bucket is not covered", objects(["arn:aws:s3:::report/"]), READ, false, "dataResources.values"],
  ["an empty list of values takes nothing", objects([]), READ, false, "dataResources.values"],
  [
    "an advanced set without a management selector takes no management events",
    advanced([DATA, OBJECTS]),
    ASSUME,
    false,
    "eventCategory",
  ],
  [
    "all fields of a selector must match",
    advanced([DATA, OBJECTS, { Field: "readOnly", Equals: ["false"] }]),
    READ,
    false,
    "readOnly",
  ],
  [
    "one selector of several is enough",
    advanced([DATA, OBJECTS, { Field: "readOnly", Equals: ["false"] }], [DATA, OBJECTS]),
    READ,
    true,
    null,
  ],
  [
    "any of several values is enough",
    advanced([DATA, OBJECTS, { Field: "eventName", Equals: ["PutObject", "GetObject"] }]),
    READ,
    true,
    null,
  ],
  [
    "NotEquals of two is neither",
    advanced([DATA, OBJECTS, { Field: "eventName", NotEquals: ["PutObject", "GetObject"] }]),
    READ,
    false,
    "eventName",
  ],
  [
    "a hit of Not… rejects what Equals took",
    advanced([
      DATA,
      OBJECTS,
      { Field: "resources.ARN", StartsWith: ["arn:aws:s3:::reports/"], NotStartsWith: ["arn:aws:s3:::reports/q"] },
    ]),
    READ,
    false,
    "resources.ARN",
  ],
  [
    "a star is no wildcard",
    advanced([DATA, OBJECTS, { Field: "eventName", Equals: ["Get*"] }]),
    READ,
    false,
    "eventName",
  ],
  [
    "the principal is compared as session",
    advanced([
      DATA,
      OBJECTS,
      { Field: "userIdentity.arn", NotStartsWith: ["arn:aws:sts::111122223333:assumed-role/Agent/"] },
    ]),
    READ,
    false,
    "userIdentity.arn",
  ],
  [
    "what a record does not say leaves it open",
    advanced([DATA, OBJECTS, { Field: "readOnly", Equals: ["true"] }]),
    { ...READ, readOnly: null },
    null,
    "readOnly",
  ],
  [
    "several types in one selector are any of them",
    advanced([DATA, { Field: "resources.type", Equals: ["AWS::Lambda::Function", "AWS::S3::Object"] }]),
    READ,
    true,
    null,
  ],
];

const TABLES = (...names: readonly string[]): SelectableEvent => ({
  ...READ,
  resources: names.map((name) => ({ type: "AWS::DynamoDB::Table", arn: `arn:table/${name}`, isPrefix: false })),
});

describe("a record put to selectors", () => {
  it.each(CASES)("%s", (_, selectors, event, takes, field) => {
    const set = parseSelectors(selectors);
    expect(set).not.toBeNull();
    if (set === null) return;
    const verdict = matchSelectors(set, event);
    expect(verdict.takes).toBe(takes);
    if (field !== null) expect(verdict.selectors.at(-1)?.field).toBe(field);
  });

  it("of several resources is open where they differ, for which of them is compared is not documented", () => {
    const table = { Field: "resources.type", Equals: ["AWS::DynamoDB::Table"] };
    const takes = (field: object, ...names: readonly string[]) => {
      const set = parseSelectors(advanced([DATA, table, { Field: "resources.ARN", ...field }]));
      return set === null ? undefined : matchSelectors(set, TABLES(...names)).takes;
    };
    expect(takes({ Equals: ["arn:table/a"] }, "a", "b")).toBe(null);
    expect(takes({ NotEquals: ["arn:table/a"] }, "a", "b")).toBe(null);
    expect(takes({ StartsWith: ["arn:table/"] }, "a", "b")).toBe(true);
    expect(takes({ Equals: ["arn:table/c"] }, "a", "b")).toBe(false);
    const values = (...list: readonly string[]) =>
      parseSelectors(basic({ DataResources: [{ Type: "AWS::DynamoDB::Table", Values: list }] }));
    const both = TABLES("a", "b");
    const takenBy = (...list: readonly string[]) => {
      const set = values(...list);
      return set === null ? undefined : matchSelectors(set, both).takes;
    };
    expect([takenBy("arn:table/a"), takenBy("arn:table/a", "arn:table/b"), takenBy("arn:aws:dynamodb")]).toEqual([
      null,
      true,
      true,
    ]);
  });

  it("is the same for the keys of the CLI and those of a record", () => {
    const lower = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(lower)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(
              Object.entries(value).map(([key, one]) => [key.charAt(0).toLowerCase() + key.slice(1), lower(one)]),
            )
          : value;
    for (const [, selectors] of CASES) expect(parseSelectors(lower(selectors))).toEqual(parseSelectors(selectors));
  });

  it("reads no selectors out of an empty list, or out of one that it half understands", () => {
    expect(parseSelectors({ EventSelectors: [] })).toBeNull();
    expect(parseSelectors(basic({ ReadWriteType: "Sometimes" }))).toBeNull();
    expect(parseSelectors(advanced([DATA, { Field: "eventName", Resembles: ["Get"] }]))).toBeNull();
    expect(parseSelectors(advanced([DATA, { Field: "eventName", Equals: ["A"], Resembles: ["Get"] }]))).toBeNull();
    expect(parseSelectors(advanced([DATA, { Field: "eventName", Equals: ["A"], Resembles: [] }]))).not.toBeNull();
    expect(parseSelectors(advanced([{ Field: "eventName", Equals: ["HIDDEN_DUE_TO_SECURITY_REASONS"] }]))).toBeNull();
    expect(parseSelectors(basic({ IncludeManagementEvents: "HIDDEN_DUE_TO_SECURITY_REASONS" }))).toBeNull();
  });
});
