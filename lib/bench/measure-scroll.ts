import type { CDPSession, Page } from "@playwright/test";
import { type BrowserUser, openBrowser } from "./open-browser";

/** One way of moving through the list, and what it cost. Times are in milliseconds. */
export type ScrollMove = {
  readonly name: string;
  /** How many times slower the browser was made to run than this machine can. */
  readonly slowdown: number;
  /** How far it went. */
  readonly rows: number;
  /** Every task of the page that took over 50 ms. */
  readonly longTasksMs: readonly number[];
  /** Every answer with rows. */
  readonly pageMs: readonly number[];
};

type Move = { readonly name: string; readonly do: (page: Page) => Promise<void> };

const SLOWDOWNS = [1, 4];
const REST_MS = 1500;

const MOVES: readonly Move[] = [
  { name: "a wheel, notch by notch", do: (page) => wheel(page, 120, 60) },
  { name: "a wheel, fast", do: (page) => wheel(page, 3000, 120) },
  { name: "a wheel, very fast", do: (page) => wheel(page, 60_000, 120) },
  { name: "the bar, dragged about", do: dragBar },
  { name: "to the end, and back by pages", do: pageBack },
];

/** Opens all events of the app at `address` in a browser and moves through them in every way there is. */
export async function measureScroll(address: string, user: BrowserUser): Promise<ScrollMove[]> {
  const { page, close } = await openBrowser(address, user);
  try {
    const pages: number[] = [];
    page.on("requestfinished", (request) => {
      if (new URL(request.url()).pathname === "/api/v1/events") pages.push(request.timing().responseEnd);
    });
    const browserSide = await page.context().newCDPSession(page);
    const moves: ScrollMove[] = [];
    for (const slowdown of SLOWDOWNS)
      for (const move of MOVES) moves.push(await measure(page, move, { slowdown, pages, browserSide }));
    return moves;
  } finally {
    await close();
  }
}

type Setting = { readonly slowdown: number; readonly pages: number[]; readonly browserSide: CDPSession };

async function measure(page: Page, move: Move, { slowdown, pages, browserSide }: Setting): Promise<ScrollMove> {
  await browserSide.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await page.goto("/events", { waitUntil: "networkidle" });
  await page.getByRole("grid", { name: "Events" }).hover();
  await browserSide.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.evaluate(() => window.longTasks.splice(0));
  pages.length = 0;
  await move.do(page);
  await page.waitForTimeout(REST_MS * slowdown);
  const longTasksMs = await page.evaluate(() => window.longTasks);
  return { name: move.name, slowdown, rows: await furthestRow(page), longTasksMs, pageMs: [...pages] };
}

async function wheel(page: Page, deltaPx: number, times: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    await page.mouse.wheel(0, deltaPx);
    await page.waitForTimeout(10);
  }
}

async function dragBar(page: Page): Promise<void> {
  await page.getByRole("grid", { name: "Events" }).evaluate(async (grid) => {
    const span = grid.scrollHeight - grid.clientHeight;
    for (let step = 1; step <= 150; step++) {
      grid.scrollTop = span * (((step * 37) % 151) / 150);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}

async function pageBack(page: Page): Promise<void> {
  await page.getByRole("grid", { name: "Events" }).press("End");
  for (let turn = 0; turn < 100; turn++) await page.keyboard.press("PageUp");
}

function furthestRow(page: Page): Promise<number> {
  return page
    .locator("[role=row][data-index]")
    .last()
    .evaluate((row) => Number(row.getAttribute("data-index")));
}
