import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AnyRecord, AnyRecord as AnyRecordSchema, AnySummary, TestDemo } from "./test-demo";

const DATASETS = join(import.meta.dirname, "..", "..", "..", "shared", "datasets");
const REAL = ["DataDog_stratus-red-team", "adanalvarez_TrailDiscover"];

/** Every member that a record may have at its top. */
const TOP_LEVEL = new Set([
  "eventTime",
  "eventVersion",
  "userIdentity",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "eventType",
  "apiVersion",
  "managementEvent",
  "readOnly",
  "resources",
  "recipientAccountId",
  "serviceEventDetails",
  "sharedEventID",
  "vpcEndpointId",
  "vpcEndpointAccountId",
  "eventCategory",
  "addendum",
  "sessionCredentialFromConsole",
  "edgeDeviceDetails",
  "tlsDetails",
]);
/** Of MCP tool calls only: what stands in them is inferred. */
const INFERRED_TOP_LEVEL = new Set(["mcpEventDetails"]);
const IDENTITY = new Set([
  "type",
  "principalId",
  "arn",
  "accountId",
  "accessKeyId",
  "userName",
  "sessionContext",
  "invokedBy",
  "onBehalfOf",
  "credentialId",
  "inScopeOf",
  "identityProvider",
]);
const SESSION = new Set([
  "sessionIssuer",
  "webIdFederationData",
  "attributes",
  "sourceIdentity",
  "ec2RoleDelivery",
  "assumedRoot",
  "signInSessionArn",
]);
const ALWAYS = [
  "eventVersion",
  "userIdentity",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "eventID",
  "eventType",
  "recipientAccountId",
  "eventCategory",
];
const TYPES = [
  "Root",
  "IAMUser",
  "AssumedRole",
  "Role",
  "FederatedUser",
  "Directory",
  "AWSAccount",
  "AWSService",
  "IdentityCenterUser",
  "Unknown",
  "SAMLUser",
  "WebIdentityUser",
];

const SESSION_OF_A_ROLE = "principalId sessionContext.attributes sessionContext.sessionIssuer";
/** Shapes of AWS's guides, of which the real records at hand hold none. */
const DOCUMENTED = [
  "AWSAccount: accountId principalId type",
  "AWSService: invokedBy type",
  `AssumedRole: accessKeyId accountId arn inScopeOf invokedBy ${SESSION_OF_A_ROLE} type`,
  "AssumedRole: accessKeyId accountId arn invokedBy principalId sessionContext.attributes sessionContext.ec2RoleDelivery sessionContext.sessionIssuer type",
  `AssumedRole: accessKeyId accountId arn invokedBy ${SESSION_OF_A_ROLE} sessionContext.signInSessionArn type`,
  `AssumedRole: accessKeyId accountId arn invokedBy ${SESSION_OF_A_ROLE} sessionContext.webIdFederationData type`,
  `AssumedRole: accessKeyId accountId arn ${SESSION_OF_A_ROLE} sessionContext.signInSessionArn type`,
  `AssumedRole: accessKeyId accountId arn ${SESSION_OF_A_ROLE} sessionContext.sourceIdentity type`,
  `AssumedRole: accountId arn invokedBy ${SESSION_OF_A_ROLE} type`,
  "Directory: accountId type userName",
  "IAMUser: accessKeyId accountId arn invokedBy principalId type userName",
  `IAMUser: accessKeyId accountId arn ${SESSION_OF_A_ROLE} sessionContext.webIdFederationData type userName`,
  "IdentityCenterUser: accountId credentialId onBehalfOf type",
  "Role: accountId arn principalId type",
  `Root: accessKeyId accountId arn ${SESSION_OF_A_ROLE} sessionContext.webIdFederationData type`,
  "SAMLUser: identityProvider principalId type userName",
  "Unknown: accountId principalId type",
  "WebIdentityUser: identityProvider principalId type userName",
  "none: accountId invokedBy",
];
/** Real ones that nobody in the demo makes: tools that leave a key out, a web identity on an instance. */
const NOT_MADE = [
  "AssumedRole: accessKeyId accountId arn principalId sessionContext.attributes sessionContext.ec2RoleDelivery sessionContext.sessionIssuer sessionContext.webIdFederationData type",
  "IAMUser: accessKeyId accountId arn invokedBy principalId sessionContext.attributes type userName",
  "IAMUser: accountId arn principalId type userName",
  "Unknown: accessKeyId accountId arn principalId type",
];

