import type { Route } from "next";
import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/context";
import { getStore } from "@/lib/db/store";
import { PATH_HEADER } from "@/lib/http/page-headers";
import { hasRole, type Role } from "../roles";
import { safeNext } from "../safe-next";
import { findSessionUser, type SessionUser } from "./find-session-user";
import { requestAddress } from "./request-address";

const ACCOUNT = "/account";

/** The guard of every page: leads strangers to the sign-in, shows "forbidden" to those without the role, else gives what verbs need. */
export async function pageContext(needed: Role = "viewer"): Promise<Context> {
  const { db, pool } = await getStore();
  const user = await pageUser();
  if (!hasRole(user.role, needed)) forbidden();
  const address = requestAddress(await headers());
  return {
    db,
    pool,
    actor: { kind: "user", userId: user.id, name: user.username, role: user.role, address },
    now: () => new Date(),
    signal: new AbortController().signal,
  };
}

/** Who looks at the page; asked once per request. Does not return for strangers, nor for those who have to change their password first. */
export const pageUser = cache(async (): Promise<SessionUser> => {
  const list = await headers();
  const { db } = await getStore();
  const user = await findSessionUser({ db, cookieHeader: list.get("cookie"), now: new Date() });
  const path = safeNext(list.get(PATH_HEADER));
  if (user === null) redirect(signInAddress(path));
  if (user.mustChange && !path.startsWith(ACCOUNT)) redirect(ACCOUNT as Route);
  return user;
});

function signInAddress(path: string): Route {
  return path === "/" ? "/sign-in" : (`/sign-in?next=${encodeURIComponent(path)}` as Route);
}
