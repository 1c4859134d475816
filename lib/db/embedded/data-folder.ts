import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { AppError } from "@/lib/base/app-error";
import type { EmbeddedPaths } from "./embedded-paths";
import { explainFailure } from "./explain-failure";
import { runProgram } from "./run-program";
import type { ServerPlace } from "./server-place";

export const SUPERUSER = "wakeline";

/** Makes the data folder if there is none, refuses one of another major version, and gives the superuser's password. */
export function prepareDataFolder(place: ServerPlace, paths: EmbeddedPaths): string {
  if (!existsSync(join(place.data, "PG_VERSION"))) return createDataFolder(place, paths);
  refuseOtherMajor(place);
  if (existsSync(paths.password)) return readFileSync(paths.password, "utf8").trim();
  return resetPassword(place, paths);
}

/** Made aside and renamed when whole, so that a kill in the middle leaves nothing that looks like data. */
function createDataFolder(place: ServerPlace, paths: EmbeddedPaths): string {
  refuseForeignContent(place.data);
  const draft = `${place.data}.new`;
  const passwordFile = `${place.data}.password`;
  const password = newPassword();
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account) for (const path of [draft, passwordFile]) chownSync(path, place.account.uid, place.account.gid);
  const flags = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  const { ok, output } = runProgram(
    place.binaries.initdb,
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      ...flags,
      "--data-checksums",
      "--no-instructions",
    ],
    { account: place.account, cwd: draft },
  );
  rmSync(passwordFile, { force: true });
  if (!ok) {
    rmSync(draft, { recursive: true, force: true });
    throw explainFailure(output, { data: place.data, log: paths.log });
  }
  keepPassword(paths, password);
  rmSync(place.data, { recursive: true, force: true });
  renameSync(draft, place.data);
  return password;
}

/** An empty folder may be replaced; one with content that is not a database is somebody's. */
function refuseForeignContent(data: string): void {
  if (!existsSync(data) || readdirSync(data).length === 0) return;
  throw new AppError(
    "conflict",
    `${data} holds files that are not a PostgreSQL database. Move them away, or set WAKELINE_HOME to another folder.`,
  );
}

function refuseOtherMajor({ data, binaries }: ServerPlace): void {
  const found = readFileSync(join(data, "PG_VERSION"), "utf8").trim();
  const ours = binaries.version.split(".")[0] ?? "";
  if (found === ours) return;
  throw new AppError(
    "conflict",
    `The database in ${data} was made by PostgreSQL ${found}, and this version of Wakeline runs ${ours}. Move that folder away and ingest the log files again, or keep using the Wakeline that made it.`,
  );
}

/** The password file was lost: the single-user server, which asks for none, sets a new one. */
function resetPassword(place: ServerPlace, paths: EmbeddedPaths): string {
  const password = newPassword();
  const statement = `alter role ${SUPERUSER} password '${password}';\n`;
  const args = ["--single", "-D", place.data, "-c", "exit_on_error=on", "postgres"];
  const { ok, output } = runProgram(place.binaries.postgres, args, {
    account: place.account,
    input: statement,
    cwd: place.data,
  });
  if (!ok) throw explainFailure(output, { data: place.data, log: paths.log });
  keepPassword(paths, password);
  return password;
}

const newPassword = (): string => randomBytes(24).toString("hex");

function keepPassword(paths: EmbeddedPaths, password: string): void {
  writeFileSync(paths.password, `${password}\n`, { mode: 0o600 });
}
