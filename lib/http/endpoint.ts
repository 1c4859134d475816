import type { z } from "zod";
import type { Role } from "@/lib/auth/roles";

/** One API endpoint, described once: the route, the browser and the tests read it. */
export type Endpoint<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: `/api/v1/${string}`;
  /** The least role that may call it. */
  readonly role: Role;
  /** Parsed from the query string (GET) or the JSON body; query strings hold the value under `q` as JSON. */
  readonly input: In;
  /** JSON values only: ISO strings or epoch milliseconds, never `Date` or `bigint`. */
  readonly output: Out;
};

/** Keeps the schema types of an endpoint without writing them twice. */
export function defineEndpoint<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
): Endpoint<In, Out> {
  return endpoint;
}
