import { AppError } from "@/lib/base/app-error";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import { keepKeys, ORIGINS } from "@/lib/ingest/server/keep-sides";
import { publicKeysIn } from "@/lib/ingest/side-files";
import { rsaKeyOf } from "./signing-keys";

/**
 * Takes AWS's public keys from what `aws cloudtrail list-public-keys` printed, on the word of whoever hands them over. Throws
 * "invalid-input" where a key is none.
 */
export async function importKeys(
  ctx: Context,
  { text, name }: { readonly text: string; readonly name: string },
): Promise<{ keys: number }> {
  const keys = publicKeysIn(text);
  if (keys === null || keys.length === 0)
    throw new AppError(
      "invalid-input",
      `${name} is not the output of "aws cloudtrail list-public-keys --start-time … --end-time …": no PublicKeyList in it.`,
    );
  const bad = keys.findIndex(({ der }) => rsaKeyOf(der) === null);
  if (bad >= 0) throw new AppError("invalid-input", `Key ${bad + 1} of ${name} is no RSA public key in DER.`);
  await keepKeys(ctx.pool, keys, ORIGINS.imported);
  await recordAudit(ctx, { action: "keys.import", target: name, detail: { keys: keys.length } });
  return { keys: keys.length };
}
