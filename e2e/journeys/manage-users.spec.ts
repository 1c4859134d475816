import { expect, noticesOf, pageBeside, signIn, test } from "../fixtures";

test("an admin adds somebody, who is out the moment that the admin disables them", async ({ page, newPerson }) => {
  const username = `grace-${Date.now()}`;
  await page.goto("/users");
  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("User name").fill(username);
  await dialog.getByLabel("Name", { exact: true }).fill("Grace Tester");
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: "investigator" }).click();
  await dialog.getByRole("button", { name: "Add user" }).click();
  const issued = page.getByRole("dialog", { name: `Password for ${username}` });
  const password = await issued.locator("code").innerText();
  await issued.getByRole("button", { name: "Done" }).click();
  const row = page.getByRole("row").filter({ hasText: username });
  await expect(row).toContainText("must change password");

  const theirPage = await newPerson();
  await signIn(theirPage, { username, password });
  await expect(theirPage.getByText("Choose one of your own")).toBeVisible();
  await theirPage.goto("/");
  await expect(theirPage).toHaveURL(/\/account$/);

  await row.getByRole("button", { name: `Actions for ${username}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(row.getByText("disabled")).toBeVisible();
  const theirNext = await pageBeside(theirPage);
  await theirNext.goto("/account");
  await expect(theirNext).toHaveURL(/\/sign-in/);
});

test.describe("the last admin", () => {
  test.use({ expectedComplaints: [/409 \(Conflict\)/] });

  test("cannot give the role away", async ({ page }) => {
    await page.goto("/users");
    const role = page.getByRole("combobox", { name: "Role of admin", exact: true });
    await role.click();
    await page.getByRole("option", { name: "viewer" }).click();
    await expect(noticesOf(page).getByText("last active admin")).toBeVisible();
    await expect(role).toHaveText("admin");
  });
});
