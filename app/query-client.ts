import { QueryCache, QueryClient } from "@tanstack/react-query";
import { cache } from "react";
import { APP_ERROR_STATUS, AppError } from "@/lib/base/app-error";

const isServer = typeof window === "undefined";
let ofBrowser: QueryClient | undefined;
const ofRequest = cache(makeQueryClient);

/**
 * One client per request on the server, so that nobody sees another's data; one for the whole visit in the browser.
 * Pages await what they prefetch: a query still pending would be drawn as pending on the server and as settled in the browser.
 */
export function getQueryClient(): QueryClient {
  if (isServer) return ofRequest();
  ofBrowser ??= makeQueryClient();
  return ofBrowser;
}

function makeQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveIfSignedOut }),
    defaultOptions: {
      queries: { staleTime: 30_000, retry: (failures, error) => failures < 2 && isWorthRetrying(error) },
    },
  });
}

function isWorthRetrying(error: Error): boolean {
  return !isServer && !(error instanceof AppError && APP_ERROR_STATUS[error.code] < 500);
}

/** The session ended while the page was open: back to where it was, by way of the sign-in. */
function leaveIfSignedOut(error: Error): void {
  if (isServer || !(error instanceof AppError) || error.code !== "unauthenticated") return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
