import { z } from "zod";
import { defineEndpoint } from "@/lib/http/endpoint";
import { Password, Username } from "./password-rules";
import { Role } from "./roles";

/** A person who may sign in, as the users page shows them. */
export const User = z.object({
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: Role,
  email: z.string().nullable(),
  /** By what the identity provider knows them; null for whom it does not. */
  subject: z.string().nullable(),
  /** Whether they can sign in with a password. */
  hasPassword: z.boolean(),
  mustChange: z.boolean(),
  disabledAt: z.iso.datetime().nullable(),
  /** Since when the groups of the identity provider give them no role. */
  accessLostAt: z.iso.datetime().nullable(),
  lastSignInAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export type User = z.infer<typeof User>;

const UserInput = z.object({ userId: z.uuid() });
/** A password that exists in this answer only: the store keeps its hash. */
const IssuedPassword = z.object({ user: User, password: z.string() });
const Done = z.object({ done: z.literal(true) });

export const usersList = defineEndpoint({
  method: "GET",
  path: "/api/v1/users",
  role: "admin",
  input: z.object({}),
  output: z.object({ users: z.array(User) }),
});

export const userCreate = defineEndpoint({
  method: "POST",
  path: "/api/v1/users",
  role: "admin",
  input: z.object({ username: Username, name: z.string().trim().min(1, "A name is needed.").max(120), role: Role }),
  output: IssuedPassword,
});

export const userRole = defineEndpoint({
  method: "POST",
  path: "/api/v1/users/role",
  role: "admin",
  scope: "admin",
  input: UserInput.extend({ role: Role }),
  output: User,
});

export const userDisable = defineEndpoint({
  method: "POST",
  path: "/api/v1/users/disable",
  role: "admin",
  scope: "admin",
  input: UserInput,
  output: User,
});

export const userEnable = defineEndpoint({
  method: "POST",
  path: "/api/v1/users/enable",
  role: "admin",
  scope: "admin",
  input: UserInput,
  output: User,
});

export const userEndSessions = defineEndpoint({
  method: "POST",
  path: "/api/v1/users/end-sessions",
  role: "admin",
  scope: "admin",
  input: UserInput,
  output: User,
});

// No token hands out a password: userCreate and userResetPassword are for people.
export const userResetPassword = defineEndpoint({
  method: "POST",
  path: "/api/v1/users/reset-password",
  role: "admin",
  input: UserInput,
  output: IssuedPassword,
});

export const accountPassword = defineEndpoint({
  method: "POST",
  path: "/api/v1/account/password",
  role: "viewer",
  input: z.object({ current: z.string().max(1024), next: Password }),
  output: Done,
});

export const accountEndSessions = defineEndpoint({
  method: "POST",
  path: "/api/v1/account/end-sessions",
  role: "viewer",
  input: z.object({}),
  output: Done,
});
