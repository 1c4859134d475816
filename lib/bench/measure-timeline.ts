import type { Locator, Page } from "@playwright/test";
import { BUSY_IDENTITY } from "./busy-dictionaries";
import { BUSY_DAYS, BUSY_FROM_MS } from "./fill-busy-store";
import { type BrowserUser, openBrowser } from "./open-browser";

/** One opening of the page. Times are in milliseconds. */
export type TimelineOpened = {
  /** From the end of the page's answer to the drawn strip of all events. */
  readonly stripMs: number;
  /** From the end of the lanes' answer to the drawn lanes. */
  readonly lanesMs: number;
};

/** One way of moving through the lanes, and what it cost. */
export type TimelineMove = {
  readonly name: string;
  readonly frameMs: readonly number[];
  /** Every task of the page that took over 50 ms. */
  readonly longTasksMs: readonly number[];
};

const DAY_MS = 86_400_000;
const SETTLED_MS = 1500;
const TURNS = 90;
const TURN_MS = 16;

const WINDOWS = [
  { name: "all of it", days: BUSY_DAYS },
  { name: "a week", days: 7 },
  { name: "two hours", days: 1 / 12 },
] as const;

/** Opens the timeline of the busy identity and moves through it as people do: by dragging, and with the wheel. */
export async function measureTimeline(
  address: string,
  user: BrowserUser,
): Promise<{ readonly opened: TimelineOpened; readonly moves: readonly TimelineMove[] }> {
  const { page, close } = await openBrowser(address, user);
  try {
    await page.addInitScript(watchPictures);
    await open(page, timelineAddress(BUSY_DAYS));
    const opened = await firstPicture(page);
    const moves: TimelineMove[] = [];
    for (const { name, days } of WINDOWS) {
      await open(page, timelineAddress(days));
      moves.push(await measure(page, `dragging through ${name}`, drag));
      moves.push(await measure(page, `zooming in and out from ${name}`, zoom));
    }
    return { opened, moves };
  } finally {
    await close();
  }
}

function timelineAddress(days: number): string {
  const path = `/identities/${BUSY_IDENTITY}/timeline`;
  if (days === BUSY_DAYS) return path;
  const fromMs = BUSY_FROM_MS + 40 * DAY_MS;
  const text = (timeMs: number): string => encodeURIComponent(new Date(timeMs).toISOString());
  return `${path}?from=${text(fromMs)}&to=${text(fromMs + days * DAY_MS)}`;
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('canvas[aria-label^="Events by"][aria-busy="false"]').waitFor();
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(SETTLED_MS);
}

async function firstPicture(page: Page): Promise<TimelineOpened> {
  await page.waitForFunction(() => window.pictures.strip !== null && window.pictures.lanes !== null);
  return page.evaluate(() => {
    const answeredAt = (entry: PerformanceEntry | undefined): number =>
      entry instanceof PerformanceResourceTiming ? entry.responseEnd : Number.NaN;
    const drawn = { strip: window.pictures.strip ?? Number.NaN, lanes: window.pictures.lanes ?? Number.NaN };
    const ofLanes = performance.getEntriesByType("resource").filter(({ name }) => name.includes("/timeline/lanes"));
    const before = ofLanes.map(answeredAt).filter((at) => at <= drawn.lanes);
    const [page] = performance.getEntriesByType("navigation");
    return { stripMs: drawn.strip - answeredAt(page), lanesMs: drawn.lanes - Math.max(...before) };
  });
}

async function measure(
  page: Page,
  name: string,
  move: (canvas: Locator, page: Page) => Promise<void>,
): Promise<TimelineMove> {
  const canvas = page.getByRole("region", { name: "Lanes" }).getByRole("img").first();
  await page.evaluate(() => {
    window.longTasks.length = 0;
    window.frameTimes = [];
    const note = (at: number): void => {
      window.frameTimes?.push(at);
      if (window.frameTimes !== null) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await move(canvas, page);
  const { frames, longTasksMs } = await page.evaluate(() => {
    const seen = window.frameTimes ?? [];
    window.frameTimes = null;
    return { frames: seen, longTasksMs: [...window.longTasks] };
  });
  await page.waitForTimeout(SETTLED_MS);
  return { name, frameMs: frames.slice(1).map((at, index) => at - (frames[index] ?? at)), longTasksMs };
}

async function drag(canvas: Locator, page: Page): Promise<void> {
  const box = await canvas.boundingBox();
  if (box === null) throw new Error("The lanes are not to be seen.");
  const [middleX, y] = [box.x + box.width / 2, box.y + 60];
  await page.mouse.move(middleX, y);
  await page.mouse.down();
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.move(middleX + Math.sin(turn / 8) * (box.width / 3), y);
    await page.waitForTimeout(TURN_MS);
  }
  await page.mouse.up();
}

async function zoom(canvas: Locator, page: Page): Promise<void> {
  const box = await canvas.boundingBox();
  if (box === null) throw new Error("The lanes are not to be seen.");
  await page.mouse.move(box.x + box.width / 3, box.y + 60);
  await page.keyboard.down("Control");
  for (let turn = 0; turn < TURNS; turn += 1) {
    await page.mouse.wheel(0, turn % 60 < 30 ? -40 : 40);
    await page.waitForTimeout(TURN_MS);
  }
  await page.keyboard.up("Control");
}

/** Runs in the page, before anything else: notes when the first strip and the first lanes are on the screen. */
function watchPictures(): void {
  window.pictures = { strip: null, lanes: null };
  window.frameTimes = null;
  const shown = (name: "strip" | "lanes"): void => {
    // What a frame shows is on the screen when the task after it runs.
    requestAnimationFrame(() => setTimeout(() => (window.pictures[name] ??= performance.now())));
  };
  const strip = new MutationObserver(() => {
    if (document.querySelector('svg[aria-label^="All events"]') === null) return;
    strip.disconnect();
    shown("strip");
  });
  strip.observe(document, { childList: true, subtree: true });
  const draw: unknown = Reflect.get(CanvasRenderingContext2D.prototype, "drawImage");
  if (typeof draw !== "function") return;
  Reflect.set(
    CanvasRenderingContext2D.prototype,
    "drawImage",
    function (this: CanvasRenderingContext2D, ...args: unknown[]) {
      Reflect.apply(draw, this, args);
      if (this.canvas.ariaLabel?.startsWith("Events by") === true && window.pictures.lanes === null) shown("lanes");
    },
  );
}

declare global {
  interface Window {
    pictures: { strip: number | null; lanes: number | null };
    frameTimes: number[] | null;
  }
}
