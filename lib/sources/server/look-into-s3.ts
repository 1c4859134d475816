import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { lookS3 } from "@/lib/ingest/server/look-s3";
import type { s3Look } from "../s3-contract";
import { parseWish } from "./parse-wish";

type Input = z.output<typeof s3Look.input>;
type Output = z.input<typeof s3Look.output>;

/** A look answers in time rather than to the end. */
const LOOK_MS = 20_000;
const LOOK_FILES = 200_000;

/** Says what a pull would find. */
export async function lookIntoS3(ctx: Context, input: Input): Promise<Output> {
  const { scope, access } = parseWish(input);
  await recordAudit(ctx, { action: "s3.look", target: input.address, detail: { ...input } });
  const startedMs = performance.now();
  return lookS3(ctx.pool, {
    scope,
    access,
    isEnough: (files) => files >= LOOK_FILES || performance.now() - startedMs > LOOK_MS,
    signal: ctx.signal,
  });
}
