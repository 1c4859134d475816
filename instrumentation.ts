type FailedRequest = { readonly path: string; readonly method: string };
type FailedRoute = { readonly routePath: string; readonly routeType: string };

/** Logs what nobody expected, once; the digest is what the person at the screen sees. */
export async function onRequestError(error: unknown, request: FailedRequest, route: FailedRoute): Promise<void> {
  const { log, traceOf } = await import("@/lib/telemetry/server/log");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  log("error", "request", { method: request.method, route: route.routePath, digest, stack: traceOf(error) });
}
