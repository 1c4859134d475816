"use client";

import { useQuery } from "@tanstack/react-query";
import { visibleText } from "@/lib/base/visible-text";
import { accountsQuery } from "@/lib/accounts/query-options";

/** An account by its id, with its name where somebody gave one. Every account on a page shares one small question. */
export function AccountName({ account }: { readonly account: string }) {
  const { data } = useQuery(accountsQuery.list());
  const name = data?.accounts.find((row) => row.account === account)?.name ?? null;
  return (
    <span className="inline-flex min-w-0 flex-wrap items-baseline gap-x-1.5" title={account}>
      {name === null ? null : <bdi className="text-sm">{visibleText(name)}</bdi>}
      <span className={`font-mono text-xs tabular ${name === null ? "" : "text-muted"}`}>{visibleText(account)}</span>
    </span>
  );
}
