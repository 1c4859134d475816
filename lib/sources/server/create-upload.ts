import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { AppError } from "@/lib/base/app-error";
import { formatBytes } from "@/lib/base/format-number";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { uploadCreate } from "../upload-contract";
import { uploadNames } from "../upload-names";
import { diskFailure, makeSpool } from "./spool";

type Input = z.output<typeof uploadCreate.input>;
type Output = z.input<typeof uploadCreate.output>;

export const UPLOAD_SOURCE = "upload";

/** Opens an upload with the files that will come. What is too large is refused by itself; more than the disk holds, as a whole. */
export async function createUpload(ctx: Context, { files }: Input): Promise<Output> {
  const names = uploadNames(files.map(({ name }) => name));
  const bytesTotal = files.reduce((sum, { bytes }) => sum + (refusal(bytes) === null ? bytes : 0), 0);
  const runId = randomUUID();
  await requireSpace(runId, bytesTotal);
  const announced = files.map(({ bytes }, index) => ({
    id: randomUUID(),
    name: names[index] ?? "",
    bytes,
    refused: refusal(bytes),
  }));
  await ctx.db.$transaction(async (db) => {
    await db.ingestRun.create({
      data: {
        id: runId,
        kind: "upload",
        state: "receiving",
        source: UPLOAD_SOURCE,
        actorName: ctx.actor.name,
        filesTotal: files.length,
        bytesTotal,
      },
    });
    await db.uploadFile.createMany({
      data: announced.map(({ id, name, bytes, refused }) => ({
        id,
        runId,
        name,
        announcedBytes: bytes,
        state: refused === null ? "receiving" : "failed",
        reason: refused,
      })),
    });
    await recordAudit(
      { ...ctx, db },
      { action: "upload.create", target: runId, detail: { files: files.length, bytes: bytesTotal } },
    );
  });
  return { runId, files: announced.map(({ id, name, refused }) => ({ id, name, refused })) };
}

function refusal(bytes: number): string | null {
  if (bytes <= env.WAKELINE_MAX_FILE_BYTES) return null;
  return `It has ${formatBytes(bytes)}; one file may have ${formatBytes(env.WAKELINE_MAX_FILE_BYTES)} (WAKELINE_MAX_FILE_BYTES raises it).`;
}

async function requireSpace(runId: string, bytes: number): Promise<void> {
  try {
    const folder = await makeSpool(runId);
    const { bavail, bsize } = await statfs(folder);
    if (bytes <= bavail * bsize) return;
    throw new AppError(
      "too-large",
      `These files have ${formatBytes(bytes)}; the server's disk has ${formatBytes(bavail * bsize)} left. Free some space, or send fewer.`,
    );
  } catch (error) {
    throw diskFailure(error) ?? error;
  }
}
