import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { formatTime } from "@/lib/base/format-time";
import { type User, userCreate } from "@/lib/auth/contract";
import { Role } from "@/lib/auth/roles";
import { createUser } from "@/lib/auth/server/create-user";
import { disableUser } from "@/lib/auth/server/disable-user";
import { enableUser } from "@/lib/auth/server/enable-user";
import { linkUser } from "@/lib/auth/server/link-user";
import { listUsers } from "@/lib/auth/server/list-users";
import { oidcSettings } from "@/lib/auth/server/oidc-settings";
import { resetPassword } from "@/lib/auth/server/reset-password";
import { updateUserRole } from "@/lib/auth/server/update-user-role";
import type { Context } from "@/lib/context";
import { openStore } from "@/lib/db/store";
import { type Io, UsageError } from "./io";

type Verb = (ctx: Context, words: Words) => Promise<Result>;
type Words = {
  readonly names: readonly string[];
  readonly role: string | undefined;
  readonly name: string | undefined;
};
type Result = { readonly users: readonly User[]; readonly password: string | null };

const VERBS: Record<string, Verb> = {
  list: async (ctx) => ({ ...(await listUsers(ctx)), password: null }),
  add: async (ctx, words) => {
    const [username = ""] = words.names;
    const given = { username, name: words.name ?? username, role: words.role ?? "viewer" };
    const { user, password } = await createUser(ctx, accept(userCreate.input, given));
    return { users: [user], password };
  },
  passwd: async (ctx, words) => {
    const { user, password } = await resetPassword(ctx, await named(ctx, words));
    return { users: [user], password };
  },
  disable: async (ctx, words) => one(await disableUser(ctx, await named(ctx, words))),
  enable: async (ctx, words) => one(await enableUser(ctx, await named(ctx, words))),
  link: async (ctx, words) => {
    if (oidcSettings === null)
      throw new AppError("conflict", "No identity provider is set: WAKELINE_OIDC_ISSUER names none.");
    const subject = words.names[1] ?? "";
    if (subject === "") throw new UsageError("to whom at the identity provider? Give the subject after the name");
    return one(await linkUser(ctx, { ...(await named(ctx, words)), issuer: oidcSettings.issuer, subject }));
  },
  role: async (ctx, words) => {
    const role = accept(Role, words.names[1] ?? words.role);
    return one(await updateUserRole(ctx, { ...(await named(ctx, words)), role }));
  },
};

/** `wakeline user`: accounts without the web, also when nobody can sign in any more. A generated password is printed once. */
export async function userCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { role: { type: "string" }, name: { type: "string" } },
    allowPositionals: true,
  });
  const [verb = "", ...names] = positionals;
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (run === undefined) throw new UsageError(`there is no "user ${verb}"; use ${Object.keys(VERBS).join(", ")}`);
  if (verb !== "list" && names.length === 0) throw new UsageError(`whom should "user ${verb}" be for?`);
  const store = await openStore({ max: 2, applicationName: "wakeline user" });
  try {
    const actor = { kind: "cli", name: userInfo().username } as const;
    const ctx = { db: store.db, pool: store.pool, actor, now: () => new Date(), signal: io.signal };
    print(await run(ctx, { names, role: values.role, name: values.name }), io);
    return 0;
  } finally {
    await store.close();
  }
}

function print({ users, password }: Result, io: Io): void {
  for (const user of users) {
    if (io.json) io.stdout(JSON.stringify(password === null ? user : { ...user, password }));
    else io.stdout(lineOf(user));
  }
  if (password !== null && !io.json) io.stdout(`password: ${password} (shown only now; changed at the first sign-in)`);
}

function lineOf({ username, role, disabledAt, accessLostAt, subject, lastSignInAt }: User): string {
  const active = accessLostAt === null ? "active" : "without a group";
  const state = disabledAt === null ? active : "disabled";
  const seen = lastSignInAt === null ? "never signed in" : `last sign-in ${formatTime(lastSignInAt)}`;
  return [username, role, state, ...(subject === null ? [] : ["single sign-on"]), seen].join("  ");
}

async function named(ctx: Context, { names }: Words): Promise<{ userId: string }> {
  const username = (names[0] ?? "").trim().toLowerCase();
  const user = await ctx.db.appUser.findUnique({ where: { username } });
  if (user === null) throw new AppError("not-found", `There is no user ${username}. "user list" shows them all.`);
  return { userId: user.id };
}

function one(user: User): Result {
  return { users: [user], password: null };
}

function accept<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid-input", parsed.error.issues[0]?.message ?? "This does not fit.");
}
