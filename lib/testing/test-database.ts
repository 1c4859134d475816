import { randomBytes, randomUUID } from "node:crypto";
import { Client, type Pool } from "pg";
import { inject } from "vitest";
import type { Context } from "@/lib/context";
import type { PrismaClient } from "@/lib/db/generated/client";
import { openUrl } from "@/lib/db/store";
import { withDatabase } from "@/lib/db/with-database";
import "./test-databases-setup";

export type TestDatabase = {
  readonly url: string;
  readonly pool: Pool;
  readonly db: PrismaClient;
  /** An admin's context over it; spread it to play somebody else. */
  readonly ctx: Context;
  readonly close: () => Promise<void>;
};

/** A migrated, empty database that nobody else uses: PostgreSQL itself, nothing replaced. Close it after the test. */
export async function testDatabase(): Promise<TestDatabase> {
  const { serverUrl, template, strategy } = inject("testDatabases");
  const name = `${template}_${randomBytes(6).toString("hex")}`;
  await onServer(serverUrl, `create database ${name} template ${template} strategy ${strategy}`);
  const store = await openUrl(withDatabase(serverUrl, name), null, { applicationName: "wakeline test" });
  const close = async (): Promise<void> => {
    await store.close();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { url: store.url, pool: store.pool, db: store.db, ctx: adminContext(store.pool, store.db), close };
}

function adminContext(pool: Pool, db: PrismaClient): Context {
  return {
    pool,
    db,
    actor: { kind: "user", userId: randomUUID(), name: "Ada Admin", role: "admin", address: null },
    now: () => new Date(),
    signal: new AbortController().signal,
  };
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
