import type { Context } from "@/lib/context";
import { openStore } from "@/lib/db/store";
import type { Io } from "./io";

/** Runs a command that reads or writes the store, and closes it behind it. */
export async function withStore(io: Io, run: (ctx: Context) => Promise<number>): Promise<number> {
  const store = await openStore({ applicationName: "wakeline cli" });
  try {
    const { db, pool } = store;
    return await run({
      db,
      pool,
      actor: { kind: "cli", name: "command line" },
      now: () => new Date(),
      signal: io.signal,
    });
  } finally {
    await store.close();
  }
}
