import { timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { z } from "zod";

const Greeting = z.object({ secret: z.string() });

type LeaseServerOptions = {
  readonly secret: string;
  readonly url: string;
  /** Called when the last lease has been gone for `lingerMs`, or none came within `graceMs`. */
  readonly onUnused: () => void;
  readonly lingerMs: number;
  readonly graceMs: number;
};

export type LeaseServer = { readonly port: number; readonly close: () => void };

/**
 * Counts the users of the store: each holds a connection for as long as it lives, and the kernel closes it when the
 * user dies, however it dies. Only who knows the secret counts.
 */
export function openLeaseServer(options: LeaseServerOptions): Promise<LeaseServer> {
  const leases = new Set<Socket>();
  let timer = setTimeout(options.onUnused, options.graceMs);
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.setTimeout(10_000, () => socket.destroy());
    readGreeting(socket, (greeting) => {
      if (!isSecret(greeting, options.secret)) return socket.destroy();
      clearTimeout(timer);
      leases.add(socket);
      socket.setTimeout(0);
      socket.on("close", () => {
        leases.delete(socket);
        if (leases.size > 0) return;
        clearTimeout(timer);
        timer = setTimeout(options.onUnused, options.lingerMs);
      });
      return socket.write(`${JSON.stringify({ url: options.url })}\n`);
    });
  });
  const close = (): void => {
    clearTimeout(timer);
    server.close();
    for (const socket of leases) socket.destroy();
  };
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve({ port: portOf(server), close }));
  });
}

function readGreeting(socket: Socket, onLine: (line: string) => void): void {
  let text = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk) => {
    if (text.includes("\n")) return;
    text += String(chunk);
    if (text.length > 1000) socket.destroy();
    else if (text.includes("\n")) onLine(text);
  });
}

function isSecret(line: string, secret: string): boolean {
  try {
    const given = Buffer.from(Greeting.parse(JSON.parse(line)).secret);
    const wanted = Buffer.from(secret);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  } catch {
    return false;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
}
