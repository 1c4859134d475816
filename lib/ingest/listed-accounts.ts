import { parse as parseCsv } from "csv-parse/sync";
import { z } from "zod";

/** An account as a list of the organisation's accounts has it. */
export type ListedAccount = {
  readonly account: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: string | null;
  readonly organisation: string | null;
  readonly parent: string | null;
  readonly joinedAt: string | null;
};

const ACCOUNTS_MAX = 100_000;
const text = (length: number) => z.string().max(length).nullish().catch(null);
const Account = z.object({
  Id: z.string().regex(/^\d{12}$/),
  Name: z.string().min(1).max(200),
  Arn: text(300),
  Email: text(320),
  Status: text(40),
  State: text(40),
  ParentId: text(200),
  JoinedTimestamp: z.union([z.string(), z.number()]).nullish().catch(null),
});
const List = z.object({ Accounts: z.array(Account).max(ACCOUNTS_MAX) });

/** The accounts in the output of `aws organizations list-accounts`; null where the text is none. */
export function accountsInJson(source: string): ListedAccount[] | null {
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/^\uFEFF/, ""));
  } catch {
    return null;
  }
  const list = List.safeParse(Array.isArray(value) ? { Accounts: value } : value);
  return list.success ? list.data.Accounts.map(listed) : null;
}

function listed(account: z.output<typeof Account>): ListedAccount {
  return {
    account: account.Id,
    name: account.Name,
    email: account.Email ?? null,
    status: account.State ?? account.Status ?? null,
    organisation: /:organizations::\d{12}:account\/(o-[a-z0-9]{10,32})\//.exec(account.Arn ?? "")?.[1] ?? null,
    parent: account.ParentId ?? null,
    joinedAt: timeOf(account.JoinedTimestamp ?? null),
  };
}

function timeOf(value: string | number | null): string | null {
  if (value === null) return null;
  const time = new Date(typeof value === "number" ? value * 1000 : value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Columns as the console and other tools head them, in the order in which they are looked for. */
const COLUMNS = {
  Id: ["account id", "id", "account", "accountid", "account number"],
  Name: ["account name", "name", "accountname"],
  Email: ["email", "account email", "e-mail"],
  Status: ["status", "state"],
  Arn: ["arn", "account arn"],
  ParentId: ["parent", "ou", "organizational unit", "organisational unit", "ou path", "parent id", "parentid"],
  JoinedTimestamp: ["joined timestamp", "joined", "joinedtimestamp", "joined date"],
} as const;

/** The accounts in a CSV file with a heading line; null where it has no column of ids or none of names, or an id is none. */
export function accountsInCsv(source: string): ListedAccount[] | null {
  let lines: unknown;
  try {
    lines = parseCsv(source, { bom: true, skip_empty_lines: true, relax_column_count: true, trim: true });
  } catch {
    return null;
  }
  const table = z.array(z.array(z.string())).min(1).max(ACCOUNTS_MAX).safeParse(lines);
  if (!table.success) return null;
  const [heading = [], ...body] = table.data;
  const heads = heading.map((head) => head.toLowerCase().replaceAll("_", " "));
  const at = (names: readonly string[]): number => heads.findIndex((head) => names.includes(head));
  const rows = body.map((cells) =>
    Object.fromEntries(
      Object.entries(COLUMNS).flatMap(([key, names]) => {
        const cell = cells[at(names)];
        return cell === undefined || cell === ""
          ? []
          : [[key, key === "Id" ? cell.replaceAll("-", "").padStart(12, "0") : cell]];
      }),
    ),
  );
  const list = List.safeParse({ Accounts: rows });
  return list.success ? list.data.Accounts.map(listed) : null;
}
