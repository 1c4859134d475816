import { afterEach, describe, expect, it, vi } from "vitest";
import { isOverTls, tlsRedirect } from "./public-address";

const PUBLIC = "https://wakeline.example.org";

describe("behind a proxy that ends TLS", () => {
  it.each([
    ["https", undefined, true],
    ["https, http", undefined, true],
    [null, PUBLIC, true],
    ["http", undefined, false],
    [null, "http://10.0.0.1:3000", false],
    [null, undefined, false],
  ])("forwarded as %s with the address %s is over TLS: %s", (proto, address, expected) => {
    expect(isOverTls(proto, address)).toBe(expected);
  });

  it("sends plain http to the public https address, with the path and to no other host", () => {
    const ask = (path: string, forwardedProto: string | null, secFetchSite: string | null = null) =>
      tlsRedirect({ path, forwardedProto, secFetchSite }, PUBLIC);
    expect(ask("/events?q=1", "http")).toBe(`${PUBLIC}/events?q=1`);
    expect(new URL(ask("//evil.example/x", "http") ?? "").host).toBe("wakeline.example.org");
    expect(ask("/events", "https")).toBeNull();
    // A health check of the proxy itself, or somebody on the machine.
    expect(ask("/events", null)).toBeNull();
    // Two proxies: the outer one ends TLS, and the inner one says how it was asked itself.
    expect(ask("/events", "http", "same-origin")).toBeNull();
    expect(tlsRedirect({ path: "/", forwardedProto: "http", secFetchSite: null }, undefined)).toBeNull();
  });
});

describe("the proxy of pages", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });
  const ask = async (publicAddress: string, forwardedProto: string) => {
    vi.stubEnv("NEXTAUTH_URL", publicAddress);
    const [{ proxy }, { NextRequest }] = await Promise.all([import("@/proxy"), import("next/server")]);
    const headers = { host: "10.0.0.1:3000", "x-forwarded-proto": forwardedProto };
    return proxy(new NextRequest("http://10.0.0.1:3000/events?order=oldest", { headers }));
  };

  it("redirects for good from http, and has browsers stay with https", async () => {
    const redirected = await ask(PUBLIC, "http");
    expect(redirected.status).toBe(308);
    expect(redirected.headers.get("location")).toBe(`${PUBLIC}/events?order=oldest`);
    expect(redirected.headers.get("cache-control")).toBe("no-store");
    const served = await ask(PUBLIC, "https");
    expect(served.status).toBe(200);
    expect(served.headers.get("strict-transport-security")).toBe("max-age=31536000");
    expect(served.headers.get("content-security-policy")).toContain("nonce-");
  });
});
