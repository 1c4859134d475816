import { createServer } from "node:net";
import { AppError } from "@/lib/base/app-error";

/** Above 1023: the ports that no browser opens, as other protocols have them (Fetch Standard, "port blocking"). */
const BLOCKED_BY_BROWSERS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Refuses before anything is started when the address cannot be had, or nobody could open it, with the way out. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  if (BLOCKED_BY_BROWSERS.has(port))
    throw new AppError("invalid-input", `No browser opens port ${port}. Take another: PORT=3000 npm start`);
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(new AppError("conflict", explain(error, { host, port }))),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve()));
  });
}

function explain(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): string {
  const other = `PORT=${port + 1} npm start`;
  if (error.code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken by another program, maybe by another Wakeline. Stop it, or take another port: ${other}`;
  if (error.code === "EACCES")
    return `This account may not listen on port ${port}. Take one above 1023: PORT=3000 npm start`;
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return `This machine has no address "${host}". Set HOST to 127.0.0.1 (this machine only) or 0.0.0.0 (every network).`;
  return `The web server cannot listen on ${host}:${port}: ${error.message}. Take another port: ${other}`;
}
