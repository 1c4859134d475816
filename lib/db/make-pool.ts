import { Pool } from "pg";
import { poolConfigOf } from "./database-url";

const CONNECT_MS = 15_000;

export type PoolOptions = { readonly max?: number; readonly applicationName: string };

/**
 * Connections to one database, as its URL describes them. A connection that the server ends, at work or idle, fails the
 * query that uses it and nothing else; the next query opens another.
 */
export function makePool(url: string, { max, applicationName }: PoolOptions): Pool {
  const config = poolConfigOf(url);
  const pool = new Pool({
    ...config,
    max: max ?? config.max,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  pool.on("error", () => undefined);
  // While a connection is lent out, its errors are not the pool's: without a listener they would end the process.
  pool.on("connect", (client) => void client.on("error", () => undefined));
  return pool;
}
