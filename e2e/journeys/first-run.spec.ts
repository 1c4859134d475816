import { ADMIN, expect, expectAccessible, NOBODY, signIn, test as base } from "../fixtures";

const test = base.extend({ baseURL: async ({ emptyApp }, use) => use(emptyApp) });
test.use(NOBODY);

test("an empty store shows the three ways in", async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, ADMIN);
  await expect(page.getByRole("heading", { name: "Nothing is loaded yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose files" })).toHaveAttribute("href", "/sources");
  await expect(page.getByText("npm run -s wakeline -- ingest <folder>")).toBeVisible();
  await expect(page.getByText("npm run demo")).toBeVisible();
  await expectAccessible(page);
});
