import { ClearError } from "./clear-error.mjs";

/**
 * What the browser journeys run against, handed from `npm test` through Playwright to its workers: `port`, `home`,
 * `password` of the first admin, `browser` (a path) and `report` (where the results go).
 * @returns {{ port: number, home: string, password: string, browser: string, report: string }}
 */
export function e2eSettings() {
  const text = process.env.WAKELINE_E2E;
  if (!text)
    throw new ClearError('The browser journeys are started by "npm test -- e2e [file …]", which prepares their store.');
  return JSON.parse(text);
}

/** The environment that carries them. */
export const e2eEnvironment = (settings) => ({ WAKELINE_E2E: JSON.stringify(settings) });
