import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "@/lib/base/app-error";
import type { EmbeddedPaths } from "./embedded-paths";
import { type Binaries, completeBinaries, copyBinaries, installedBinaries } from "./postgres-binaries";
import { type Account, runProgram } from "./run-program";
import { serverAccount } from "./server-account";

/** Where root puts what another account must reach; readable by all, each folder in it by its account only. */
const SHARED_PLACE = "/var/lib/wakeline";

export type ServerPlace = { readonly data: string; readonly binaries: Binaries; readonly account: Account };
type Notice = (text: string) => void;

/**
 * Decides which binaries run as whom over which folder. What the server's account cannot reach is put elsewhere and
 * said once; rights of folders that others made are left alone.
 */
export function serverPlace(paths: EmbeddedPaths, notice: Notice): ServerPlace {
  const recorded = existsSync(paths.location) ? readFileSync(paths.location, "utf8").trim() : null;
  const account = serverAccount(recorded ?? paths.data, notice);
  const data = recorded ?? dataFolder(paths, { account, notice });
  refuseForeignData(data, account);
  return { data, account, binaries: usableBinaries(paths, { account, notice }) };
}

/** Makes the home if it is missing; in our own folder the server's account may pass through, not look around. */
export function makeHome(home: string): void {
  const made = mkdirSync(home, { recursive: true });
  if (made !== undefined) chmodSync(home, 0o711);
}

function dataFolder(paths: EmbeddedPaths, { account, notice }: { account: Account; notice: Notice }): string {
  if (account === null || canReach(dirname(paths.data), account)) return paths.data;
  if (existsSync(paths.data)) {
    throw new AppError(
      "unavailable",
      `The account that runs PostgreSQL (uid ${account.uid}) cannot reach its data in ${paths.data}. Give it the right to pass through the folders above, or start Wakeline as the user who owns them.`,
    );
  }
  const data = join(SHARED_PLACE, `${basename(dirname(paths.home))}-${randomUUID().slice(0, 8)}`, "postgres");
  mkdirSync(dirname(data), { recursive: true, mode: 0o755 });
  writeFileSync(paths.location, `${data}\n`);
  notice(`PostgreSQL does not run as root, and its account cannot reach ${paths.home}: the data go to ${data}.`);
  return data;
}

function usableBinaries(paths: EmbeddedPaths, { account, notice }: { account: Account; notice: Notice }): Binaries {
  const installed = installedBinaries();
  const inPlace = completeBinaries(installed) ? tryBinaries(installed, account) : null;
  if (inPlace?.ok) return installed;
  const folder = join(account ? SHARED_PLACE : paths.home, `postgresql-${installed.version}`);
  if (!existsSync(folder)) notice(`PostgreSQL cannot be run from ${installed.root}: it is copied to ${folder}.`);
  const copied = copyBinaries(installed, folder);
  const { ok, output } = tryBinaries(copied, account);
  if (ok) return copied;
  throw new AppError(
    "unavailable",
    `The PostgreSQL that npm installed does not run on this machine (${output || inPlace?.output}). Set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
  );
}

const tryBinaries = (binaries: Binaries, account: Account): ReturnType<typeof runProgram> =>
  runProgram(binaries.postgres, ["--version"], { account });

/** Asked as that account, since rights are more than the mode bits that we could read. */
const canReach = (folder: string, account: Account): boolean =>
  runProgram("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { account }).ok;

/** Data that root's server made stay with its account: an ordinary user gets told instead of a permission error. */
function refuseForeignData(data: string, account: Account): void {
  if (account !== null || process.platform === "win32" || !existsSync(data)) return;
  if (canReach(data, null)) return;
  throw new AppError(
    "unavailable",
    `The database in ${data} belongs to another account, because it was first started by another user or as root. Start Wakeline as that user, set WAKELINE_HOME to a folder of your own, or have root run: chown -R "$(id -un)" on it.`,
  );
}
