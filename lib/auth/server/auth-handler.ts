import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import { APP_ERROR_STATUS, AppError } from "@/lib/base/app-error";
import { type AuthVisit, authVisit } from "./auth-visit";
import { OIDC } from "./oidc-provider";
import { requireSameOrigin } from "./require-same-origin";

type Segments = { readonly params: Promise<{ nextauth: string[] }> };

const BACK = `GET callback/${OIDC}`;
const THERE = `POST signin/${OIDC}`;
/** What next-auth may answer; its own pages and its session endpoint stay closed, since the store decides what a session is worth. */
const OPEN = new Set(["GET csrf", "GET providers", "POST callback/credentials", "POST signout", THERE, BACK]);

const MOST_BYTES = 16_384;

const Destination = z.object({ url: z.string() });

/** Signing in and out, by next-auth. */
export async function authHandler(request: NextRequest, segments: Segments): Promise<Response> {
  const asked = `${request.method} ${(await segments.params).nextauth.join("/")}`;
  if (!OPEN.has(asked)) return failure(new AppError("not-found", "There is nothing here."));
  try {
    requireSameOrigin(request);
    requireSmallBody(request);
    const visit = await authVisit(request);
    const response = await NextAuth(request, segments, visit.options);
    if (asked === BACK) return backToOurs(response, visit);
    return asked === THERE ? thereFromOurs(response, visit) : response;
  } catch (error) {
    if (error instanceof AppError) return failure(error);
    throw error;
  }
}

function failure(error: AppError): Response {
  return Response.json({ code: error.code, detail: error.message }, { status: APP_ERROR_STATUS[error.code] });
}

/** Next-auth holds bodies whole, and strangers send these. */
function requireSmallBody(request: Request): void {
  if (request.method === "GET") return;
  const length = request.headers.get("content-length");
  if (length === null || !/^\d{1,5}$/.test(length) || Number(length) > MOST_BYTES)
    throw new AppError("too-large", `A sign-in says its length, and has ${MOST_BYTES} bytes at most.`);
}

/** Who was not let in comes to the sign-in page with the reason, not to a page of next-auth. */
function backToOurs(response: Response, visit: AuthVisit): Response {
  const location = response.headers.get("location");
  if (location === null || !isNextAuths(location)) return response;
  const headers = new Headers(response.headers);
  headers.set("location", `/sign-in?error=${visit.problem()}`);
  return new Response(null, { status: 302, headers });
}

/** The address of the provider to go to, or of our sign-in page with the reason why there is none. */
async function thereFromOurs(response: Response, visit: AuthVisit): Promise<Response> {
  const given = Destination.safeParse(
    await response
      .clone()
      .json()
      .catch(() => null),
  );
  if (!given.success || !isNextAuths(given.data.url)) return response;
  return Response.json({ url: `/sign-in?error=${visit.problem()}` });
}

function isNextAuths(location: string): boolean {
  return new URL(location, "http://here.invalid").pathname.startsWith("/api/auth/");
}
