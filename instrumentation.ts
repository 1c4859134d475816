type FailedRequest = { readonly path: string; readonly method: string };
type FailedRoute = { readonly routePath: string; readonly routeType: string };

/** Logs what nobody expected, once, as one line of JSON; the digest is what the person at the screen sees. */
export function onRequestError(error: unknown, request: FailedRequest, route: FailedRoute): void {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  const [path = ""] = request.path.split("?");
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(
    JSON.stringify({ level: "error", method: request.method, path, route: route.routePath, digest, stack }),
  );
}
