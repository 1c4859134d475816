import { ADMIN, expect, expectAccessible, NOBODY, signIn, test } from "../fixtures";

test.use(NOBODY);

test("a stranger is led to the sign-in and from there to the page that they wanted", async ({ page }) => {
  await page.goto("/users?from=a%26b");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("User name").fill(ADMIN.username);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByLabel("Password").press("Enter");
  await expect(page).toHaveURL(/\/users\?from=a%26b$/);
  await expect(page.getByRole("heading", { name: "Users", exact: true })).toBeVisible();
});

test("a form that is sent before the page's scripts have come signs in as soon as they have", async ({ page }) => {
  const scripts = promiseOf();
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await scripts.kept;
    await route.continue();
  });
  await page.goto("/sign-in?next=%2Fusers", { waitUntil: "commit" });
  await page.getByLabel("User name").fill(ADMIN.username);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  scripts.keep();
  await expect(page).toHaveURL(/\/users$/);
});

test("an address elsewhere is not followed after signing in", async ({ page, baseURL }) => {
  await page.goto("/sign-in?next=%2F%2Fevil.example%2Fphish");
  await page.getByLabel("User name").fill(ADMIN.username);
  await page.getByLabel("Password").fill(ADMIN.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${baseURL}/`);
});

test.describe("with a wrong password", () => {
  test.use({ expectedComplaints: [/401 \(Unauthorized\)/] });

  test("the answer is the same as for a name that nobody has, and the name stays in its field", async ({ page }) => {
    await page.goto("/sign-in");
    for (const name of [`nobody-${Date.now()}`, ADMIN.username]) {
      await page.getByLabel("User name").fill(name);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByRole("main").getByRole("alert")).toHaveText("This name and password do not fit.");
      await expect(page.getByLabel("User name")).toHaveValue(name);
    }
  });

  test("guessing is slowed down", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("User name").fill(`guessed-${Date.now()}`);
    const alert = page.getByRole("main").getByRole("alert");
    const send = page.getByRole("button", { name: "Sign in", exact: true });
    for (let said = ""; !said.includes("Too many attempts");) {
      await page.getByLabel("Password").fill("a guess");
      const answer = page.waitForResponse(/callback\/credentials/);
      await send.click();
      await answer;
      await expect(send).toBeEnabled();
      said = await alert.innerText();
      expect(said).toMatch(/do not fit|Too many attempts/);
    }
  });
});

test("signing out ends it, and Back shows nothing", async ({ page }) => {
  await signIn(page, ADMIN);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto("/users");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("behind a proxy with TLS the session is a cookie that the browser keeps for TLS, and signs in with", async ({
  page,
  context,
}) => {
  await context.setExtraHTTPHeaders({ "x-forwarded-proto": "https" });
  await signIn(page, ADMIN);
  const session = (await context.cookies()).find(({ name }) => name === "wakeline.session");
  expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: "Lax" });
});

test("the session is a cookie that scripts cannot read and other sites cannot use", async ({ page, context }) => {
  await signIn(page, ADMIN);
  const session = (await context.cookies()).find(({ name }) => name === "wakeline.session");
  expect(session).toMatchObject({ secure: false, httpOnly: true, sameSite: "Lax" });
});

test("pages carry a strict policy with a nonce of their own, answers of the API run nothing", async ({ request }) => {
  const policies = await Promise.all(
    [1, 2].map(async () => (await request.get("/sign-in")).headers()["content-security-policy"] ?? ""),
  );
  for (const policy of policies) {
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policy).toContain("frame-ancestors 'none'");
  }
  expect(policies[0]).not.toBe(policies[1]);
  const headers = (await request.get("/api/v1/overview")).headers();
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["cache-control"]).toContain("no-store");
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the sign-in can be used by everybody (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto("/sign-in");
    await expect(page.getByLabel("User name")).toBeFocused();
    await expectAccessible(page);
  });
}

function promiseOf(): { readonly kept: Promise<void>; readonly keep: () => void } {
  let keep = (): void => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep };
}
