import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, signIn, test } from "../fixtures";

/** Differs from run to run, so that what a journey uploads is new to the store. */
const stamp = Date.now().toString(16).padStart(12, "0");
let next = 0;
const NAME = `111122223333_CloudTrail_eu-central-1_20260301T1005Z_Journey${stamp}.json.gz`;
/** Loading is the work of another process, which has to start its own threads. */
const LOADED = { timeout: 45_000 };

function record(): object {
  const eventID = `${(next++).toString(16).padStart(8, "0")}-0000-4000-8000-${stamp}`;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: "AROAEXAMPLEUPLOAD0001:nightly",
      arn: "arn:aws:sts::111122223333:assumed-role/upload-journey/nightly",
      accountId: "111122223333",
      accessKeyId: "ASIAEXAMPLEUPLOAD001",
    },
    eventTime: "2026-03-01T10:00:00Z",
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    awsRegion: "eu-central-1",
    sourceIPAddress: "192.0.2.7",
    userAgent: "aws-cli/2.17",
    requestParameters: { bucketName: "journey", key: `object-${next}` },
    responseElements: null,
    eventID,
    eventType: "AwsApiCall",
    recipientAccountId: "111122223333",
  };
}

const logFile = (...records: unknown[]): Buffer => gzipSync(JSON.stringify({ Records: records }));
const file = (name: string, buffer: Buffer) => ({ name, mimeType: "", buffer });
const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  page.getByLabel("Files to upload").setInputFiles(files);

test("files that were chosen are received, loaded, and accounted for record by record", async ({ page }) => {
  const repeated = record();
  await page.goto("/sources");
  await choose(
    page,
    file(NAME, logFile(record(), repeated, repeated, { hello: `${stamp}` })),
    file("../../etc/passwd\u202Egnp.json", Buffer.from(JSON.stringify([record()]))),
    file("readme.html", Buffer.from(`<!doctype html><script>alert(${stamp})</script>`)),
  );
  const card = page.getByRole("region", { name: "Upload received" });
  await expect(card.getByText("What came of this upload")).toBeVisible(LOADED);
  await expect(card).toContainText("5 records = 3 stored + 1 duplicate + 1 quarantined");
  await expect(card.getByRole("row").filter({ hasText: NAME })).toContainText("loaded");
  await expect(card.getByRole("row").filter({ hasText: /passwd⟨U\+202E⟩gnp\.json/ })).toContainText("loaded");
  await expect(card.getByRole("row").filter({ hasText: /readme\.html/ })).toContainText("skipped");

  await page.getByRole("searchbox", { name: "Search log files" }).fill(stamp);
  await expect(page).toHaveURL(/[?&]q=/);
  const row = page.getByRole("region", { name: "Log files" }).getByRole("row").filter({ hasText: NAME });
  await expect(row).toContainText("2026-03-01 10:05 UTC");
  await row.getByRole("link", { name: "1", exact: true }).click();
  await expect(page).toHaveURL(/\/sources\/quarantine\?file=/);
  await page.getByRole("button", { name: /Not a CloudTrail record.*record 3/ }).click();
  await expect(page.getByLabel("Text of the record")).toHaveText(`{"hello":"${stamp}"}`);
  await page.getByRole("link", { name: "Log file", exact: true }).click();
  await expect(page).toHaveURL(/\/sources\/files\/[0-9a-f]{64}$/);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /Download the bytes/ }).click();
  expect((await download).suggestedFilename()).toBe(NAME);
});

