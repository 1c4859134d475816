import { z } from "zod";
import { expect, expectAccessible, test as base } from "../fixtures";

const PHONE = { width: 390, height: 844 };
type Wakeline = (...words: string[]) => Promise<string>;

const answers = new Map<string, Promise<string>>();
/** Asks the same only once: nothing here changes the store. */
const test = base.extend({
  wakeline: async ({ wakeline }, use) =>
    use((...words) => {
      const asked = words.join(" ");
      const answer = answers.get(asked) ?? wakeline(...words);
      answers.set(asked, answer);
      return answer;
    }),
});

/** Pages by name, with how to find the address of one on the sample records. */
const PAGES: Record<string, (wakeline: Wakeline) => Promise<string> | string> = {
  home: () => "/",
  sources: () => "/sources",
  quarantine: () => "/sources/quarantine",
  identities: () => "/identities",
  "a profile with a chain": async (wakeline) => chainAddress(await firstOf(sessions(wakeline), "credential")),
  "an identity's tasks": async (wakeline) => `/identities/${await firstOf(sessions(wakeline), "credential")}/tasks`,
  "a task": async (wakeline) => `/tasks/${await firstOf(sessions(wakeline), "credential")}`,
  "a timeline": async (wakeline) => `/identities/${await firstOf(wakeline("identities", "--json"), "id")}/timeline`,
  events: () => "/events",
  "events with a record": async (wakeline) => `/events?f=outcome:error&event=${await failure(wakeline)}`,
  "one event": async (wakeline) => `/e/${await failure(wakeline)}`,
  "a bucket": () => `/resources/${encodeURIComponent("arn:aws:s3:::lake-curated")}`,
  "a secret": async (wakeline) => `/resources/${encodeURIComponent(await secret(wakeline))}`,
  "the events on a bucket": () => `/resources/${encodeURIComponent("arn:aws:s3:::lake-curated")}/events`,
  "a resource that no record names": () => `/resources/${encodeURIComponent("arn:aws:s3:::never-seen")}`,
  coverage: () => "/coverage",
  "configuration of logging": () => "/coverage/configuration",
  "coverage of agents": () => "/coverage/agents?at=2026-10-20T12:00:00Z",
  "a cell of coverage": () => "/coverage?at=2026-10-20T12:00:00Z&cell=444455556666/eu-west-1/AWS::Bedrock::AgentAlias",
  "closing blind spots": () =>
    "/coverage/fix?account=444455556666&region=eu-west-1&family=AWS::Bedrock::InlineAgent,AWS::Bedrock::FlowAlias",
  "would this be logged": async (wakeline) => `/coverage/simulate?event=${await failure(wakeline)}`,
  "an answer": () =>
    "/coverage/answers?did=read&resource=arn:aws:s3:::lake-curated/orders/2026/part-3.parquet&from=2026-10-17T02:00:00Z&to=2026-10-17T02:19:00Z",
  find: () => "/find#203.0.113.10",
  "a log file": async (wakeline) =>
    `/sources/files/${await firstOf(wakeline("event", await failure(wakeline), "--json"), "sha256")}`,
  users: () => "/users",
  account: () => "/account",
  "the audit log": () => "/audit",
};

for (const [name, address] of Object.entries(PAGES)) {
  test(`${name}: anybody can use it, by day and by night, and on a telephone`, async ({ page, wakeline }) => {
    // Two full audits of a page with many rows, on a machine that does other things too.
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(await address(wakeline), { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveClass(/dark/);
    await expectAccessible(page);
    await page.setViewportSize(PHONE);
    // An open record lies over the page there: behind it the navigation is hidden from readers, and still has its place.
    const navigation = page.getByRole("navigation", { name: "Main", includeHidden: true });
    await expect(navigation.filter({ visible: true })).toHaveCount(1);
    const tooWidePx = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(tooWidePx).toBeLessThanOrEqual(0);
  });
}

test("on a telephone a row of all events says who called", async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto("/events");
  const row = page.getByRole("grid", { name: "Events" }).getByRole("row").first();
  await expect(row.locator('[data-field="identity"]')).toHaveText(/./);
});

test("an address that asks for something unreadable says so beside the events", async ({ page }) => {
  await page.goto("/events?outcome=error&f=outcome:error&from=yesterday");
  await expect(page.getByText("Part of this address could not be read")).toContainText("outcome=error&from=yesterday");
});

/** Calls with the credentials of a role that another one took: their chain has several links. */
function sessions(wakeline: Wakeline): Promise<string> {
  return wakeline(
    "events",
    "--identity",
    "arn:aws:iam::444455556666:role/deployer",
    "--action",
    "DescribeServices",
    "--limit",
    "1",
    "--json",
  );
}

function chainAddress(credential: string): string {
  return `/identities/${credential}?credential=${credential}`;
}

async function failure(wakeline: Wakeline): Promise<string> {
  return firstOf(wakeline("events", "--outcome", "error", "--limit", "1", "--json"), "eventId");
}

async function secret(wakeline: Wakeline): Promise<string> {
  const [line = "{}"] = (await wakeline("events", "--action", "GetSecretValue", "--limit", "1", "--json")).split("\n");
  return z.object({ resources: z.array(z.string()).min(1) }).parse(JSON.parse(line)).resources[0] ?? "";
}

async function firstOf(lines: Promise<string>, key: string): Promise<string> {
  const first: Record<string, unknown> = JSON.parse((await lines).split("\n")[0] ?? "{}");
  return String(first[key]);
}
