import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { accountsInCsv, accountsInJson } from "@/lib/ingest/listed-accounts";
import { keepAccounts, ORIGINS } from "@/lib/ingest/server/keep-sides";
import type { accountsImport } from "../contract";

type Input = z.output<typeof accountsImport.input>;

/**
 * Takes the names of accounts from a list: what `aws organizations list-accounts` prints, or CSV with a heading line. The last
 * import wins. Throws "invalid-input" where no account can be read.
 */
export async function importAccounts(ctx: Context, { text, name }: Input): Promise<{ accounts: number }> {
  const accounts = accountsInJson(text) ?? accountsInCsv(text);
  if (accounts === null || accounts.length === 0)
    throw new AppError(
      "invalid-input",
      `${name} holds no accounts that can be read: neither the output of "aws organizations list-accounts" nor CSV with columns for the account id (12 digits) and the name.`,
    );
  await keepAccounts(ctx.pool, accounts, ORIGINS.imported);
  await recordAudit(ctx, { action: "accounts.import", target: name, detail: { accounts: accounts.length } });
  return { accounts: accounts.length };
}
