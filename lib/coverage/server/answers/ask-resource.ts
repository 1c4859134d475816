import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { parseArn } from "@/lib/cloudtrail/arn";
import { resourceRef } from "@/lib/cloudtrail/resource-ref";
import type { Context } from "@/lib/context";
import { likeLiteral } from "@/lib/base/like-pattern";
import { rows, sql } from "@/lib/db/sql";
import { findResources } from "@/lib/naming/server/resolve-resources";
import type { AskedResource } from "../../answers/answer";
import { disguisedType, hasQualifiers, pathsAbove, wholeThing } from "../../answers/asked-thing";
import { resourceAliases } from "../../answers/resource-aliases";

export type ResolvedResource = {
  readonly asked: AskedResource;
  /** Rows that are it, or lie in it. */
  readonly ids: readonly number[];
  /** Rows of bare names that are it where account and Region are its own. */
  readonly aliasIds: readonly number[];
  readonly parentIds: readonly number[];
};

const Row = z.object({
  id: z.number(),
  key: z.string(),
  type: z.string(),
  account: z.string().nullable(),
  parentId: z.number().nullable(),
});
const WITHIN_MAX = 50_000;

/** What a question is about: a thing that records name, or one that only an ARN does. */
export async function askResource(ctx: Context, text: string): Promise<ResolvedResource> {
  const arn = await arnOf(ctx, text.trim());
  const isPrefix = /[/*]$/.test(arn);
  if (isPrefix && parseArn(arn)?.service !== "s3")
    throw new AppError(
      "invalid-input",
      `Only for S3 all below a path can be asked about at once; name one resource in place of "${arn}".`,
    );
  const ref = resourceRef({ key: wholeThing(arn.replace(/\*$/, "")), type: "", account: null });
  const { key } = ref;
  const exact = await rowsOf(ctx, [key, ...(text === text.trim() ? [] : [text.trimStart()])]);
  const type = disguisedType(key) ?? (ref.type || (exact[0]?.type ?? ""));
  const isContainer = isPrefix || type === "AWS::S3::Bucket";
  const within = isContainer ? await idsWithin(ctx, isPrefix ? key : `${key}/`) : await partsOf(ctx, key, exact);
  const parents = await rowsOf(ctx, [...(ref.parent === null ? [] : [ref.parent.key]), ...pathsAbove(key)]);
  const names = isContainer ? [] : resourceAliases(key);
  const aliases = [...(await rowsOf(ctx, names)), ...(hasQualifiers(key) ? await qualified(ctx, names) : [])];
  const ids = [...new Set([...exact.map(({ id }) => id), ...within])];
  const parentIds = parents.map(({ id }) => id);
  return {
    asked: {
      arn: key,
      type: isPrefix && type === "AWS::S3::Object" ? "AWS::S3::Bucket" : type,
      account: parseArn(key)?.account || exact[0]?.account || parents[0]?.account || null,
      region: parseArn(key)?.region || (await regionOf(ctx, isContainer ? ids : [...ids, ...parentIds])),
      isContainer,
    },
    ids,
    aliasIds: aliases.map(({ id }) => id).filter((id) => !ids.includes(id)),
    parentIds,
  };
}

async function arnOf(ctx: Context, text: string): Promise<string> {
  if (text.startsWith("arn:")) return text;
  if (text.startsWith("s3://")) return `arn:aws:s3:::${text.slice("s3://".length)}`;
  const found = await findResources(ctx, text);
  const keys = [...new Set(found.map(({ key }) => key))];
  const [only] = keys;
  if (only === undefined)
    throw new AppError(
      "not-found",
      `No resource "${text}" appears in any stored event. A thing that was never seen is asked about by its ARN.`,
    );
  if (keys.length > 1)
    throw new AppError(
      "conflict",
      `"${text}" fits ${keys.length} resources; say which by its ARN:\n${keys
        .slice(0, 10)
        .map((key) => `  ${key}`)
        .join("\n")}`,
    );
  return only;
}

async function rowsOf(ctx: Context, keys: readonly string[]): Promise<z.output<typeof Row>[]> {
  if (keys.length === 0) return [];
  return rows(
    ctx.pool,
    Row,
    sql`select id, key, type, account, parent_id as "parentId" from resource where key = any(${[...keys]}) order by id`,
  );
}

/** Names with a version, a label or an alias behind them: `name:3`. */
async function qualified(ctx: Context, names: readonly string[]): Promise<z.output<typeof Row>[]> {
  const found = await Promise.all(
    names.map((name) =>
      rows(
        ctx.pool,
        Row,
        sql`select id, key, type, account, parent_id as "parentId" from resource where key like ${`${likeLiteral(name)}:%`} order by id`,
      ),
    ),
  );
  return found.flat();
}

async function idsWithin(ctx: Context, prefix: string): Promise<number[]> {
  const found = await rows(
    ctx.pool,
    z.object({ id: z.number() }),
    sql`select id from resource where key like ${`${likeLiteral(prefix)}%`} limit ${WITHIN_MAX}`,
  );
  if (found.length === WITHIN_MAX)
    throw new AppError(
      "too-large",
      `More than ${WITHIN_MAX} stored resources lie in ${prefix}. Ask about a part of it.`,
    );
  return found.map(({ id }) => id);
}

/** What is a part of a thing and touched with it: versions of a function or parameter, indexes of a table; and a secret that is named without its ending. */
async function partsOf(ctx: Context, key: string, exact: readonly { readonly id: number }[]): Promise<number[]> {
  const found = await rows(
    ctx.pool,
    z.object({ id: z.number() }),
    sql`
      with named as (
        select id from resource where id = any(${exact.map(({ id }) => id)})
          or key like ${key.includes(":secret:") ? `${likeLiteral(key)}-______` : null}
          or key like ${hasQualifiers(key) ? `${likeLiteral(key)}:%` : null})
      select id from named union select r.id from resource r where r.parent_id in (select id from named) limit ${WITHIN_MAX}`,
  );
  return found.map(({ id }) => id);
}

/** The one Region in which calls on it were recorded; null where there is none, or more than one. */
async function regionOf(ctx: Context, ids: readonly number[]): Promise<string | null> {
  if (ids.length === 0) return null;
  const found = await rows(
    ctx.pool,
    z.object({ region: z.string() }),
    sql`
      select distinct r.region from activity_hour a join region r on r.id = a.region_id
      where a.container_id = any(${[...ids].slice(0, 1000)}) limit 2`,
  );
  return found.length === 1 ? (found[0]?.region ?? null) : null;
}
