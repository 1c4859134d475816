import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { APP_ERROR_STATUS, AppError } from "@/lib/base/app-error";
import { recordAuditAs } from "@/lib/audit/server/record-audit";
import { getStore } from "@/lib/db/store";
import { env } from "@/lib/env";
import { requestAddress } from "./request-address";
import { requireSameOrigin } from "./require-same-origin";
import { sessionSecret } from "./session-secret";
import { SESSION_COOKIE, sessionSeconds } from "./session-token";
import { verifySignIn } from "./verify-sign-in";

type Segments = { readonly params: Promise<{ nextauth: string[] }> };

/** What next-auth may answer; its own pages and its session endpoint stay closed, since the store decides what a session is worth. */
const OPEN = new Set(["GET csrf", "GET providers", "POST callback/credentials", "POST signout"]);

/** Signing in and out, by next-auth. */
export async function authHandler(request: NextRequest, segments: Segments): Promise<Response> {
  const path = (await segments.params).nextauth.join("/");
  if (!OPEN.has(`${request.method} ${path}`)) return failure(new AppError("not-found", "There is nothing here."));
  try {
    requireSameOrigin(request);
    return await NextAuth(request, segments, await authOptions(request));
  } catch (error) {
    if (error instanceof AppError) return failure(error);
    throw error;
  }
}

function failure(error: AppError): Response {
  return Response.json({ code: error.code, detail: error.message }, { status: APP_ERROR_STATUS[error.code] });
}

async function authOptions(request: Request): Promise<NextAuthOptions> {
  const { db } = await getStore();
  const now = () => new Date();
  const address = requestAddress(request.headers);
  const secure = isSecure(request);
  const cookie = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  return {
    secret: await sessionSecret(),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: cookie } },
    logger: { warn: () => {}, error: (code, detail) => console.error("sign-in:", code, detail) },
    providers: [
      Credentials({
        credentials: { username: {}, password: {} },
        authorize: async (given) => {
          const { username = "", password = "" } = given ?? {};
          const user = await verifySignIn({ db, now }, { username, password, address });
          return user && { id: user.id, version: user.sessionVersion };
        },
      }),
    ],
    callbacks: {
      // The whole content of a session, written once at sign-in.
      jwt: ({ token, user }) =>
        user ? { sub: user.id, version: user.version, at: Math.floor(now().getTime() / 1000) } : token,
    },
    events: {
      signOut: async ({ token }) => {
        const user = await db.appUser.findUnique({ where: { id: token.sub ?? "" } });
        if (user === null) return;
        const actor = { kind: "user", id: user.id, name: user.username, address } as const;
        await recordAuditAs({ db, now, actor }, { action: "sign-out", target: user.id, detail: {} });
      },
    },
  };
}

function isSecure(request: Request): boolean {
  const proto = request.headers.get("x-forwarded-proto") ?? new URL(request.url).protocol;
  return env.NEXTAUTH_URL?.startsWith("https:") === true || proto.startsWith("https");
}

declare module "next-auth" {
  interface User {
    version: number;
  }
}
