import { expect, expectAccessible, firstEvents, test } from "../fixtures";

test("an identity leads to its timeline, and a row of it to the record exactly as it was delivered", async ({
  page,
  wakeline,
}) => {
  await page.goto("/identities");
  await page.getByRole("main").getByRole("link", { name: /./ }).first().click();
  await expect(page).toHaveURL(/\/identities\/[0-9a-f-]{36}\/timeline/);
  await expect(
    page.getByText(/^(No coverage information|Not all could be seen|Everything that was looked at)/),
  ).toBeVisible();
  await (await firstEvents(page)).nth(1).click();
  await expect(page).toHaveURL(/event=/);
  const eventId = new URL(page.url()).searchParams.get("event") ?? "";
  const raw = (await wakeline("event", eventId, "--raw")).trim();
  await page.getByRole("tab", { name: "Text" }).click();
  const name = /"eventName":"([^"]+)"/.exec(raw)?.[1] ?? "";
  expect(name).not.toBe("");
  await expect(page.getByRole("tabpanel", { name: "Text" })).toContainText(`"eventName":"${name}"`);
  await expectAccessible(page);
});
