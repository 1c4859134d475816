const HERE = "http://here.invalid";

/** Where to go after signing in: a path of this site, or "/" for anything that could lead elsewhere. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !next.startsWith("/") || next.includes("\\") || !URL.canParse(next, HERE)) return "/";
  const url = new URL(next, HERE);
  const path = `${url.pathname}${url.search}${url.hash}`;
  const leaves = url.origin !== HERE || path.startsWith("//");
  return leaves || url.pathname === "/sign-in" || url.pathname.startsWith("/api/") ? "/" : path;
}
