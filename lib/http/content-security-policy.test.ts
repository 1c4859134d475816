import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

function directive(name: string, policy: string): string {
  return policy.split("; ").find((part) => part.startsWith(`${name} `)) ?? "";
}

describe("contentSecurityPolicy", () => {
  const policy = contentSecurityPolicy("abc", false);

  it("lets no inline script run without the nonce, and nothing be evaluated", () => {
    expect(directive("script-src", policy)).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
    expect(directive("style-src", policy)).not.toContain("unsafe-inline");
  });

  it("names no other host", () => {
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it("keeps the page out of frames", () => {
    expect(directive("frame-ancestors", policy)).toBe("frame-ancestors 'none'");
  });
});
