import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

const KeeperState = z.object({
  pid: z.int(),
  keeperPort: z.int(),
  postgresPort: z.int(),
  secret: z.string().min(32),
});
export type KeeperState = z.infer<typeof KeeperState>;

/** What the last keeper wrote; null when there is no file, or one that is not whole. */
export function readKeeperState(path: string): KeeperState | null {
  try {
    return KeeperState.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null;
  }
}

/** Appears whole or not at all, and only its owner can read it. */
export function writeKeeperState(path: string, state: KeeperState): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
