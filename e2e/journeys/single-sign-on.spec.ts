import type { Page } from "@playwright/test";
import { freePort } from "../../bin/free-port.mjs";
import { ADMIN, expect, expectAccessible, pageBeside, signIn, test as base } from "../fixtures";
import { type OwnApp, startEmptyApp } from "../start-empty-app";
import { CLIENT, type IdentityProvider, startIdentityProvider } from "../start-identity-provider";

type Fixtures = { readonly app: OwnApp; readonly provider: IdentityProvider };

const test = base.extend<object, Fixtures & { readonly ports: readonly [number, number] }>({
  ports: [async ({}, use) => use([await freePort(), await freePort()]), { scope: "worker" }],
  provider: [
    async ({ ports: [appPort, providerPort] }, use) => {
      const back = `http://127.0.0.1:${appPort}/api/auth/callback/oidc`;
      const provider = await startIdentityProvider(providerPort, back);
      await use(provider);
      await provider.stop();
    },
    { scope: "worker" },
  ],
  app: [
    async ({ ports: [appPort], provider }, use) => {
      const app = await startEmptyApp({
        PORT: String(appPort),
        WAKELINE_ADMIN_PASSWORD: ADMIN.password,
        WAKELINE_OIDC_ISSUER: provider.issuer,
        WAKELINE_OIDC_CLIENT_ID: CLIENT.id,
        WAKELINE_OIDC_CLIENT_SECRET: CLIENT.secret,
        WAKELINE_OIDC_ROLES: "sec-admins=admin,ir=investigator,readers=viewer",
        WAKELINE_OIDC_NAME: "Example ID",
        WAKELINE_LOCAL_SIGN_IN: "off",
      });
      await use(app);
      await app.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  baseURL: async ({ app }, use) => use(app.address),
});

/** Signs in at the provider's own pages, as far as it leads. */
async function signInAs(page: Page, login: string, from = "/sign-in"): Promise<void> {
  await page.goto(from, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Sign in with Example ID" }).click();
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("anything");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/interaction"));
}

const roleOf = async (page: Page): Promise<string> => {
  await page.goto("/account");
  const panel = page.locator("section").filter({ has: page.getByRole("heading", { name: "Role" }) });
  return (await panel.textContent()) ?? "";
};

test("somebody of the right group comes in at the page that they wanted, with the role of the group, and another one the next time", async ({
  newPerson,
  app,
  provider,
}) => {
  provider.setGroups("grace", ["ir", "whatever"]);
  const page = await newPerson();
  await signInAs(page, "grace", "/events?outcome=error");
  await expect(page).toHaveURL(/\/events\?outcome=error$/);
  expect(await roleOf(page)).toContain("investigator");

  provider.setGroups("grace", ["readers"]);
  const again = await newPerson();
  await signInAs(again, "grace");
  await expect(again).toHaveURL(`${app.address}/`);
  expect(await roleOf(again)).toContain("viewer");
  // The session of before has the role of now: there is one user, and one truth about them.
  expect(await roleOf(page)).toContain("viewer");
});

test("somebody without a group is refused in words, and loses the session that they had when they lose the group", async ({
  newPerson,
  provider,
}) => {
  const stranger = await newPerson();
  await signInAs(stranger, "nobody-in-particular");
  await expect(stranger.getByRole("main").getByRole("alert")).toContainText("none of your groups has a role here");
  await expectAccessible(stranger);

  provider.setGroups("lee", ["ir"]);
  const before = await newPerson();
  await signInAs(before, "lee");
  await expect(before.getByRole("navigation", { name: "Main" })).toBeVisible();
  provider.setGroups("lee", []);
  await signInAs(await newPerson(), "lee");
  const next = await pageBeside(before);
  await next.goto("/events");
  await expect(next).toHaveURL(/\/sign-in\?next=/);
});

test("whom an admin disables is out, and stays out when they sign in again", async ({ newPerson, app, provider }) => {
  provider.setGroups("max", ["ir"]);
  const page = await newPerson();
  await signInAs(page, "max");
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await app.wakeline("user", "disable", "max");
  const next = await pageBeside(page);
  await next.goto("/events");
  await expect(next).toHaveURL(/\/sign-in/);
  await signInAs(await newPerson(), "max");
  const again = await newPerson();
  await signInAs(again, "max");
  await expect(again.getByRole("main").getByRole("alert")).toContainText("disabled your user");
});

test("a name that a local user has is not taken over", async ({ newPerson, provider }) => {
  provider.setGroups("admin", ["readers"]);
  const page = await newPerson();
  await signInAs(page, "admin");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Somebody else here has your user name");
});

test("leaving the provider before the end says so", async ({ newPerson }) => {
  const page = await newPerson();
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Sign in with Example ID" }).click();
  await page.getByRole("link", { name: /Cancel/ }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("did not let you in");
});

test("an answer that nobody asked for, or that was changed on its way, lets nobody in", async ({ newPerson }) => {
  const page = await newPerson();
  await page.goto("/api/auth/callback/oidc?code=stolen&state=stolen");
  await expect(page.getByRole("main").getByRole("alert")).toContainText("begun too long ago");
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("passwords are taken until an admin has come in by single sign-on, and not after", async ({
  newPerson,
  app,
  provider,
}) => {
  const local = await newPerson();
  await signIn(local, ADMIN);
  await expect(local.getByRole("navigation", { name: "Main" })).toBeVisible();

  provider.setGroups("ada", ["sec-admins"]);
  const admin = await newPerson();
  await signInAs(admin, "ada");
  await admin.goto("/users");
  await expect(admin.getByRole("row").filter({ hasText: "ada" })).toContainText("single sign-on");

  const later = await newPerson();
  await later.goto("/sign-in");
  await expect(later.getByRole("button", { name: "Sign in with Example ID" })).toBeVisible();
  await expect(later.getByLabel("Password")).toHaveCount(0);
  await app.wakeline("user", "disable", "ada");
  await later.reload();
  await expect(later.getByLabel("Password")).toBeVisible();
});

test("a provider that does not answer is said to", async ({ newPerson, provider }) => {
  await provider.stop();
  const page = await newPerson();
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Sign in with Example ID" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("identity provider does not answer");
});
