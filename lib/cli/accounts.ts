import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { AppError } from "@/lib/base/app-error";
import { countOf } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { Context } from "@/lib/context";
import { importAccounts } from "@/lib/accounts/server/import-accounts";
import { listAccounts } from "@/lib/accounts/server/list-accounts";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline accounts`: the accounts with their names; with `import`, takes names from a list. */
export async function accountsCommand(args: readonly string[], io: Io): Promise<number> {
  const [verb, path, ...rest] = args;
  if (rest.length > 0 || (verb !== undefined && (verb !== "import" || path === undefined)))
    throw new UsageError('Say nothing more for the list, or "import" and one file.');
  return withStore(io, async (ctx) => {
    if (path !== undefined) return importFile(ctx, path, io);
    for (const row of (await listAccounts(ctx)).accounts)
      io.stdout(
        io.json
          ? JSON.stringify(row)
          : `${row.account}  ${visibleText(row.name ?? "-")}${row.parent ? `  ${visibleText(row.parent)}` : ""}`,
      );
    return 0;
  });
}

async function importFile(ctx: Context, path: string, io: Io): Promise<number> {
  const text = await readFile(isAbsolute(path) ? path : join(io.cwd, path), "utf8").catch((cause: unknown) => {
    throw new AppError("not-found", `${path} cannot be read.`, { cause });
  });
  const { accounts } = await importAccounts(ctx, { text, name: path });
  io.stdout(io.json ? JSON.stringify({ accounts }) : countOf(accounts, "account has a name", "accounts have names"));
  return 0;
}
