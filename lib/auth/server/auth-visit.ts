import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { recordAuditAs } from "@/lib/audit/server/record-audit";
import type { AppUser } from "@/lib/db/generated/client";
import { getStore } from "@/lib/db/store";
import { env } from "@/lib/env";
import { isOverTls } from "@/lib/http/public-address";
import { log, traceOf } from "@/lib/telemetry/server/log";
import { nameSignInProblem } from "../name-sign-in-problem";
import { safeNext } from "../safe-next";
import type { SignInProblem } from "../sign-in-problem";
import { admitExternal } from "./admit-external";
import { externalPerson } from "./external-person";
import { OIDC, oidcProvider } from "./oidc-provider";
import { oidcSettings } from "./oidc-settings";
import { requestAddress } from "./request-address";
import { sessionSecret } from "./session-secret";
import { SESSION_COOKIE, sessionSeconds } from "./session-token";
import { verifySignIn } from "./verify-sign-in";

/** One request to next-auth: its options, and afterwards what went wrong with a single sign-on. */
export type AuthVisit = { readonly options: NextAuthOptions; readonly problem: () => SignInProblem };

type Visitor = { readonly address: string | null; readonly now: () => Date };

/** Prepares next-auth for one request. */
export async function authVisit(request: Request): Promise<AuthVisit> {
  const visitor = { address: requestAddress(request.headers), now: () => new Date() };
  const said: string[] = [];
  const external = new ExternalVisit(visitor);
  const secure = isSecure(request);
  const cookie = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  const options: NextAuthOptions = {
    secret: await sessionSecret(),
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: { sessionToken: { name: SESSION_COOKIE, options: cookie } },
    logger: {
      warn: () => {},
      error: (code, detail) => {
        said.push(wordsOf(detail));
        log("error", "sign-in", { code, said: said.join(" ← ") });
      },
    },
    providers: [credentials(visitor), ...(oidcSettings ? [oidcProvider(oidcSettings)] : [])],
    callbacks: {
      redirect: ({ url, baseUrl }) => baseUrl + safeNext(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
      signIn: async ({ account, profile }) => account?.provider !== OIDC || external.admit(profile ?? {}),
      // The whole content of a session, written once at sign-in.
      jwt: ({ token, user, account }) => {
        if (!user) return token;
        const admitted = account?.provider === OIDC ? external.user() : { id: user.id, sessionVersion: user.version };
        return { sub: admitted.id, version: admitted.sessionVersion, at: Math.floor(visitor.now().getTime() / 1000) };
      },
    },
    events: { signOut: ({ token }) => recordSignOut(token.sub ?? null, visitor) },
  };
  return { options, problem: () => external.problem ?? nameSignInProblem(said.join("\n")) };
}

function credentials({ address, now }: Visitor): ReturnType<typeof Credentials> {
  return Credentials({
    credentials: { username: {}, password: {} },
    authorize: async (given) => {
      const { db } = await getStore();
      const { username = "", password = "" } = given ?? {};
      const user = await verifySignIn({ db, now }, { username, password, address });
      return user && { id: user.id, version: user.sessionVersion };
    },
  });
}

/** Somebody on their way back from the identity provider. */
class ExternalVisit {
  problem: SignInProblem | null = null;
  private admitted: AppUser | null = null;

  constructor(private readonly visitor: Visitor) {}

  async admit(claims: object): Promise<boolean> {
    if (oidcSettings === null) return false;
    try {
      const { db } = await getStore();
      const person = externalPerson({ ...claims }, oidcSettings);
      const outcome = await admitExternal(db, person, { ...this.visitor, roles: oidcSettings.roles });
      if ("user" in outcome) this.admitted = outcome.user;
      else this.problem = outcome.problem;
      return "user" in outcome;
    } catch (error) {
      log("error", "sign-in", { said: traceOf(error) });
      this.problem = "failed";
      return false;
    }
  }

  user(): AppUser {
    if (this.admitted === null) throw new Error("a session is made for somebody who was not admitted");
    return this.admitted;
  }
}

async function recordSignOut(userId: string | null, { address, now }: Visitor): Promise<void> {
  const { db } = await getStore();
  const user = userId === null ? null : await db.appUser.findUnique({ where: { id: userId } });
  if (user === null) return;
  const actor = { kind: "user", id: user.id, name: user.username, address } as const;
  await recordAuditAs({ db, now, actor }, { action: "sign-out", target: user.id, detail: {} });
}

/** What an error of next-auth says; it wraps others, and its metadata may hold tokens, which are left out. */
function wordsOf(detail: unknown): string {
  const error = typeof detail === "object" && detail !== null && "error" in detail ? detail.error : detail;
  if (!(error instanceof Error)) return "";
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  return `${error.message}${code}`;
}

function isSecure(request: Request): boolean {
  const proto = request.headers.get("x-forwarded-proto") ?? new URL(request.url).protocol.replace(":", "");
  return isOverTls(proto, env.NEXTAUTH_URL);
}

declare module "next-auth" {
  interface User {
    version: number;
  }
}
