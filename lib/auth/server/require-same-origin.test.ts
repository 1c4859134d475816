import { describe, expect, it } from "vitest";
import { requireSameOrigin } from "./require-same-origin";

function post(headers: Record<string, string>): Request {
  return new Request("http://wakeline.internal:3000/api/v1/users", { method: "POST", headers });
}

describe("requireSameOrigin", () => {
  it.each([
    ["the browser says so", { "sec-fetch-site": "same-origin" }],
    ["the origin is this host", { origin: "http://wakeline.internal:3000", host: "wakeline.internal:3000" }],
    [
      "a proxy in front terminates TLS",
      { origin: "https://wakeline.example", host: "10.0.0.1:3000", "x-forwarded-host": "wakeline.example" },
    ],
  ])("lets a request pass when %s", (_case, headers) => {
    expect(() => requireSameOrigin(post(headers))).not.toThrow();
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sibling subdomain", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "https://evil.example", host: "wakeline.internal:3000" }],
    ["an opaque origin", { origin: "null", host: "wakeline.internal:3000" }],
    ["nowhere", {}],
  ])("refuses a request from %s", (_case, headers) => {
    expect(() => requireSameOrigin(post(headers))).toThrow("did not come from this site");
  });

  it("never stands in the way of reading", () => {
    expect(() =>
      requireSameOrigin(new Request("http://wakeline.internal/", { headers: { "sec-fetch-site": "cross-site" } })),
    ).not.toThrow();
  });
});
