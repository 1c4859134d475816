import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigServer } from "@/lib/testing/config-server";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getCoverageGrid } from "../get-coverage-grid";
import { readKnowledge } from "../knowledge";
import { collectConfig } from "./collect-config";

const OWN = "111122223333";
const MEMBER = "444455556666";
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${MEMBER}:trail/main`;

/** Besides what one account refuses always. */
let refuses = "";

/** In the member account a trail of its own in another Region than those asked about; the other refuses everything. */
function answer(operation: string, { key, region, input }: { key: string; region: string; input: string }) {
  if (refuses === `${operation} in ${region}`) return { refused: refuses };
  if (operation === "ListAccounts")
    return input.includes("more")
      ? { Accounts: [{ Id: MEMBER, Status: "ACTIVE", JoinedTimestamp: 1_700_000_000 }] }
      : { Accounts: [{ Id: OWN, Status: "ACTIVE", JoinedTimestamp: 1_700_000_000 }], NextToken: "more" };
  if (key !== "ASIAMEMBER") return { refused: `not allowed to ${operation}` };
  switch (operation) {
    case "ListTrails":
      return { Trails: [{ TrailARN: TRAIL, Name: "main", HomeRegion: "eu-west-1" }] };
    case "DescribeTrails":
      return {
        trailList: [
          { Name: "main", TrailARN: TRAIL, HomeRegion: "eu-west-1", IsMultiRegionTrail: true, S3BucketName: "logs" },
        ],
      };
    case "GetEventSelectors":
      return region === "eu-west-1"
        ? {
            TrailARN: TRAIL,
            EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] }],
          }
        : { refused: "in its home Region only" };
    case "GetTrailStatus":
      return { IsLogging: true, StartLoggingTime: 1_750_000_000 };
    case "GetModelInvocationLoggingConfiguration":
      return region === "us-east-1" ? { loggingConfig: { s3Config: { bucketName: "prompts" } } } : {};
    case "ListEventDataStores":
      return { EventDataStores: [] };
    default:
      return undefined;
  }
}

let store: TestDatabase;
let server: ConfigServer;
const before = { ...process.env };

beforeEach(async () => {
  refuses = "";
  process.env["AWS_ACCESS_KEY_ID"] = "AKIAOWN";
  process.env["AWS_SECRET_ACCESS_KEY"] = "secret";
  store = await testDatabase();
  const role = (account: string, accessKeyId: string) =>
    [`arn:aws:iam::${account}:role/reader`, { externalId: "x", accessKeyId }] as const;
  server = await ConfigServer.start(answer, new Map([role(OWN, "ASIAOTHER"), role(MEMBER, "ASIAMEMBER")]));
});
afterEach(async () => {
  process.env = { ...before };
  await server.stop();
  await store.close();
});

const collect = (changes: Partial<Parameters<typeof collectConfig>[1]> = {}) =>
  collectConfig(store.ctx, {
    access: { profile: null, externalId: "x", endpoint: server.endpoint },
    accounts: [],
    roleName: "reader",
    regions: ["us-east-1"],
    signal: new AbortController().signal,
    ...changes,
  });

describe("collecting the configuration from AWS", () => {
  it("asks every account of the organisation and every Region that a trail lives in, and names what was refused", async () => {
    const result = await collect();
    expect(result).toMatchObject({ accounts: 2, trails: 1, skipped: [] });
    expect(result.failed.every(({ account }) => account === OWN)).toBe(true);
    expect(result.failed.map(({ call }) => call)).toContain("describe-trails in us-east-1");
    expect(result.failed[0]?.reason).toBe("not allowed to ListTrails");
    const grid = await getCoverageGrid(store.ctx, { families: ["management"] });
    expect(grid.accounts.map(({ id }) => id)).toEqual([OWN, MEMBER]);
    const member = grid.places.find(({ account }) => grid.accounts[account]?.id === MEMBER);
    expect(grid.profiles[member?.profile ?? -1]?.[0]?.lastKnown?.state).toBe("logged");
    expect(grid.freshness.undescribed).toEqual([OWN]);
  }, 60_000);

  it("says that no account answered in place of taking in nothing, and needs a role for more than one", async () => {
    await expect(collect({ accounts: [OWN] })).rejects.toThrow(/No account answered.*ListTrails/);
    await expect(collect({ roleName: null })).rejects.toThrow(/Without a role/);
    expect((await collect({ accounts: [MEMBER] })).failed).toEqual([]);
  }, 60_000);

  it("claims to know an account's trails only where they and the event data stores were shown", async () => {
    const known = async () => {
      const { facts } = await readKnowledge(store.ctx);
      const looked = facts.flatMap(({ aspect, subject }) => (aspect === "inventory" ? [subject] : []));
      return [...new Set(looked)].toSorted();
    };
    for (refuses of ["DescribeTrails in us-east-1", "ListEventDataStores in us-east-1"]) {
      const { failed } = await collect({ accounts: [MEMBER] });
      expect(failed).toMatchObject([{ account: MEMBER, reason: refuses }]);
      expect(await known()).toEqual([`${MEMBER} eu-west-1`]);
    }
    refuses = "";
    await collect({ accounts: [MEMBER] });
    expect(await known()).toContain(`${MEMBER} us-east-1`);
  }, 60_000);

  it("learns in each Region whether Bedrock keeps prompts, and names where it was not told", async () => {
    refuses = "GetModelInvocationLoggingConfiguration in eu-central-1";
    const { failed } = await collect({ accounts: [MEMBER], regions: ["us-east-1", "eu-central-1"] });
    expect(failed.map(({ call }) => call)).toEqual(["get-model-invocation-logging-configuration in eu-central-1"]);
    const { facts } = await readKnowledge(store.ctx);
    const said = facts.flatMap((fact) => (fact.aspect === "invocation-logging" ? [[fact.subject, fact.value]] : []));
    expect(said.toSorted()).toMatchObject([
      [`bedrock:${MEMBER}:eu-west-1`, { isOn: false }],
      [`bedrock:${MEMBER}:us-east-1`, { isOn: true, bucket: "prompts" }],
    ]);
  }, 60_000);
});
