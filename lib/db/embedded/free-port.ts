import { createServer } from "node:net";

/** The wanted loopback port if nobody has it, else one that the system picks. */
export async function freePort(wanted: number | null): Promise<number> {
  const picked = wanted === null ? null : await tryPort(wanted);
  const port = picked ?? (await tryPort(0));
  if (port === null) throw new Error("The system gave no free port on 127.0.0.1.");
  return port;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : null));
    });
  });
}