let demo: TestDemo;
let summaries: readonly AnySummary[];
let records: readonly AnyRecord[];
beforeAll(async () => {
  demo = await TestDemo.write({ seed: 11, events: 9000, days: 7 });
  records = demo
    .logFiles()
    .flatMap((file) => file.values)
    .flatMap((value) => {
      const record = AnyRecordSchema.safeParse(value);
      return record.success && record.data.eventTime.endsWith("Z") ? [record.data] : [];
    });
  summaries = demo
    .logFiles()
    .flatMap((file) => file.values)
    .flatMap((value) => AnySummary.safeParse(value).data ?? []);
}, 180_000);
afterAll(() => rmSync(demo.root, { recursive: true, force: true }), 60_000);

const keysOf = (value: unknown): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];
const member = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined;

/** The type of an identity with the members that it has, two levels deep. */
function shapeOf(record: AnyRecord): string {
  const { userIdentity } = record;
  const members = keysOf(userIdentity).flatMap((key) =>
    key === "sessionContext" ? keysOf(member(userIdentity, key)).map((inner) => `${key}.${inner}`) : [key],
  );
  return `${userIdentity.type ?? "none"}: ${members.sort().join(" ")}`;
}

function realRecords(folder: string): readonly AnyRecord[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|cloudtrail)$/.test(entry.name))
    .flatMap((entry): unknown[] => {
      const value: unknown = JSON.parse(readFileSync(join(entry.parentPath, entry.name), "utf8"));
      return Array.isArray(value) ? value : [value];
    })
    .flatMap((value) => AnyRecordSchema.safeParse(value).data ?? []);
}

type Comparison = { readonly onlyHere: readonly string[]; readonly onlyReal: readonly string[] };

/** The shapes that one of both has and the other has not. */
function compareShapes(here: readonly AnyRecord[], there: readonly AnyRecord[]): Comparison {
  const [ours, real] = [new Set(here.map(shapeOf)), new Set(there.map(shapeOf))];
  return {
    onlyHere: [...ours].filter((shape) => !real.has(shape)).sort(),
    onlyReal: [...real].filter((shape) => !ours.has(shape)).sort(),
  };
}

const realOnes = () => REAL.flatMap((folder) => realRecords(join(DATASETS, folder)));

