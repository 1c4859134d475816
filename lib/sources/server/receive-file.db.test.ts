import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "@/lib/base/app-error";
import { answer as answerRequest } from "@/lib/http/serve";
import { env } from "@/lib/env";
import { bytesHeld } from "@/lib/testing/bytes-held";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { uploadFile } from "../upload-contract";
import { createUpload } from "./create-upload";
import { receiveFile } from "./receive-file";
import { spoolFolder, spoolPath } from "./spool";

const MIB = 1024 * 1024;
let store: TestDatabase;
let server: Server;

/** Takes `PUT /<runId>/<fileId>` over a real connection, as the route does. */
beforeAll(async () => {
  store = await testDatabase();
  server = createServer((incoming, outgoing) => {
    const [runId = "", fileId = ""] = (incoming.url ?? "").split("/").slice(1);
    const length = incoming.headers["content-length"];
    const hash = incoming.headers["x-wakeline-sha256"];
    void answerRequest(new Request("http://wakeline.test"), uploadFile, async () =>
      Response.json(
        await receiveFile(store.ctx, {
          runId,
          fileId,
          body: incoming,
          statedBytes: length === undefined ? null : Number(length),
          statedSha256: typeof hash === "string" ? hash : null,
        }),
      ),
    ).then(async (response) => outgoing.writeHead(response.status).end(await response.text()));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
});

type Sending = {
  readonly announced: number;
  readonly pieces: Iterable<Buffer> | AsyncIterable<Buffer>;
  readonly headers?: Record<string, string>;
  /** Tears the connection down after this many pieces. */
  readonly breakAfter?: number;
};

async function put({ announced, pieces, headers = {}, breakAfter }: Sending) {
  const { runId, files } = await createUpload(store.ctx, { files: [{ name: "../../file.json", bytes: announced }] });
  const fileId = files[0]?.id ?? "";
  const { port } = server.address() as AddressInfo;
  const sending = request({ port, method: "PUT", path: `/${runId}/${fileId}`, headers });
  const answer = new Promise<number | null>((resolve) => {
    sending.on("response", (response) => resolve(response.resume().statusCode ?? 0));
    sending.on("error", () => resolve(null));
  });
  let sent = 0;
  for await (const piece of pieces) {
    if (sent++ === breakAfter) {
      sending.destroy();
      break;
    }
    if (!sending.write(piece)) await Promise.race([once(sending, "drain"), answer]);
  }
  sending.end();
  const status = await answer;
  return { status, runId, fileId };
}

const settled = async (fileId: string) => {
  for (;;) {
    const row = await store.db.uploadFile.findUniqueOrThrow({ where: { id: fileId } });
    if (row.state !== "receiving") return row;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe("receiveFile", () => {
  it("takes 300 MB over the network, whole and hashed, and never holds half of them", async () => {
    const piece = randomBytes(MIB);
    await put({ announced: 8 * MIB, pieces: Array.from({ length: 8 }, () => piece) });
    const hash = createHash("sha256");
    for (let i = 0; i < 300; i++) hash.update(piece);
    const sha256 = hash.digest("hex");
    const before = await bytesHeld();
    let most = before;
    async function* measured(): AsyncGenerator<Buffer> {
      for (let sent = 0; sent < 300; sent++) {
        if (sent % 25 === 0) most = Math.max(most, await bytesHeld());
        yield piece;
      }
    }
    const { status, runId, fileId } = await put({
      announced: 300 * MIB,
      pieces: measured(),
      headers: { "content-length": String(300 * MIB), "x-wakeline-sha256": sha256 },
    });
    expect(status).toBe(200);
    const stored = createHash("sha256");
    for await (const chunk of createReadStream(spoolPath(runId, fileId))) stored.update(chunk);
    expect(stored.digest("hex")).toBe(sha256);
    expect(await settled(fileId)).toMatchObject({ state: "received", receivedBytes: BigInt(300 * MIB), sha256 });
    expect((most - before) / MIB).toBeLessThan(150);
  });

  it.each([
    ["fewer bytes than announced", { announced: 10, pieces: [Buffer.from("12345")] }, /after 5 of 10 bytes/],
    ["more bytes than announced", { announced: 3, pieces: [Buffer.from("12345")] }, /More than the announced 3 bytes/],
    [
      "another Content-Length than announced",
      { announced: 10, pieces: [Buffer.from("12345")], headers: { "content-length": "5" } },
      /10 bytes were announced, 5 are being sent/,
    ],
    [
      "another SHA-256 than was read",
      { announced: 5, pieces: [Buffer.from("12345")], headers: { "x-wakeline-sha256": "0".repeat(64) } },
      /SHA-256 differs/,
    ],
  ])("refuses %s, says so, and keeps nothing of it", async (_case, sending: Sending, reason) => {
    const sent = await put(sending);
    expect(sent.status).toBe(422);
    expect(await settled(sent.fileId)).toMatchObject({ state: "failed", reason: expect.stringMatching(reason) });
    expect(existsSync(spoolFolder(sent.runId)) ? readdirSync(spoolFolder(sent.runId)) : []).toEqual([]);
  });

  it("removes what came of a connection that broke, and takes the file when it is sent again", async () => {
    const piece = randomBytes(MIB);
    const sent = await put({
      announced: 8 * MIB,
      pieces: Array.from({ length: 8 }, () => piece),
      headers: { "content-length": String(8 * MIB) },
      breakAfter: 3,
    });
    expect(await settled(sent.fileId)).toMatchObject({ state: "failed", reason: expect.stringMatching(/connection/) });
    expect(readdirSync(spoolFolder(sent.runId))).toEqual([]);
    const body = Buffer.concat(Array.from({ length: 8 }, () => piece));
    await receiveFile(store.ctx, { ...sent, body: whole(body), statedBytes: body.length, statedSha256: null });
    expect(await settled(sent.fileId)).toMatchObject({ state: "received" });
  });

  it("refuses what is beyond the limit of one file before anything is sent", async () => {
    const { runId, files } = await createUpload(store.ctx, {
      files: [{ name: "huge", bytes: env.WAKELINE_MAX_FILE_BYTES + 1 }],
    });
    const [file] = files;
    expect(file?.refused).toMatch(/one file may have 2\.0 GiB/);
    const sent = receiveFile(store.ctx, {
      runId,
      fileId: file?.id ?? "",
      body: whole(Buffer.from("x")),
      statedBytes: null,
      statedSha256: null,
    });
    await expect(sent).rejects.toThrow(AppError);
  });

  it("takes files only for uploads that are open, announced, and one's own", async () => {
    const { runId, files } = await createUpload(store.ctx, { files: [{ name: "a", bytes: 1 }] });
    const incoming = { runId, fileId: files[0]?.id ?? "", statedBytes: 1, statedSha256: null };
    const other = { ...store.ctx, actor: { ...store.ctx.actor, name: "somebody else" } };
    await expect(receiveFile(other, { ...incoming, body: whole(Buffer.from("x")) })).rejects.toThrow(
      "somebody else's upload",
    );
    await expect(
      receiveFile(store.ctx, { ...incoming, fileId: "../../etc", body: whole(Buffer.from("x")) }),
    ).rejects.toThrow("does not announce");
    await store.db.ingestRun.update({ where: { id: runId }, data: { state: "cancelled" } });
    await expect(receiveFile(store.ctx, { ...incoming, body: whole(Buffer.from("x")) })).rejects.toThrow(
      "is cancelled",
    );
  });
});

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
