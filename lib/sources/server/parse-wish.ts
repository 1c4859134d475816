import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { parseUtcTime } from "@/lib/base/parse-utc-time";
import { env } from "@/lib/env";
import type { S3Access } from "@/lib/ingest/s3/s3-access";
import { parseAccounts, parseRegions, parseS3Address, type S3Scope } from "@/lib/ingest/s3/s3-scope";
import type { s3Look } from "../s3-contract";

const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/;

/**
 * Reads what somebody filled in. The endpoint is the server's own: whoever may pull cannot make it speak to any host. Throws
 * `AppError` "invalid-input".
 */
export function parseWish(wish: z.output<typeof s3Look.input>): { scope: S3Scope; access: S3Access } {
  const { roleArn, externalId, profile } = wish;
  if (roleArn !== "" && !ROLE.test(roleArn))
    throw new AppError("invalid-input", "The role is not of the form arn:aws:iam::111122223333:role/name.");
  if (externalId !== "" && roleArn === "") throw new AppError("invalid-input", "An external id goes with a role.");
  return {
    scope: {
      ...parseS3Address(wish.address),
      accounts: parseAccounts(wish.accounts),
      regions: parseRegions(wish.regions),
      fromMs: timeOf("from", wish.from),
      toMs: timeOf("to", wish.to),
    },
    access: {
      profile: profile === "" ? null : profile,
      roleArn: roleArn === "" ? null : roleArn,
      externalId: externalId === "" ? null : externalId,
      endpoint: env.WAKELINE_S3_ENDPOINT ?? null,
    },
  };
}

function timeOf(which: string, text: string): number | null {
  if (text === "") return null;
  const timeMs = parseUtcTime(text);
  if (timeMs === null)
    throw new AppError("invalid-input", `The time "${which}" is not of the form 2026-10-05 or 2026-10-05T08:00Z.`);
  return timeMs;
}
