import type { z } from "zod";
import { APP_ERROR_STATUS, AppError } from "@/lib/base/app-error";
import type { Access } from "@/lib/auth/access";
import type { Context } from "@/lib/context";
import { storeFailure } from "@/lib/db/store-failure";
import type { Endpoint } from "./endpoint";

type Verb<In, Out> = (ctx: Context, input: In) => Promise<Out>;
type Authorise = (request: Request, access: Access) => Promise<Context>;

/** As web servers log a caller that left before the answer. */
const CLIENT_CLOSED = 499;

/** Turns a verb into a route handler: authorise, parse, call, map errors. Nothing else belongs in a route. */
export function serve<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  verb: Verb<z.output<In>, z.input<Out>>,
  authorise: Authorise,
): (request: Request) => Promise<Response> {
  return (request) =>
    answerErrors(async () => {
      const ctx = await authorise(request, endpoint);
      const parsed = endpoint.input.safeParse(await inputOf(request, endpoint.method));
      if (!parsed.success) throw new AppError("invalid-input", describeIssue(parsed.error));
      return Response.json(await verb(ctx, parsed.data));
    });
}

/** Runs a handler and answers its `AppError`s, and a database that is away, with their status; shared by the few routes that stream. */
export async function answerErrors(run: () => Promise<Response>): Promise<Response> {
  try {
    return await run();
  } catch (error) {
    if (isAborted(error)) return new Response(null, { status: CLIENT_CLOSED });
    const known = error instanceof AppError ? error : storeFailure(error);
    if (known === null) throw error;
    return Response.json({ code: known.code, detail: known.message }, { status: APP_ERROR_STATUS[known.code] });
  }
}

/** The browser went elsewhere while its answer was made: nobody reads it, and nothing failed. */
function isAborted(error: unknown): boolean {
  return error instanceof Error && error.name === "ResponseAborted";
}

async function inputOf(request: Request, method: Endpoint["method"]): Promise<unknown> {
  try {
    if (method !== "GET") return await request.json();
    return JSON.parse(new URL(request.url).searchParams.get("q") ?? "{}");
  } catch (cause) {
    throw new AppError("invalid-input", "The request does not hold JSON.", { cause });
  }
}

function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join(".") || "input"}: ${issue.message}` : "The input does not fit.";
}
