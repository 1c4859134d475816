import { expect, test } from "../fixtures";

test("home accounts for every record and leads to the busiest identities", async ({ page, wakeline }) => {
  await page.goto("/");
  const store = page.getByRole("heading", { name: "The whole store" }).locator("..");
  const counts = (await store.innerText()).replaceAll(",", "");
  const [records, stored, duplicates, quarantined] = [
    ...counts.matchAll(/(\d+) (?:records?|stored|duplicates|quarantined)/g),
  ].map(([, count]) => Number(count));
  expect(records).toBeGreaterThan(0);
  expect(records).toBe(Number(stored) + Number(duplicates) + Number(quarantined));

  const identities = (await wakeline("identities", "--json")).trim().split("\n").length;
  await expect(page.getByRole("main").getByText("Identities", { exact: true }).locator("..")).toContainText(
    String(identities),
  );
  await page.getByRole("region", { name: "Most active identities" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/identities\/[0-9a-f-]{36}\/timeline/);
});

test("the theme is kept, and set before anything is drawn", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveClass(/dark/);
  await page.goto("/account", { waitUntil: "commit" });
  await expect(page.locator("html")).toHaveClass(/dark/);
});

test("? lists the keys of the page, single keys can be switched off, and they rest in fields", async ({ page }) => {
  await page.goto("/account");
  await page.getByLabel("Current password").press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard" });
  await expect(help).toContainText("Show the keys");
  await help.getByRole("checkbox").click();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("?");
  await expect(help).toHaveCount(0);
});

test("the keyboard reaches the content at once", async ({ page }) => {
  await page.goto("/account");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();
});

test("an address that leads nowhere says so with 404", async ({ page }) => {
  const response = await page.request.get("/no-such-page");
  expect(response.status()).toBe(404);
  expect(await response.text()).toContain("There is nothing at this address");
});
