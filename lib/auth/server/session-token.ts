import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "@/lib/env";
import { sessionSecret } from "./session-secret";

export const SESSION_COOKIE = "wakeline.session";
export const sessionSeconds = Math.round(env.WAKELINE_SESSION_HOURS * 3600);

/** All that a session carries. What the user may do is read from the store on every request. */
const Claims = z.object({ sub: z.uuid(), version: z.number().int(), at: z.number().int() });
export type SessionClaims = z.infer<typeof Claims>;

/** The session of a Cookie header; null if there is none, it was tampered with, or it is over. */
export async function readSession(cookieHeader: string | null, nowMs: number): Promise<SessionClaims | null> {
  const token = cookieOf(cookieHeader, SESSION_COOKIE);
  if (token === null) return null;
  const payload = await decode({ token, secret: await sessionSecret() }).catch(() => null);
  const claims = Claims.safeParse(payload);
  if (!claims.success) return null;
  // Counted from signing in, however often the cookie was renewed since.
  return nowMs - claims.data.at * 1000 < sessionSeconds * 1000 ? claims.data : null;
}

/** A session as the sign-in makes it; for tests and tools that start where somebody has signed in. */
export async function encodeSession(claims: SessionClaims): Promise<string> {
  return encode({ token: claims, secret: await sessionSecret(), maxAge: sessionSeconds });
}

function cookieOf(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}
