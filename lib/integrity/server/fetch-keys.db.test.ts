import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CloudTrailServer, type CloudTrailReply } from "@/lib/testing/cloudtrail/cloudtrail-server";
import { makeSigner } from "@/lib/testing/factories/signed-digests";
import { headsOf, HOURS, signedTrail, TrailStore } from "@/lib/testing/factories/trail-store";
import { fetchKeys } from "./fetch-keys";
import type { VerifyRange } from "./list-results";
import { updateIntegrity } from "./update-integrity";

const ACCESS = { profile: null, roleArn: null, externalId: null, endpoint: null };
const EVER = { from: null, to: null };
const signer = makeSigner();
const other = makeSigner("spki");
const keyOf = (list: string): object => JSON.parse(list).PublicKeyList[0];
const { files, digests } = signedTrail(signer);

let store: TrailStore;
let aws: CloudTrailServer | null = null;

async function answering(reply: (token: unknown) => CloudTrailReply): Promise<CloudTrailServer> {
  aws = await CloudTrailServer.start(({ input }) => reply(input["NextToken"]));
  vi.stubEnv("AWS_ENDPOINT_URL_CLOUDTRAIL", aws.endpoint);
  return aws;
}
const fetch = (range: VerifyRange = EVER) =>
  fetchKeys(store.database.ctx, { access: ACCESS, range, signal: new AbortController().signal });

beforeEach(async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIAEXAMPLEREADER001");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret");
  store = await TrailStore.open();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws?.stop();
  aws = null;
  await store.close();
});

describe("public keys from AWS", () => {
  it("verify the log files, page by page and in the Region of the digests, and are known as AWS's own", async () => {
    await store.load([...files, ...digests, headsOf(digests)]);
    const server = await answering((token) =>
      token === undefined
        ? { body: { PublicKeyList: [keyOf(other.list)], NextToken: "more" } }
        : { body: { PublicKeyList: [keyOf(signer.list)] } },
    );
    expect(await fetch()).toEqual([{ region: "eu-west-1", keys: 2, problem: null }]);
    expect(server.calls).toMatchObject([
      { operation: "ListPublicKeys", region: "eu-west-1", accessKeyId: "AKIAEXAMPLEREADER001" },
      { input: { NextToken: "more" } },
    ]);
    expect(server.calls[0]?.input["StartTime"]).toBe(Date.UTC(2026, 9, 5, 8) / 1000);
    await updateIntegrity(store.database.pool);
    const { states, files: results } = await store.outcome();
    expect(states).toEqual(HOURS.map((hour) => [hour, "verified", null]));
    expect(new Set(results.map(({ key }) => key))).toEqual(new Set(["aws"]));
  });

  it("are refused in one line that names the right that is missing", async () => {
    await store.load([...digests]);
    await answering(() => ({
      status: 400,
      body: { __type: "AccessDeniedException", message: "User reader is not authorized.\nTrace" },
    }));
    await expect(fetch()).rejects.toMatchObject({
      message:
        "Listing CloudTrail's public keys in eu-west-1 is not allowed: User reader is not authorized. Allow cloudtrail:ListPublicKeys.",
    });
  });

  it("are not asked for where no digest of the time is here", async () => {
    const server = await answering(() => ({ body: { PublicKeyList: [] } }));
    await expect(fetch()).rejects.toMatchObject({ code: "not-found" });
    await store.load([...digests]);
    const long = { from: new Date("2020-01-01T00:00:00Z"), to: new Date("2020-02-01T00:00:00Z") };
    await expect(fetch(long)).rejects.toMatchObject({ code: "not-found" });
    expect(server.calls).toEqual([]);
  });
});
