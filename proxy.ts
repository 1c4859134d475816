import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { NONCE_HEADER, PATH_HEADER } from "@/lib/http/page-headers";
import { isOverTls, tlsRedirect } from "@/lib/http/public-address";

/**
 * Gives every page its content security policy with a fresh nonce, and tells it its own address; behind a proxy with TLS, leads from http
 * to https and keeps browsers there. Guards nothing: pages and routes do.
 */
export function proxy(request: NextRequest): NextResponse {
  const forwardedProto = request.headers.get("x-forwarded-proto");
  const path = request.nextUrl.pathname + request.nextUrl.search;
  const secFetchSite = request.headers.get("sec-fetch-site");
  const secureAddress = tlsRedirect({ path, forwardedProto, secFetchSite }, env.NEXTAUTH_URL);
  // Kept by a cache between, one request with a forged header would lead everybody in a circle.
  if (secureAddress !== null)
    return NextResponse.redirect(secureAddress, { status: 308, headers: { "cache-control": "no-store" } });
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString("base64");
  const policy = contentSecurityPolicy(nonce, env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, path);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isOverTls(forwardedProto, env.NEXTAUTH_URL))
    response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

// Nothing under /api passes through here: a proxy cuts request bodies off at 10 MiB without a word, and uploads are evidence.
export const config = { matcher: ["/((?!api/|_next/static/|_next/image/|icon.svg).*)"] };
