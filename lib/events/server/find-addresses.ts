import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { likeWildcard } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";

const OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
const IPV4 = `^${OCTET}(\\.${OCTET}){3}$`;
const CIDR = new RegExp(`${IPV4.slice(0, -1)}/(3[0-2]|[12]?[0-9])$`);

/** Caller addresses by exact text, by `10.1.*`, or by an IPv4 range such as `10.1.0.0/16`. Service names are addresses too. */
export async function findAddresses(ctx: Context, text: string): Promise<number[]> {
  const found = await rows(
    ctx.pool,
    z.object({ id: z.number() }),
    sql`select id from address where ${conditionFor(text)}`,
  );
  return found.map(({ id }) => id);
}

function conditionFor(text: string): Sql {
  if (CIDR.test(text)) {
    return sql`case when address ~ ${IPV4} then address::inet <<= network(${text}::inet) else false end`;
  }
  if (text.includes("/") && /^[0-9.]+\/\d+$/.test(text)) {
    throw new AppError("invalid-input", `"${text}" is no IPv4 range. Write it like 10.1.0.0/16.`);
  }
  return text.includes("*") ? sql`address like ${likeWildcard(text)}` : sql`address = ${text}`;
}
