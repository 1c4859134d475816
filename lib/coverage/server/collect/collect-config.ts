import { type Account, ListAccountsCommand } from "@aws-sdk/client-organizations";
import { AppError } from "@/lib/base/app-error";
import { partitionOfRegion } from "@/lib/cloudtrail/arn";
import type { Context } from "@/lib/context";
import type { ConfigFile } from "../../read-config-file";
import type { ConfigImport } from "../../config-contract";
import { importConfig } from "../import-config";
import { type AwsAccess, bedrockIn, cloudTrailIn, organizationsIn } from "./aws-access";
import { collectAccount, type Failure } from "./collect-account";

export type CollectRequest = {
  readonly access: AwsAccess;
  /** Empty: every account of the organisation, which is asked with one's own rights. */
  readonly accounts: readonly string[];
  /** The role to take in each account; null: one's own rights, for one account. */
  readonly roleName: string | null;
  readonly regions: readonly string[];
  readonly onAccount?: (done: number, of: number) => void;
  readonly signal: AbortSignal;
};

export type CollectResult = ConfigImport & {
  readonly accounts: number;
  /** Calls that were refused, and so what is not known now. */
  readonly failed: readonly (Failure & { readonly account: string })[];
};

/**
 * Fetches how trails, event data stores and Bedrock's own log of prompts are set up from AWS itself, and takes it in like files of CLI output. AppError "invalid-input" where the
 * organisation cannot be asked, "unavailable" where no account answered.
 */
export async function collectConfig(ctx: Context, request: CollectRequest): Promise<CollectResult> {
  const { access, roleName, regions, signal } = request;
  const [first = "us-east-1"] = regions;
  const members = request.accounts.length === 0 ? await listMembers(first, access, ctx.now()) : null;
  const accounts = members?.ids ?? request.accounts;
  if (roleName === null && accounts.length !== 1)
    throw new AppError(
      "invalid-input",
      "Without a role to take, only the one account of your own rights can be collected.",
    );
  const files: ConfigFile[] = members === null ? [] : [...members.files];
  const failed: (Failure & { readonly account: string })[] = [];
  for (const [n, account] of accounts.entries()) {
    request.onAccount?.(n, accounts.length);
    const roleArn = roleName === null ? null : `arn:${partitionOfRegion(first)}:iam::${account}:role/${roleName}`;
    const collected = await collectAccount({
      account,
      regions,
      clientIn: memoised((region) => cloudTrailIn({ region, access, roleArn })),
      bedrockIn: memoised((region) => bedrockIn({ region, access, roleArn })),
      now: () => ctx.now(),
      signal,
    });
    failed.push(...collected.failed.map((failure) => ({ ...failure, account })));
    files.push(...collected.files);
  }
  if (!files.some(({ path }) => path.includes("describe-trails")))
    throw new AppError("unavailable", `No account answered. The first refusal: ${failed[0]?.reason ?? "none"}`);
  const imported = await importConfig(ctx, { files, asOfMs: null });
  return { ...imported, accounts: accounts.length, failed };
}

/** One client for each Region: each keeps its own credentials. */
function memoised<Client>(make: (region: string) => Client): (region: string) => Client {
  const made = new Map<string, Client>();
  return (region) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}

/** The accounts of the organisation that are not closed, and what list-accounts says of all of them. */
async function listMembers(region: string, access: AwsAccess, now: Date) {
  const found: Account[] = [];
  const client = organizationsIn({ region, access });
  let NextToken: string | undefined;
  try {
    do {
      const page = await client.send(new ListAccountsCommand(NextToken === undefined ? {} : { NextToken }));
      found.push(...(page.Accounts ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      "invalid-input",
      `The accounts of the organisation could not be listed (${reason}). Name them with --accounts.`,
    );
  }
  const value: unknown = JSON.parse(JSON.stringify({ Accounts: found }));
  const modifiedMs = now.getTime();
  return {
    ids: found.flatMap(({ Id, Status }) => (Id === undefined || Status === "SUSPENDED" ? [] : [Id])),
    files: [
      { path: "organization/snapshot.json", value: { takenAt: now.toISOString() }, modifiedMs },
      { path: "organization/list-accounts.json", value, modifiedMs },
    ],
  };
}
