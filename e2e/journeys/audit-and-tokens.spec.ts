import { expect, expectAccessible, NOBODY, test } from "../fixtures";

test("a token made on the account page is shown once, works as far as its scopes go, and ends with a click", async ({
  page,
  playwright,
  baseURL,
}) => {
  const name = `loader-${Date.now()}`;
  await page.goto("/account");
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What will use it").fill(name);
  await dialog.getByLabel(/^export/).click();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Make the token" }).click();
  const issued = page.getByRole("dialog", { name: `Token for ${name}` });
  const secret = (await issued.locator("code").last().textContent()) ?? "";
  await issued.getByRole("button", { name: "Done" }).click();
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("never");
  expect(await page.content()).not.toContain(secret);

  const program = await playwright.request.newContext({
    ...NOBODY,
    ...(baseURL ? { baseURL } : {}),
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  const status = async (path: string): Promise<number> => (await program.get(path)).status();
  expect(await status("/api/v1/overview")).toBe(200);
  expect(await status("/api/v1/events/export?q=%7B%22filter%22%3A%7B%7D%2C%22format%22%3A%22csv%22%7D")).toBe(200);
  expect(await status("/api/v1/audit?q=%7B%22filter%22%3A%7B%7D%7D")).toBe(403);
  expect(await status("/api/v1/users?q=%7B%7D")).toBe(403);
  expect((await program.post("/api/v1/tokens", { data: {} })).status()).toBe(403);

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("revoked");
  expect(await status("/api/v1/overview")).toBe(401);
  await program.dispose();

  await page.goto(`/audit?target=${name}`);
  await expect(page.getByRole("row").filter({ hasText: "token.create" })).toHaveCount(1);
  await expect(page.getByRole("row").filter({ hasText: "token.revoke" })).toHaveCount(1);
  await page.goto("/audit?action=events.export");
  await expect(page.getByRole("row").filter({ hasText: `by token ${name}` })).toHaveCount(1);
});

test("the audit log is found through by who, what and when, keeps that in its address, and is exported into itself", async ({
  page,
}) => {
  await page.goto("/audit");
  await expect(page.getByRole("region", { name: "Audit log" })).toBeVisible();
  await page.getByRole("combobox", { name: "Action" }).click();
  await page.getByRole("option", { name: "sign-in", exact: true }).click();
  await expect(page).toHaveURL(/action=sign-in/);
  await expect(page.getByRole("row").filter({ hasText: "token.create" })).toHaveCount(0);
  await page.getByLabel("Who").fill("nobody of that name");
  await expect(page.getByText("No entry fits")).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).click();
  await expect(page).toHaveURL(/\/audit$/);

  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: /CSV/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^wakeline-audit-.*\.csv$/);
  await page.goto("/audit?action=audit.export");
  await expect(page.getByRole("row").filter({ hasText: "audit.export" }).first()).toBeVisible();
});

test("the health checks answer strangers without a detail, the metrics do not answer them", async ({
  playwright,
  baseURL,
}) => {
  const stranger = await playwright.request.newContext({ ...NOBODY, ...(baseURL ? { baseURL } : {}) });
  expect(await (await stranger.get("/api/health")).json()).toEqual({ live: true });
  await expect(async () => {
    expect(await (await stranger.get("/api/ready")).json()).toEqual({
      ready: true,
      database: true,
      migrations: true,
      worker: true,
    });
  }).toPass();
  expect((await stranger.get("/api/metrics")).status()).toBe(401);
  await stranger.dispose();
});
