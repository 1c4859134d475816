import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { AppError } from "@/lib/base/app-error";
import { formatBytes, formatCount } from "@/lib/base/format-number";
import { isUuid } from "@/lib/base/is-uuid";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { ReceivedFile } from "../upload-contract";
import { diskFailure, makeSpool, spoolPath } from "./spool";

const REPORT_EVERY_MS = 2000;

export type IncomingFile = {
  readonly runId: string;
  readonly fileId: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** Content-Length, where the sender gave one. */
  readonly statedBytes: number | null;
  /** Of what the sender read, where it says so. */
  readonly statedSha256: string | null;
};

type Announced = { readonly name: string; readonly announcedBytes: number };

/**
 * Writes one announced file to the spool as it comes. It counts as received only when size, Content-Length and, where given,
 * SHA-256 agree; else nothing of it stays and the file is marked failed with the reason, and can be sent again.
 */
export async function receiveFile(ctx: Context, incoming: IncomingFile): Promise<ReceivedFile> {
  const file = await findAnnounced(ctx, incoming);
  try {
    requireAgreement(file, incoming);
    const received = await spool(ctx, file, incoming);
    await ctx.db.uploadFile.updateMany({
      where: { id: incoming.fileId, runId: incoming.runId, run: { state: "receiving" } },
      data: { state: "received", receivedBytes: received.receivedBytes, sha256: received.sha256, reason: null },
    });
    return received;
  } catch (error) {
    const failure = diskFailure(error) ?? (error instanceof AppError ? error : broken(error));
    await ctx.db.uploadFile.updateMany({
      where: { id: incoming.fileId, run: { state: "receiving" } },
      data: { state: "failed", receivedBytes: 0, sha256: null, reason: failure.message },
    });
    throw failure;
  }
}

async function findAnnounced({ db, actor }: Context, { runId, fileId }: IncomingFile): Promise<Announced> {
  const known = isUuid(fileId) && isUuid(runId);
  const file = known ? await db.uploadFile.findFirst({ where: { id: fileId, runId }, include: { run: true } }) : null;
  if (file === null) throw new AppError("not-found", "This upload does not announce such a file. Begin a new upload.");
  if (file.run.actorName !== actor.name) throw new AppError("forbidden", "This is somebody else's upload.");
  if (file.run.state !== "receiving") {
    throw new AppError("conflict", `This upload is ${file.run.state} and takes no more files. Begin a new upload.`);
  }
  return { name: file.name, announcedBytes: Number(file.announcedBytes) };
}

function requireAgreement({ announcedBytes }: Announced, { statedBytes }: IncomingFile): void {
  if (announcedBytes > env.WAKELINE_MAX_FILE_BYTES) throw new AppError("too-large", overLimit());
  if (statedBytes !== null && statedBytes !== announcedBytes) {
    throw new AppError(
      "invalid-input",
      `${formatCount(announcedBytes)} bytes were announced, ${formatCount(statedBytes)} are being sent. Did the file change? Choose it again.`,
    );
  }
}

const overLimit = (): string =>
  `Larger than ${formatBytes(env.WAKELINE_MAX_FILE_BYTES)}, the limit of one file (WAKELINE_MAX_FILE_BYTES raises it).`;

async function spool(ctx: Context, file: Announced, incoming: IncomingFile): Promise<ReceivedFile> {
  const folder = await makeSpool(incoming.runId);
  const partial = `${folder}/${randomUUID()}.part`;
  const handle = await open(partial, "wx", 0o600);
  try {
    const received = await write(ctx, handle, { file, incoming });
    await handle.datasync();
    await handle.close();
    await rename(partial, spoolPath(incoming.runId, incoming.fileId));
    return received;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

type Writing = { readonly file: Announced; readonly incoming: IncomingFile };

async function write(ctx: Context, handle: FileHandle, { file, incoming }: Writing): Promise<ReceivedFile> {
  const hash = createHash("sha256");
  let receivedBytes = 0;
  let reportedMs = Number.NEGATIVE_INFINITY;
  for await (const chunk of incoming.body) {
    receivedBytes += chunk.length;
    if (receivedBytes > file.announcedBytes) {
      throw new AppError(
        "invalid-input",
        `More than the announced ${formatCount(file.announcedBytes)} bytes came. Choose the file again.`,
      );
    }
    hash.update(chunk);
    await handle.writeFile(chunk);
    if (ctx.now().getTime() - reportedMs < REPORT_EVERY_MS) continue;
    reportedMs = ctx.now().getTime();
    await beat(ctx, incoming, receivedBytes);
  }
  if (receivedBytes !== file.announcedBytes) {
    throw new AppError(
      "invalid-input",
      `The connection ended after ${formatCount(receivedBytes)} of ${formatCount(file.announcedBytes)} bytes. Nothing of it was kept; send it again.`,
    );
  }
  const sha256 = hash.digest("hex");
  const { statedSha256 } = incoming;
  if (statedSha256 !== null && statedSha256.toLowerCase() !== sha256) {
    throw new AppError(
      "invalid-input",
      "What arrived is not what was read: the SHA-256 differs. Nothing of it was kept; send it again.",
    );
  }
  return { receivedBytes, sha256, verified: statedSha256 === null ? "size" : "size-and-hash" };
}

async function beat({ db, now }: Context, { runId, fileId }: IncomingFile, receivedBytes: number): Promise<void> {
  const running = await db.ingestRun.updateMany({
    where: { id: runId, state: "receiving" },
    data: { heartbeatAt: now() },
  });
  if (running.count === 0) throw new AppError("conflict", "This upload was cancelled.");
  await db.uploadFile.updateMany({ where: { id: fileId }, data: { receivedBytes } });
}

/** What a connection that breaks off throws, in words. */
function broken(error: unknown): AppError {
  return new AppError(
    "invalid-input",
    "The connection broke before the file was complete. Nothing of it was kept; send it again.",
    {
      cause: error,
    },
  );
}
