import { join, resolve } from "node:path";
import { z } from "zod";

const Env = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  WAKELINE_HOME: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  WAKELINE_ADMIN_PASSWORD: z.string().min(12, "must have at least 12 characters").optional(),
  WAKELINE_SESSION_HOURS: z.coerce.number().positive().default(12),
  WAKELINE_MAX_FILE_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * 1024 ** 3),
  WAKELINE_LOADERS: z.coerce.number().int().min(1).max(64).optional(),
  WAKELINE_FIRST_MONTH: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .default("2020-01"),
  AWS_REGION: z.string().min(1).optional(),
  AWS_DEFAULT_REGION: z.string().min(1).optional(),
  WAKELINE_S3_ENDPOINT: z.url().optional(),
  NEXTAUTH_URL: z.url().optional(),
  NEXTAUTH_SECRET: z.string().min(32).optional(),
  INIT_CWD: z.string().optional(),
  /** The server in which tests make their databases, in place of an embedded one. */
  TEST_DATABASE_URL: z.string().min(1).optional(),
  WAKELINE_DEBUG: z.string().optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

const parsed = Env.safeParse(process.env);
if (!parsed.success) {
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment does not fit:\n${lines.join("\n")}`);
}

// The AWS SDK would tell users on standard error which Node its later versions will need; ours is pinned.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** The environment, checked once; nothing else reads `process.env`. */
export const env = parsed.data;

/** Where the embedded database, its lock and uploads in progress live. */
export const wakelineHome = resolve(/* turbopackIgnore: true */ env.WAKELINE_HOME ?? join(process.cwd(), ".wakeline"));

/** The environment for a program that we start: ours, with changes; undefined takes a variable away. */
export function environmentFor(changes: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}
