import { z } from "zod";
import { expect, test } from "../fixtures";

const BUCKET = "arn:aws:s3:::lake-curated";
const Event = z.object({ eventId: z.string(), identityId: z.string() });

test("from what an identity did to the bucket that it touched, who else did, what could not be seen of it, and the answer", async ({
  page,
  wakeline,
}) => {
  const words = ["--identity", "etl-ingest", "--resource", BUCKET, "--action", "PutObject", "--limit", "1", "--json"];
  const [line = "{}"] = (await wakeline("events", ...words)).split("\n");
  const { eventId, identityId } = Event.parse(JSON.parse(line));
  await page.goto(`/identities/${identityId}/timeline?event=${eventId}`);
  await page.getByTitle(BUCKET, { exact: true }).click();
  await page.getByRole("menuitem", { name: "Open resource" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "lake-curated" })).toBeVisible();
  const who = page.getByRole("region", { name: "Who touched it" });
  await expect(who.getByRole("link", { name: "etl-ingest" })).toBeVisible();
  await expect(who.getByRole("link", { name: "etl-transform" })).toBeVisible();
  await expect(who.getByRole("columnheader", { name: "Actions, at least" })).toBeVisible();
  await expect(page.getByText(/cannot be seen from .* such calls are not logged/)).toBeVisible();
  await expect(page.getByText("PutBucketLifecycle").last()).toBeVisible();

  await page.getByRole("link", { name: "Did anybody read it?" }).click();
  const answer = page.getByRole("article", { name: "Answer" });
  await expect(answer.getByText("Cannot say", { exact: true })).toBeVisible();
  await answer.getByRole("link", { name: BUCKET }).click();
  await expect(page.getByRole("heading", { level: 1, name: "lake-curated" })).toBeVisible();
});

test("an object tells its story from its records, and leads up to its bucket", async ({ page, wakeline }) => {
  const words = ["--action", "CopyObject", "--resource", BUCKET, "--limit", "1", "--json"];
  const [line = "{}"] = (await wakeline("events", ...words)).split("\n");
  const { resources } = z.object({ resources: z.array(z.string()).min(1) }).parse(JSON.parse(line));
  await page.goto(`/resources/${encodeURIComponent(resources[0] ?? "")}`);
  const story = page.getByRole("list", { name: "Its story" });
  await expect(story.getByText("copied from")).toBeVisible();
  await story.getByRole("link", { name: "CopyObject" }).click();
  await expect(page.getByRole("dialog", { name: "Record" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Record" })).toBeHidden();
  await page.getByRole("main").getByRole("link", { name: "lake-curated", exact: true }).click();
  await expect(
    page.getByRole("list", { name: "Objects that records name" }).getByRole("listitem").first(),
  ).toBeVisible();
});

test("a name pasted into the seed box leads to the thing, and one that no record has is not called untouched", async ({
  page,
}) => {
  await page.goto("/find#lake-curated");
  await page.getByRole("main").getByRole("link", { name: BUCKET }).click();
  await expect(page.getByRole("heading", { level: 1, name: "lake-curated" })).toBeVisible();
  await page.goto(`/resources/${encodeURIComponent("arn:aws:s3:::never-seen/a%2F..%2Fb")}`);
  await expect(page.getByText("That is not to say that nobody touched it")).toBeVisible();
});

test("browsers that ask for an icon by themselves, as between two pages, get one", async ({ page }) => {
  const answer = await page.request.get("/favicon.ico");
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/svg+xml"]);
});
