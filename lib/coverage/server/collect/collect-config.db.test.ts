import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ConfigServer } from "@/lib/testing/config-server";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getCoverageGrid } from "../get-coverage-grid";
import { collectConfig } from "./collect-config";

const OWN = "111122223333";
const MEMBER = "444455556666";
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${MEMBER}:trail/main`;

/** In the member account a trail of its own in another Region than those asked about; the other refuses everything. */
function answer(operation: string, { key, region, input }: { key: string; region: string; input: string }) {
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
});
