import { AppError } from "@/lib/base/app-error";

const REFUSED = "This request did not come from this site. Reload the page and try again.";

/** Refuses whatever changes something and was not sent by a page of ours: the browser names where a request comes from. */
export function requireSameOrigin(request: Request): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) {
    if (site !== "same-origin") throw new AppError("forbidden", REFUSED);
    return;
  }
  // Browsers leave the header out on plain http beyond this machine, but always send Origin.
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host") ?? new URL(request.url).host;
  if (origin === null || !URL.canParse(origin) || new URL(origin).host !== host)
    throw new AppError("forbidden", REFUSED);
}
