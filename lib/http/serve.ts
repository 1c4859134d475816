import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Access } from "@/lib/auth/access";
import { APP_ERROR_STATUS, AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { storeFailure } from "@/lib/db/store-failure";
import { log, logsRequests, traceOf } from "@/lib/telemetry/server/log";
import { countRequest } from "@/lib/telemetry/server/request-metrics";
import { callerOf } from "./caller";
import { readJson } from "./read-json";
import type { Endpoint, Stream } from "./endpoint";

type Verb<In, Out> = (ctx: Context, input: In) => Promise<Out>;
type Authorise = (request: Request, access: Access) => Promise<Context>;

/** As web servers log a caller that left before the answer. */
const CLIENT_LEFT = 499;
/** An upload announces 50,000 files by name. */
const MOST_BYTES = 32 * 1024 ** 2;
const REQUEST_ID = /^[\w.-]{8,64}$/;

/** Turns a verb into a route handler: authorise, parse, call, map errors. Nothing else belongs in a route. */
export function serve<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  verb: Verb<z.output<In>, z.input<Out>>,
  authorise: Authorise,
): (request: Request) => Promise<Response> {
  return (request) =>
    answer(request, endpoint, async () => {
      const ctx = await authorise(request, endpoint);
      const parsed = endpoint.input.safeParse(await inputOf(request, endpoint.method));
      if (!parsed.success) throw new AppError("invalid-input", describeIssue(parsed.error));
      return Response.json(await verb(ctx, parsed.data));
    });
}

/**
 * Runs a handler: answers its `AppError`s, and a database that is away, with their status; everything else with a 500 that
 * says only where the log says more. Logs and counts the answer. Shared by the few routes that stream.
 */
export async function answer(
  request: Request,
  { method, path }: Pick<Stream, "method" | "path">,
  run: () => Promise<Response>,
): Promise<Response> {
  const id = requestIdOf(request);
  const began = performance.now();
  const response = await run().catch((error: unknown) => answerError(error, { id, method, path }));
  const ms = performance.now() - began;
  const { status } = response;
  response.headers.set("x-request-id", id);
  countRequest({ method, route: path, status, seconds: ms / 1000 });
  const caller = callerOf(request);
  if (logsRequests) {
    const who = { user: caller?.userId ?? null, token: caller?.tokenId ?? null };
    log(status >= 500 ? "warn" : "info", "request", { id, method, route: path, status, ms: Math.round(ms), ...who });
  }
  return response;
}

type Asked = { readonly id: string; readonly method: string; readonly path: string };

function answerError(error: unknown, { id, method, path }: Asked): Response {
  if (isAborted(error)) return new Response(null, { status: CLIENT_LEFT });
  const known = error instanceof AppError ? error : storeFailure(error);
  if (known !== null)
    return Response.json({ code: known.code, detail: known.message }, { status: APP_ERROR_STATUS[known.code] });
  log("error", "request", { id, method, route: path, stack: traceOf(error) });
  const detail = `Something unexpected went wrong. The server's log says more under the request ${id}.`;
  return Response.json({ code: "unexpected", detail }, { status: 500 });
}

/** The id that a proxy gave, so that its log and ours can be read together, or a new one. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && REQUEST_ID.test(given) ? given : randomUUID();
}

/** The browser went elsewhere while its answer was made: nobody reads it, and nothing failed. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === "ResponseAborted";
}

async function inputOf(request: Request, method: Endpoint["method"]): Promise<unknown> {
  try {
    if (method !== "GET") return await readJson(request, MOST_BYTES);
    return JSON.parse(new URL(request.url).searchParams.get("q") ?? "{}");
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("invalid-input", "The request does not hold JSON.", { cause });
  }
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "input"}: ${issue.message}` : "The input does not fit.";
}