test("a folder is dropped with all that is in it, and the same bytes are loaded once", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "wakeline-drop-"));
  const bytes = logFile(record(), record());
  await mkdir(join(folder, "2026", "03"), { recursive: true });
  await writeFile(join(folder, "2026", "03", "one.json.gz"), bytes);
  await writeFile(join(folder, "2026", "again.json.gz"), bytes);
  await page.goto("/sources");
  const box = await page.getByRole("region", { name: "Upload", exact: true }).boundingBox();
  if (box === null) throw new Error("there is nowhere to drop anything");
  const at = { x: box.x + 40, y: box.y + 20, data: { items: [], files: [folder], dragOperationsMask: 1 } };
  const browser = await page.context().newCDPSession(page);
  // A drop on a page that is not yet alive goes nowhere, as it would for a person, who waits for the page to answer.
  await expect(async () => {
    for (const type of ["dragEnter", "dragOver"] as const)
      await browser.send("Input.dispatchDragEvent", { type, ...at });
    await expect(page.getByText("Drop to upload")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await browser.send("Input.dispatchDragEvent", { type: "drop", ...at });
  const card = page.getByRole("region", { name: "Upload received" });
  await expect(card).toContainText("2 records = 2 stored + 0 duplicates + 0 quarantined", LOADED);
  await expect(card.getByRole("row").filter({ hasText: /2026\/03\/one\.json\.gz/ })).toContainText("loaded");
  await expect(card.getByRole("row").filter({ hasText: /2026\/again\.json\.gz/ })).toContainText("loaded");
  await expect(card.getByText("the same bytes are here already")).toHaveCount(1);
  await rm(folder, { recursive: true });
});

test.describe("a connection that breaks", () => {
  test.use({ expectedComplaints: [/net::ERR_FAILED/] });

  test("costs nothing but sending the file again", async ({ page }) => {
    let broken = 0;
    await page.route("**/api/v1/uploads/*/files/*", (route) => (broken++ === 0 ? route.abort() : route.continue()));
    await page.goto("/sources");
    await choose(page, file("broken.json.gz", logFile(record())), file("whole.json.gz", logFile(record())));
    const card = page.getByRole("region", { name: "Upload under way" });
    await expect(card).toContainText("1 file did not arrive. Nothing is loaded until you decide.");
    await card.getByRole("button", { name: "Send it again" }).click();
    await expect(page.getByRole("region", { name: "Upload received" })).toContainText("2 records = 2 stored", LOADED);
  });
});

test.describe("the address for files", () => {
  test.use({ expectedComplaints: [/\b(403|404|422)\b/] });

  test("takes 25 MB whole through the server, and refuses what is not what was announced", async ({ page }) => {
    await page.goto("/sources");
    const answers = await page.evaluate(async () => {
      const megabytes = new Uint8Array(25_000_000).fill(120);
      const announce = async (bytes: number): Promise<string> => {
        const body = JSON.stringify({ files: [{ name: "a", bytes }] });
        const response = await fetch("/api/v1/uploads", { method: "POST", body });
        const { runId, files } = await response.json();
        return `/api/v1/uploads/${runId}/files/${files[0].id}`;
      };
      const put = async (path: string, body: BodyInit, headers: Record<string, string> = {}) => {
        const response = await fetch(path, { method: "PUT", body, headers });
        return [response.status, await response.json()];
      };
      return {
        whole: await put(await announce(megabytes.length), megabytes),
        short: await put(await announce(megabytes.length), megabytes.subarray(1)),
        hash: await put(await announce(1), "x", { "x-wakeline-sha256": "0".repeat(64) }),
        unknown: await put("/api/v1/uploads/..%2f..%2fetc/files/passwd", "x"),
      };
    });
    expect(answers.whole).toMatchObject([200, { receivedBytes: 25_000_000, verified: "size" }]);
    expect(answers.short).toMatchObject([422, { detail: expect.stringMatching(/24,999,999 are being sent/) }]);
    expect(answers.hash).toMatchObject([422, { detail: expect.stringMatching(/SHA-256 differs/) }]);
    expect(answers.unknown).toMatchObject([404, {}]);
  });

  test("takes nothing from viewers, who see no place to drop it either", async ({ page, newPerson }) => {
    const [username, chosen] = [`vera-${stamp}`, "another-password-of-hers"];
    await page.goto("/users");
    const password = await page.evaluate(async (username) => {
      const post = (path: string, body: object) => fetch(path, { method: "POST", body: JSON.stringify(body) });
      const made = await post("/api/v1/users", { username, name: "Vera Viewer", role: "viewer" });
      return made.ok ? ((await made.json()) as { password: string }).password : "";
    }, username);
    expect(password).not.toBe("");
    const atFirst = await newPerson();
    await signIn(atFirst, { username, password });
    const changing = [password, chosen] as const;
    const refused = await atFirst.evaluate(async ([current, next]) => {
      const post = (path: string, body: object) => fetch(path, { method: "POST", body: JSON.stringify(body) });
      await post("/api/v1/account/password", { current, next });
      return (await post("/api/v1/uploads", { files: [{ name: "a", bytes: 1 }] })).status;
    }, changing);
    expect([401, 403]).toContain(refused);
    const hers = await newPerson();
    await signIn(hers, { username, password: chosen });
    const answer = await hers.evaluate(async () => {
      const created = await fetch("/api/v1/uploads", {
        method: "POST",
        body: JSON.stringify({ files: [{ name: "a", bytes: 1 }] }),
      });
      const sent = await fetch(`/api/v1/uploads/${crypto.randomUUID()}/files/${crypto.randomUUID()}`, {
        method: "PUT",
        body: "x",
      });
      return [created.status, sent.status];
    });
    expect(answer).toEqual([403, 403]);
    await hers.goto("/sources");
    await expect(hers.getByRole("heading", { name: "Log files" })).toBeVisible();
    await expect(hers.getByRole("button", { name: "Choose files" })).toHaveCount(0);
  });
});

test("a load can be used by everybody, by day and by night", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto("/sources");
  await page
    .getByRole("link", { name: /^(Upload|Demo|Command line)$/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Skipped" })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(page.locator("html")).toHaveClass(/dark/);
  await expectAccessible(page);
});
