import { join } from "node:path";
import { listFiles } from "../../lib/testing/find-unguarded";
import { expect, NOBODY, signIn, test } from "../fixtures";

const root = join(import.meta.dirname, "..", "..");
const ANY_ID = "00000000-0000-4000-8000-000000000000";

/** Every page's address, with any value for its parameters. */
async function pageAddresses(): Promise<string[]> {
  const files = (await listFiles(root, "app")).filter((path) => /(^|\/)page\.tsx?$/.test(path));
  return files
    .map((path) =>
      path
        .replace(/^app/, "")
        .replace(/\/page\.tsx?$/, "")
        .replaceAll(/\/\([^)]*\)/g, ""),
    )
    .map((path) => path.replaceAll(/\[[^\]]+\]/g, ANY_ID) || "/")
    .filter((path) => path !== "/sign-in");
}

test.describe("strangers", () => {
  test.use(NOBODY);

  test("see the sign-in in place of every page", async ({ request }) => {
    const addresses = await pageAddresses();
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) {
      const response = await request.get(address, { maxRedirects: 0 });
      expect([address, response.status()]).toEqual([address, 307]);
      expect(response.headers()["location"]).toMatch(/^\/sign-in/);
    }
  });
});

test("a viewer gets 403 for the users page, in words, and no way to it in the navigation", async ({
  newPerson,
  wakeline,
}) => {
  const username = `viewer-${Date.now()}`;
  const { password } = JSON.parse(await wakeline("user", "add", username, "--json"));
  const page = await newPerson();
  await signIn(page, { username, password });
  await expect(page).toHaveURL(/\/account$/);
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password", { exact: true }).fill("words of my own choice");
  await page.getByLabel("New password again").fill("words of my own choice");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page).toHaveURL(/changed/);

  const response = await page.goto("/users");
  expect(response?.status()).toBe(403);
  await expect(page.getByText("Your role does not include this page")).toBeVisible();
  const navigation = page.getByRole("navigation", { name: "Main" });
  await expect(navigation.getByRole("link", { name: "Home" })).toBeVisible();
  await expect(navigation.getByRole("link", { name: "Users" })).toHaveCount(0);
});
