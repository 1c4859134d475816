import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { requireFreePort } from "./require-free-port";

const HOST = "127.0.0.1";

describe("the port of the web server", () => {
  it("is refused where no browser opens it", async () => {
    await expect(requireFreePort(HOST, 4190)).rejects.toThrow("No browser opens port 4190");
    await expect(fetch(`http://${HOST}:4190`)).rejects.toMatchObject({ cause: { message: "bad port" } });
  });

  it("is refused where another program has it, and free again after that", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
    const address = server.address();
    const port = typeof address === "object" ? (address?.port ?? 0) : 0;
    await expect(requireFreePort(HOST, port)).rejects.toThrow(/is taken by another program/);
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePort(HOST, port)).resolves.toBeUndefined();
  });
});
