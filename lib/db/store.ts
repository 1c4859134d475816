import "server-only";
import type { Pool } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "@/lib/base/app-error";
import { env, wakelineHome } from "@/lib/env";
import { migrate } from "@/prisma/migrate";
import { describeDatabase } from "./database-url";
import { type Lease, leaseEmbedded } from "./embedded/lease";
import type { PrismaClient } from "./generated/client";
import { makePool } from "./make-pool";
import { prismaClient } from "./prisma-client";
import { storeFailure } from "./store-failure";

const MIN_VERSION = 150_000;
const UP_ATTEMPTS = 50;

export type Store = {
  readonly url: string;
  readonly pool: Pool;
  readonly db: PrismaClient;
  readonly close: () => Promise<void>;
};

export type StoreOptions = { readonly max?: number; readonly applicationName?: string };

/**
 * Opens the store, migrated: the server of DATABASE_URL if that is set, else the embedded one, which runs for as long
 * as somebody has it open. Throws `unavailable` with one line that says what to do.
 */
export async function openStore(options: StoreOptions = {}): Promise<Store> {
  if (env.DATABASE_URL !== undefined) return openUrl(env.DATABASE_URL, null, options);
  const lease = await leaseEmbedded(wakelineHome, (text) => process.stderr.write(`${text}\n`));
  return openUrl(lease.url, lease, options);
}

/** Opens and migrates the database of one URL; closing it gives the lease back. */
export async function openUrl(url: string, lease: Lease | null, options: StoreOptions): Promise<Store> {
  const { max, applicationName = "wakeline" } = options;
  const pool = makePool(url, { applicationName, ...(max === undefined ? {} : { max }) });
  const close = async (): Promise<void> => {
    await pool.end();
    lease?.close();
  };
  try {
    await checkVersion(pool, url);
    await migrate(pool);
    return { url, pool, db: prismaClient(pool), close };
  } catch (error) {
    await close();
    throw error;
  }
}

declare global {
  var wakelineStore: Promise<Store> | undefined;
}

/** The one store of a web server process, kept through reloads of the code in development. */
export function getStore(): Promise<Store> {
  globalThis.wakelineStore ??= openStore({ applicationName: "wakeline web" }).catch((error: unknown) => {
    globalThis.wakelineStore = undefined;
    throw error;
  });
  return globalThis.wakelineStore;
}

async function checkVersion(pool: Pool, url: string): Promise<void> {
  const version = await serverVersion(pool, url);
  if (version >= MIN_VERSION) return;
  const major = Math.floor(version / 10_000);
  throw new AppError(
    "conflict",
    `The server of DATABASE_URL (${describeDatabase(url)}) is PostgreSQL ${major}; Wakeline needs 15 or newer. Upgrade it, or leave DATABASE_URL out to use the embedded one.`,
  );
}

/** Waits a few seconds for a server that is just starting. */
async function serverVersion(pool: Pool, url: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await pool.query<{ version: number }>(
        "select current_setting('server_version_num')::int as version",
      );
      return result.rows[0]?.version ?? 0;
    } catch (cause) {
      if (storeFailure(cause) !== null && attempt < UP_ATTEMPTS && env.DATABASE_URL === undefined) {
        await sleep(100);
        continue;
      }
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new AppError(
        "unavailable",
        `No connection to the database ${describeDatabase(url)}: ${why}. Check that it runs and that DATABASE_URL is right.`,
        { cause },
      );
    }
  }
}
