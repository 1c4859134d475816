import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ports that systems give to connections that go out: one of those may take a port of theirs before its server listens. */
const [LOWEST, HIGHEST] = [20_000, 32_000];

/**
 * A loopback port that nobody has at this moment.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${LOWEST} and ${HIGHEST} is free on 127.0.0.1.`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}
