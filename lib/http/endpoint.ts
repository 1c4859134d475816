import type { z } from "zod";
import type { Access } from "@/lib/auth/access";

/** One API endpoint, described once: the route, the guard, the browser and the tests read it. */
export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = Access & {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: `/api/v1/${string}`;
  /** Parsed from the query string (GET) or the JSON body; query strings hold the value under `q` as JSON. */
  readonly input: In;
  /** JSON values only: ISO strings or epoch milliseconds, never `Date` or `bigint`. */
  readonly output: Out;
};

/** A route whose body or answer streams: no schema describes it, but the guard and the tests know who may call it. */
export type Stream = Access & { readonly path: `/api/${string}` };

/** Keeps the schema types of an endpoint without writing them twice. */
export function defineEndpoint<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
): Endpoint<In, Out> {
  return endpoint;
}

/** The same for a route that streams; `path` has its parameters in brackets, as the folders have. */
export function defineStream(stream: Stream): Stream {
  return stream;
}