describe("the records", () => {
  it("have only members that CloudTrail has", () => {
    const strange = records.flatMap((record) => [
      ...Object.keys(record).filter((key) => !TOP_LEVEL.has(key) && !INFERRED_TOP_LEVEL.has(key)),
      ...keysOf(record.userIdentity).filter((key) => !IDENTITY.has(key)),
      ...keysOf(member(record.userIdentity, "sessionContext")).filter((key) => !SESSION.has(key)),
    ]);
    expect([...new Set(strange)]).toEqual([]);
  });

  it("have every member that CloudTrail always has, in its form", () => {
    const faults = records.flatMap((record) => [
      ...ALWAYS.filter((key) => !(key in record)).map(
        (key) => `${record.eventSource} ${record.eventName} has no ${key}`,
      ),
      ...(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(record.eventTime) ? [] : [record.eventTime]),
      ...(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(record.eventID) ? [] : [record.eventID]),
      ...(/^\d{12}$/.test(record.recipientAccountId) ? [] : [record.recipientAccountId]),
    ]);
    expect(faults).toEqual([]);
  });

  it("are plain ASCII, so that every encoding of them is the same", () => {
    expect(demo.logFiles().filter((file) => file.content.some((byte) => byte > 0x7f))).toEqual([]);
  });

  it("show every form of userIdentity, and records without any type", () => {
    const seen = new Set(records.map((record) => record.userIdentity.type));
    expect(TYPES.filter((type) => !seen.has(type))).toEqual([]);
    expect(seen.has(undefined)).toBe(true);
  });

  it("show what is hard to read: shared ids, English expirations, keyless sessions, anonymous JWT calls, late notes, refusals and throttles", () => {
    const some = (test: (record: AnyRecord) => boolean) => records.some(test);
    expect(some((record) => "sharedEventID" in record)).toBe(true);
    expect(
      some((record) =>
        /^[A-Z][a-z]{2} \d{1,2}, 2026, \d{1,2}:\d\d:\d\d [AP]M$/.test(
          String(member(member(record["responseElements"], "credentials"), "expiration")),
        ),
      ),
    ).toBe(true);
    expect(
      some(
        (record) =>
          record.userIdentity.type === "AssumedRole" && member(record.userIdentity, "accessKeyId") === undefined,
      ),
    ).toBe(true);
    expect(
      some(
        (record) =>
          member(record.userIdentity, "accountId") === "anonymous" &&
          member(record["additionalEventData"], "jwt") !== undefined,
      ),
    ).toBe(true);
    expect(some((record) => "addendum" in record)).toBe(true);
    expect(some((record) => record["errorCode"] === "ThrottlingException")).toBe(true);
    expect(some((record) => record["errorCode"] === "AccessDenied" && record["requestParameters"] === null)).toBe(true);
    expect(some((record) => member(record.userIdentity, "inScopeOf") !== undefined)).toBe(true);
    expect(
      some((record) => member(member(record.userIdentity, "sessionContext"), "sourceIdentity") !== undefined),
    ).toBe(true);
    expect(
      some((record) => member(member(record.userIdentity, "sessionContext"), "signInSessionArn") !== undefined),
    ).toBe(true);
    expect(some((record) => record.eventName === "DeleteObjects")).toBe(true);
  });

  it.skipIf(!existsSync(DATASETS))(
    "have the shapes of real records, or one that AWS documents and the real ones lack",
    () => {
      expect(compareShapes(records, realOnes())).toEqual({ onlyHere: DOCUMENTED, onlyReal: NOT_MADE });
    },
  );

  it.skipIf(!existsSync(DATASETS))("would be found out by one wrong member in a single record", () => {
    const [role] = records.filter((record) => record.userIdentity.type === "AssumedRole");
    if (role === undefined) throw new Error("The demo has no assumed role.");
    const { accessKeyId: _key, ...rest } = role.userIdentity;
    const wrong = { ...role, userIdentity: { ...rest, accessKeyID: "ASIA" } };
    const { onlyHere } = compareShapes([...records, wrong], realOnes());
    expect(onlyHere.filter((shape) => !DOCUMENTED.includes(shape))).toEqual([shapeOf(wrong)]);
    expect(shapeOf(wrong)).toContain("accessKeyID");
  });
});

describe("the records that sum up calls", () => {
  const all = () => summaries.map(({ kind, record }) => `${kind}: ${Object.keys(record).sort().join(" ")}`);

  it("have exactly the members that AWS documents", () => {
    expect([...new Set(all())].sort()).toEqual([
      "aggregated: accountId awsRegion eventCategory eventId eventSource eventType eventVersion summary timeWindow",
      "insight: awsRegion eventCategory eventID eventTime eventType eventVersion insightDetails recipientAccountId sharedEventID",
    ]);
    const details = summaries.flatMap(({ kind, record }) => (kind === "insight" ? [record["insightDetails"]] : []));
    expect([...new Set(details.map((value) => keysOf(value).join(" ")))].sort()).toEqual([
      "state eventSource eventName insightType errorCode insightContext",
      "state eventSource eventName insightType insightContext",
    ]);
  });
});

if (!existsSync(DATASETS))
  process.stdout.write(`skipped: the comparison with real records, since there is no ${DATASETS}\n`);
