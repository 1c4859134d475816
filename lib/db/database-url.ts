import type { PoolConfig } from "pg";
import { AppError } from "@/lib/base/app-error";

const DEFAULT_POOL_MAX = 10;

/**
 * Connection settings from a database URL: TLS by `sslmode` and its files, pool size by `pool_max` or
 * `connection_limit`. Every session runs in UTC, since days and hours are cut there.
 */
export function poolConfigOf(databaseUrl: string): PoolConfig & { max: number } {
  const url = parse(databaseUrl);
  const max = poolMaxOf(url);
  const options = [url.searchParams.get("options"), "-c timezone=UTC"].filter(Boolean).join(" ");
  // The first two are ours; what the text of a URL says would win over `options` here.
  for (const name of ["pool_max", "connection_limit", "options"]) url.searchParams.delete(name);
  return { connectionString: url.toString(), max, options };
}

/** The server's address for messages: never with a password in it. */
export function describeDatabase(databaseUrl: string): string {
  const url = parse(databaseUrl);
  return `${url.hostname || "localhost"}:${url.port || "5432"}${url.pathname}`;
}

function parse(databaseUrl: string): URL {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url && (url.protocol === "postgres:" || url.protocol === "postgresql:")) return url;
  throw new AppError(
    "invalid-input",
    "DATABASE_URL is not of the form postgresql://user:password@host:5432/database?sslmode=require.",
  );
}

function poolMaxOf(url: URL): number {
  const text = url.searchParams.get("pool_max") ?? url.searchParams.get("connection_limit");
  if (text === null) return DEFAULT_POOL_MAX;
  const max = Number(text);
  if (Number.isInteger(max) && max >= 1 && max <= 1000) return max;
  throw new AppError(
    "invalid-input",
    `DATABASE_URL has a pool size of "${text}": give pool_max a number from 1 to 1000.`,
  );
}
