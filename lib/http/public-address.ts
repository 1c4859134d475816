type Asked = {
  readonly path: string;
  readonly forwardedProto: string | null;
  /** Of a browser: it says where a request comes from only where it came over TLS, or on its own machine. */
  readonly secFetchSite: string | null;
};

/** Whether whoever asks does so over TLS, by what the proxy says and by the address under which people reach the app. */
export function isOverTls(forwardedProto: string | null, publicAddress: string | undefined): boolean {
  return publicAddress?.startsWith("https:") === true || firstOf(forwardedProto) === "https";
}

/**
 * Where a page is to be read instead: at its https address, where that is the public one and a proxy says that it was asked for over plain
 * http. Null where it may be read here; a path that came can lead to no other host. Where the browser shows that it is at the https address
 * already, an inner proxy speaks of itself: leading there again would never end.
 */
export function tlsRedirect(
  { path, forwardedProto, secFetchSite }: Asked,
  publicAddress: string | undefined,
): string | null {
  if (publicAddress?.startsWith("https:") !== true || firstOf(forwardedProto) !== "http") return null;
  if (secFetchSite !== null) return null;
  return new URL(publicAddress).origin + (path.startsWith("/") ? path : `/${path}`);
}

/** The client's own, where several proxies each said theirs. */
function firstOf(forwardedProto: string | null): string | null {
  return forwardedProto === null ? null : (forwardedProto.split(",")[0] ?? "").trim().toLowerCase();
}
