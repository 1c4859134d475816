import { z } from "zod";

const Readiness = z.object({ database: z.boolean() });

/** Whether the server is there and its database answers it; anybody may ask. */
export async function storeAnswers(signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch("/api/ready", { signal });
    return Readiness.parse(await response.json()).database;
  } catch {
    return false;
  }
}
