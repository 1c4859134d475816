import { z } from "zod";

/** What a starting keeper tells the process that started it, one JSON line each. */
export const KeeperReport = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("notice"), text: z.string() }),
  z.object({ kind: z.literal("ready") }),
  /** Another keeper serves this home. */
  z.object({ kind: z.literal("busy") }),
  z.object({ kind: z.literal("failed"), message: z.string() }),
]);
export type KeeperReport = z.infer<typeof KeeperReport>;
