import { z } from "zod";
import { call } from "./call";

/** Open to everybody, and so outside the list of endpoints with a role. */
const ready = {
  method: "GET",
  path: "/api/health/ready",
  role: "viewer",
  input: z.object({}),
  output: z.object({ ready: z.boolean() }),
} as const;

/** Whether the server is there and its database answers it. */
export async function storeAnswers(signal: AbortSignal): Promise<boolean> {
  try {
    return (await call(ready, {}, signal)).ready;
  } catch {
    return false;
  }
}
