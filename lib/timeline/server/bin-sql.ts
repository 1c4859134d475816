import { type Sql, sql } from "@/lib/db/sql";

/** The start of the bucket in which `a.at` lies; buckets of any width begin at the epoch. Whole numbers throughout: `extract` would go by way of numeric. */
export function binSql(bucketMs: number): Sql {
  return sql`date_bin(make_interval(secs => ${bucketMs / 1000}::float8), a.at, '1970-01-01T00:00:00Z')`;
}
