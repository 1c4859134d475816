import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { isUuid } from "@/lib/base/is-uuid";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";

const Found = z.object({ id: z.number(), uid: z.string(), key: z.string(), type: z.string() });
type Found = z.infer<typeof Found>;

const LISTED_MAX = 10;
const PARTITIONS = ["aws", "aws-cn", "aws-us-gov"];

/** The resources that an ARN, name or id means: one thing that records name in several ways gives several rows. */
export async function resolveResources(ctx: Context, text: string): Promise<number[]> {
  const found = await findResources(ctx, text);
  if (found.length === 0) {
    throw new AppError(
      "not-found",
      `No resource "${text}" appears in any stored event. Try its ARN, its name or its id.`,
    );
  }
  const keys = new Set(found.map(({ key }) => key));
  if (keys.size > 1) throw new AppError("conflict", describeSeveral(text, found));
  return found.map(({ id }) => id);
}

/** Exact keys first, then S3 names and paths, then the last part of any ARN that is not inside something else. */
export async function findResources(ctx: Context, text: string): Promise<Found[]> {
  const exact = await select(ctx, sql`r.uid = ${isUuid(text) ? text : null}::uuid or r.key = ${text}`);
  if (exact.length > 0 || text.startsWith("arn:")) return exact;
  const path = text.startsWith("s3://") ? text.slice("s3://".length) : text;
  const inS3 = await select(ctx, sql`r.key = any(${PARTITIONS.map((partition) => `arn:${partition}:s3:::${path}`)})`);
  if (inS3.length > 0) return inS3;
  const name = likeLiteral(text);
  const endings = [`%:${name}`, `%/${name}`, `%:secret:${name}-______`];
  return select(ctx, sql`r.parent_id is null and r.key like any(${endings})`);
}

function select(ctx: Context, condition: Sql): Promise<Found[]> {
  return rows(
    ctx.pool,
    Found,
    sql`select r.id, r.uid, r.key, r.type from resource r where ${condition} order by r.key limit 1000`,
  );
}

function describeSeveral(text: string, found: readonly Found[]): string {
  const lines = found.slice(0, LISTED_MAX).map((one) => `  ${one.key} (${one.type || "type unknown"}): ${one.uid}`);
  const rest = found.length > LISTED_MAX ? `\n  and ${found.length - LISTED_MAX} more` : "";
  return `"${text}" fits ${found.length} resources; say which by its ARN or id:\n${lines.join("\n")}${rest}`;
}
