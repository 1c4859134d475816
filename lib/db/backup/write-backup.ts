import { existsSync } from "node:fs";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { type Manifest, PART_BYTES, quoted, type Table } from "./archive-format";
import { ArchiveWriter } from "./archive-writer";
import { readCatalogue } from "./read-catalogue";

export type BackupRequest = {
  readonly path: string;
  readonly now: Date;
  readonly onProgress?: (progress: { readonly table: string; readonly bytes: number }) => void;
  readonly signal: AbortSignal;
};

export type BackupResult = {
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
};

/**
 * Writes everything in the database as it is at one moment into one file, while the app goes on. The file has its name only
 * once it is whole. Refuses to overwrite.
 */
export async function writeBackup(pool: Pool, request: BackupRequest): Promise<BackupResult> {
  const { path } = request;
  if (existsSync(path))
    throw new AppError("conflict", `${path} exists already. Name another file, or remove it first.`);
  const partial = `${path}.partial`;
  const client = await pool.connect();
  const archive = new ArchiveWriter(partial, request.now);
  try {
    await client.query("begin isolation level repeatable read read only");
    const result = await writeAll(client, archive, request);
    await client.query("commit");
    await rename(partial, path);
    return result;
  } catch (error) {
    await archive.abandon();
    await rm(partial, { force: true });
    throw diskFailure(error, path) ?? error;
  } finally {
    // A COPY that was broken off leaves the connection in its middle.
    client.release(true);
  }
}

async function writeAll(client: PoolClient, archive: ArchiveWriter, request: BackupRequest): Promise<BackupResult> {
  const catalogue = await readCatalogue(client);
  const manifest: Manifest = {
    kind: "wakeline-backup",
    format: 1,
    version: await ownVersion(),
    createdAt: request.now.toISOString(),
    ...catalogue,
  };
  await archive.manifest(manifest);
  for (const table of catalogue.tables) {
    if (request.signal.aborted) throw new AppError("conflict", "Stopped. Nothing of the backup was kept.");
    archive.endTable(table.name, await writeTable(client, archive, { table, request }));
  }
  const { rows, sha256 } = await archive.seal();
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return { tables: catalogue.tables.length, rows: total, bytes: archive.bytes, sha256 };
}

async function writeTable(
  client: PoolClient,
  archive: ArchiveWriter,
  { table, request }: { table: Table; request: BackupRequest },
): Promise<number> {
  const columns = table.columns.map(quoted).join(", ");
  const source = client.query(copyTo(`copy ${quoted(table.name)} (${columns}) to stdout (format binary)`));
  let held: Buffer[] = [];
  let heldBytes = 0;
  let n = 0;
  const flush = async (): Promise<void> => {
    if (heldBytes === 0) return;
    await archive.part(table.name, n++, Buffer.concat(held));
    held = [];
    heldBytes = 0;
    request.onProgress?.({ table: table.name, bytes: archive.bytes });
  };
  await pipeline(
    source,
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        held.push(chunk);
        heldBytes += chunk.length;
        if (heldBytes >= PART_BYTES) await flush();
      }
    },
    { signal: request.signal },
  );
  await flush();
  return source.rowCount;
}

async function ownVersion(): Promise<string> {
  const text = await readFile(join(process.cwd(), "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function diskFailure(error: unknown, path: string): AppError | null {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (error instanceof Error && error.name === "AbortError")
    return new AppError("conflict", "Stopped. Nothing of the backup was kept.");
  if (code === "ENOSPC")
    return new AppError("unavailable", `The disk of ${path} is full. Nothing of the backup was kept.`);
  if (code === "EACCES" || code === "EPERM" || code === "EROFS" || code === "ENOENT" || code === "ENOTDIR")
    return new AppError("invalid-input", `${path} cannot be written (${code}). Name a file in a folder that exists.`);
  return null;
}
