import { join, resolve } from "node:path";
import { z } from "zod";
import { parseGroupRoles } from "./auth/group-roles";

const OIDC = ["WAKELINE_OIDC_CLIENT_ID", "WAKELINE_OIDC_CLIENT_SECRET", "WAKELINE_OIDC_ROLES"] as const;

const Variables = z.object({
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
  /** The identity provider, as it names itself; its settings stand under `<issuer>/.well-known/openid-configuration`. */
  WAKELINE_OIDC_ISSUER: z.url().refine(isSafeIssuer, "must begin with https://, except on this machine").optional(),
  WAKELINE_OIDC_CLIENT_ID: z.string().min(1).optional(),
  WAKELINE_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  WAKELINE_OIDC_SCOPES: z
    .string()
    .regex(/(^| )openid( |$)/, 'must hold "openid"')
    .default("openid profile email"),
  WAKELINE_OIDC_GROUPS_CLAIM: z.string().min(1).default("groups"),
  WAKELINE_OIDC_ROLES: z
    .string()
    .refine((text) => parseGroupRoles(text) !== null, "must be like sec-admins=admin,ir=investigator,*=viewer")
    .optional(),
  WAKELINE_OIDC_NAME: z.string().trim().min(1).max(40).default("single sign-on"),
  WAKELINE_LOCAL_SIGN_IN: z.enum(["on", "off"]).default("on"),
  INIT_CWD: z.string().optional(),
  /** The server in which tests make their databases, in place of an embedded one. */
  TEST_DATABASE_URL: z.string().min(1).optional(),
  /** How the processes of the server log; left out: words on a terminal, else JSON. */
  WAKELINE_LOG: z.enum(["json", "text", "off"]).optional(),
  CHROMIUM_PATH: z.string().min(1).optional(),
  WAKELINE_DEBUG: z.string().optional(),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
});

/** Half a provider would look like one and let nobody in. */
const Env = Variables.superRefine((given, context) => {
  const missing = OIDC.filter((name) => (given[name] === undefined) !== (given.WAKELINE_OIDC_ISSUER === undefined));
  for (const name of missing)
    context.addIssue({
      code: "custom",
      path: [name],
      message: "is set together with WAKELINE_OIDC_ISSUER, or not at all",
    });
  if (given.WAKELINE_LOCAL_SIGN_IN === "off" && given.WAKELINE_OIDC_ISSUER === undefined)
    context.addIssue({
      code: "custom",
      path: ["WAKELINE_LOCAL_SIGN_IN"],
      message: "can be off only where WAKELINE_OIDC_ISSUER names an identity provider",
    });
});

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isSafeIssuer(text: string): boolean {
  const url = new URL(text);
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.has(url.hostname));
}

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
