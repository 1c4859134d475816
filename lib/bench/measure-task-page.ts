import type { Page } from "@playwright/test";
import { type BrowserUser, openBrowser } from "./open-browser";

/** One load of the page of a task in a browser; milliseconds since it was asked for. */
export type TaskPageLoad = {
  /** The server has sent the page with the task in it. */
  readonly answeredMs: number;
  /** The first events stand there to be read. */
  readonly listedMs: number;
  /** The picture of all events is on the screen. */
  readonly picturedMs: number;
  /** And follows the pointer. */
  readonly drawnMs: number;
  /** Of the page's main thread, until then: scripts, layout and all else. */
  readonly cpuMs: number;
};

/** Loads the page of a task so many times, as somebody who follows a link to it; once more before, which is not counted. */
export async function measureTaskPage(
  address: string,
  user: BrowserUser,
  ask: { readonly task: string; readonly rounds: number },
): Promise<TaskPageLoad[]> {
  const { page, close } = await openBrowser(address, user);
  try {
    await page.addInitScript(watchTask);
    await load(page, ask.task);
    const loads: TaskPageLoad[] = [];
    for (let round = 0; round < ask.rounds; round++) loads.push(await load(page, ask.task));
    return loads;
  } finally {
    await close();
  }
}

async function load(page: Page, task: string): Promise<TaskPageLoad> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const cpu = async (): Promise<number> => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1_000;
  };
  const before = await cpu();
  await page.goto(`/tasks/${task}`, { waitUntil: "commit" });
  await page.waitForFunction(() => Object.values(window.seen).every((at) => at !== null));
  const cpuMs = (await cpu()) - before;
  await session.detach();
  return page.evaluate((spentMs) => {
    const [navigation] = performance.getEntriesByType("navigation");
    const answeredMs = navigation instanceof PerformanceNavigationTiming ? navigation.responseEnd : 0;
    const { listed, pictured, drawn } = window.seen;
    return { answeredMs, listedMs: listed ?? 0, picturedMs: pictured ?? 0, drawnMs: drawn ?? 0, cpuMs: spentMs };
  }, cpuMs);
}

/** Runs in the page, before anything else: notes when each part is on the screen. */
function watchTask(): void {
  window.seen = { listed: null, pictured: null, drawn: null };
  const parts = {
    listed: '[aria-label="Events of the task"] tbody tr',
    pictured: '[data-sketch="waterfall"] path, canvas[data-drawn="true"]',
    drawn: 'canvas[data-drawn="true"]',
  } as const;
  const found = new Set<string>();
  const look = (): void => {
    for (const [part, selector] of Object.entries(parts)) {
      const element = document.querySelector(selector);
      // What the server sends ahead of its place stands hidden until a script moves it there.
      if (found.has(part) || element === null || element.closest("[hidden]") !== null) continue;
      found.add(part);
      // What a frame shows is on the screen when the task after it runs.
      requestAnimationFrame(() => setTimeout(() => Reflect.set(window.seen, part, performance.now())));
    }
    if (found.size === Object.keys(parts).length) observer.disconnect();
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-drawn"] });
}

declare global {
  interface Window {
    seen: { listed: number | null; pictured: number | null; drawn: number | null };
  }
}
