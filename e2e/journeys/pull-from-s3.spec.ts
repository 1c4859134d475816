import { gunzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { CloudTrailServer } from "../../lib/testing/cloudtrail/cloudtrail-server";
import { logRecord } from "../../lib/testing/factories/log-records";
import { digestOf, logFileOf, makeSigner, type SignedDigest } from "../../lib/testing/factories/signed-digests";
import { S3Server } from "../../lib/testing/s3/s3-server";
import { ADMIN, expect, expectAccessible, noticesOf, signIn, test as base } from "../fixtures";
import { type OwnApp, startEmptyApp } from "../start-empty-app";

const BUCKET = "audit-logs";
const HOURS = [0, 1, 2, 3, 4];
const ROLE = "arn:aws:iam::111122223333:role/nobody-may";
/** Loading is the work of another process, which has to start its own threads. */
const LOADED = { timeout: 45_000 };

/** An hour a log file, and a signed digest for each, as CloudTrail lays them into a bucket. */
function fillBucket(s3: S3Server): unknown {
  const signer = makeSigner();
  let previous: SignedDigest | null = null;
  for (const hour of HOURS) {
    const file = logFileOf(hour, [logRecord(hour * 10), logRecord(hour * 10 + 1)]);
    previous = digestOf(hour, { signer, previous, files: [{ file, content: gunzipSync(file.bytes) }] });
    s3.put(BUCKET, file.key, file.bytes);
    const metadata = { signature: previous.signature, "signature-algorithm": "SHA256withRSA" };
    s3.put(BUCKET, previous.key, { bytes: previous.bytes, metadata });
  }
  return JSON.parse(signer.list);
}

type Own = { readonly s3: S3Server; readonly aws: CloudTrailServer; readonly app: OwnApp };

/** An app with a store of its own, and servers that play S3 and CloudTrail in place of AWS. */
const test = base.extend<object, { readonly own: Own }>({
  own: [
    async ({}, use) => {
      const s3 = await S3Server.start();
      const keys = fillBucket(s3);
      const aws = await CloudTrailServer.start(() => ({ body: keys }));
      const app = await startEmptyApp({
        WAKELINE_ADMIN_PASSWORD: ADMIN.password,
        WAKELINE_S3_ENDPOINT: s3.endpoint,
        AWS_ENDPOINT_URL_CLOUDTRAIL: aws.endpoint,
        AWS_ACCESS_KEY_ID: "AKIAEXAMPLEREADER001",
        AWS_SECRET_ACCESS_KEY: "secret",
      });
      await use({ s3, aws, app });
      await app.stop();
      await Promise.all([s3.stop(), aws.stop()]);
    },
    { scope: "worker", timeout: 240_000 },
  ],
  storageState: async ({}, use) => use({ cookies: [], origins: [] }),
  baseURL: async ({ own }, use) => use(own.app.address),
});
test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ expectedComplaints: [/\b(403|404|410)\b/] });
test.beforeEach(({ page }) => signIn(page, ADMIN));

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.goto("/sources");
  await page.getByRole("button", { name: "Pull from S3" }).click();
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
}

test("an empty store shows the three ways in", async ({ page }) => {
  await expect(page.getByRole("heading", { name: "Nothing is loaded yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose files" })).toHaveAttribute("href", "/sources");
  await expect(page.getByText("npm run -s wakeline -- ingest <folder>")).toBeVisible();
  await expect(page.getByText("npm run demo")).toBeVisible();
  await expectAccessible(page);
});

test("says in one line why S3 cannot be read", async ({ page }) => {
  await fill(page, { Where: "s3://no-such-bucket" });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Look" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(/There is no bucket "no-such-bucket"/);
  await dialog.getByLabel("Where").fill(`s3://${BUCKET}`);
  await dialog.getByText("Profile or role").click();
  await dialog.getByLabel("Role to assume").fill(ROLE);
  await dialog.getByRole("button", { name: "Look" }).click();
  await expect(dialog.getByRole("alert")).toHaveText(
    /The role arn:aws:iam::111122223333:role\/nobody-may cannot be assumed/,
  );
  await expectAccessible(page);
});

test("is pulled, cancelled, pulled again to the end, and verified with the keys that AWS lists", async ({
  page,
  own: { s3, aws, app },
}) => {
  await fill(page, { Where: `s3://${BUCKET}` });
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Ask AWS for the public keys").check();
  await dialog.getByRole("button", { name: "Look" }).click();
  await expect(dialog.getByRole("status")).toHaveText(/10 files.*delivered on 2026-10-05\. None is here yet\./);
  // From now on S3 asks to be asked less often, again and again.
  s3.faults.fail(1, ["slow-down"]);
  await dialog.getByRole("button", { name: /^Load 10 files/ }).click();
  await expect(noticesOf(page).getByText("The pull has begun")).toBeVisible();
  await page.getByRole("link", { name: "S3", exact: true }).first().click();
  await page.getByRole("button", { name: "Cancel this pull" }).click();
  await expect(page.getByRole("heading", { name: /S3 cancelled/ })).toBeVisible(LOADED);
  s3.faults.fail(0);
  await fill(page, { Where: `s3://${BUCKET}` });
  await dialog.getByLabel("Ask AWS for the public keys").check();
  await dialog.getByRole("button", { name: "Look" }).click();
  await dialog.getByRole("button", { name: /^Load 10 files/ }).click();
  const newest = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: "S3", exact: true }) })
    .first();
  await expect(newest).toContainText("10 records = 10 stored + 0 duplicates + 0 quarantined", LOADED);
  await expect(newest).toContainText("done");
  await expect(async () => {
    expect(await app.wakeline("verify")).toContain("5/5 log files valid");
  }).toPass(LOADED);
  expect(aws.calls).toMatchObject([{ operation: "ListPublicKeys", region: "eu-west-1" }]);
  await expectAccessible(page);
});

test("is dropped by age after a look at what would go, and every view says so", async ({ page, own: { app } }) => {
  await page.goto("/sources");
  await page.getByLabel("Keep log files for").fill("7");
  await page.getByRole("button", { name: "Show what would go" }).click();
  await expect(page.getByText(/5 of 5 log files .* with 10 events .* would go for good/)).toBeVisible();
  await page.getByRole("button", { name: "Drop these now" }).click();
  await expect(page.getByText(/older than 7 days are dropped/)).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/Dropped so far: 5 log files .* with 10 events/)).toBeVisible({ timeout: 1000 });
  }).toPass(LOADED);
  await expectAccessible(page);
  const { eventID } = logRecord(0);
  await page.goto("/events");
  await expect(page.getByRole("link", { name: "10 more dropped by retention" })).toBeVisible();
  await page.goto(`/e/${String(eventID)}`);
  await expect(page.getByText(/was dropped by retention on .*SHA-256/)).toBeVisible();
  expect(await app.wakeline("verify", "--verbose")).toContain("dropped by retention after it was verified");
});
