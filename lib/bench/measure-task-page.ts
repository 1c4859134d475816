import type { Page } from "@playwright/test";
import { type BrowserUser, openBrowser } from "./open-browser";

const BLANK_PX = 300;

/** One load of the page of a task in a browser; milliseconds since it was asked for. */
export type TaskPageLoad = {
  /** The server has sent the page with the task in it. */
  readonly answeredMs: number;
  /** The first events stand there to be read. */
  readonly listedMs: number;
  /** The picture of all events is drawn. */
  readonly drawnMs: number;
};

/** Loads the page of a task so many times, as somebody who follows a link to it; once more before, which is not counted. */
export async function measureTaskPage(
  address: string,
  user: BrowserUser,
  ask: { readonly task: string; readonly rounds: number },
): Promise<TaskPageLoad[]> {
  const { page, close } = await openBrowser(address, user);
  try {
    await load(page, ask.task);
    const loads: TaskPageLoad[] = [];
    for (let round = 0; round < ask.rounds; round++) loads.push(await load(page, ask.task));
    return loads;
  } finally {
    await close();
  }
}

async function load(page: Page, task: string): Promise<TaskPageLoad> {
  await page.goto(`/tasks/${task}`, { waitUntil: "commit" });
  await page.getByRole("region", { name: "Events of the task" }).getByRole("row").nth(1).waitFor();
  const listedMs = await page.evaluate(() => performance.now());
  // Whoever draws gives the canvas the size of its place first; until then it has the size that browsers give.
  await page.waitForFunction((blank) => (document.querySelector("canvas")?.width ?? blank) !== blank, BLANK_PX);
  return page.evaluate(async (listed) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const [navigation] = performance.getEntriesByType("navigation");
    const answeredMs = navigation instanceof PerformanceNavigationTiming ? navigation.responseEnd : 0;
    return { answeredMs, listedMs: listed, drawnMs: performance.now() };
  }, listedMs);
}
