import { z } from "zod";
import { expect, expectAccessible, test } from "../fixtures";

const Chain = z.looseObject({
  root: z.string(),
  links: z.array(z.looseObject({ to: z.string(), issuingEventId: z.string().nullable() })).min(2),
});
const Event = z.looseObject({ credential: z.string() });

/** A credential that a role took with another one, which a token of a provider began. */
async function deployed(wakeline: (...words: string[]) => Promise<string>): Promise<string> {
  const role = "arn:aws:iam::444455556666:role/deployer";
  const found = await wakeline("events", "--identity", role, "--action", "DescribeServices", "--limit", "1", "--json");
  return Event.parse(JSON.parse(found.split("\n")[0] ?? "{}")).credential;
}

test("a key id in the seed box leads to its identity, over its chain to the first credential, and to the record that proves a link", async ({
  page,
  wakeline,
}) => {
  const credential = await deployed(wakeline);
  const chain = Chain.parse(JSON.parse(await wakeline("chain", credential, "--json")));
  await page.goto("/");
  await page.keyboard.press("/");
  await page.keyboard.type(credential);
  // It waits for the answer.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/identities\/[0-9a-f-]{36}\?credential=/);
  const row = page.getByRole("list", { name: "Chain, from the first credential" });
  await expect(row.getByRole("listitem")).toHaveCount(chain.links.length + 1);
  await expect(row.getByRole("listitem").last()).toContainText(credential);
  await expect(row.getByLabel(/^Grade B/)).toHaveCount(chain.links.length);
  await expectAccessible(page);
  const [first] = chain.links;
  await row.getByRole("link", { name: "issuing record" }).first().click();
  await expect(page).toHaveURL(new RegExp(`event=${first?.issuingEventId}`));
  await expect(page.getByRole("dialog").getByRole("heading", { name: "AssumeRoleWithWebIdentity" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a task's waterfall is walked with the keyboard alone: its credentials, the events of one, folding, and time", async ({
  page,
  wakeline,
}) => {
  await page.goto(`/tasks/${await deployed(wakeline)}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("may hold several runs");
  const lanes = page.getByRole("list", { name: "Credentials of the task" }).getByRole("listitem");
  await expect(lanes).toHaveCount(2);
  const events = page.getByRole("region", { name: "Events of the task" });
  await expect(events.getByRole("row").nth(1)).toBeVisible();
  // What the server sends can be read before the page listens to keys; a second press changes nothing on the last lane.
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(lanes.nth(1).getByRole("button", { pressed: true })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("w");
  await expect(page).toHaveURL(/from=\d+/);
  await page.keyboard.press("f");
  await expect(page).not.toHaveURL(/from=/);
  await page.keyboard.press("]");
  await expect(lanes).toHaveCount(1);
  await page.keyboard.press("[");
  await expect(lanes).toHaveCount(2);
  await page.keyboard.press("j");
  await page.keyboard.press(".");
  await expect(page).toHaveURL(/event=/);
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});
