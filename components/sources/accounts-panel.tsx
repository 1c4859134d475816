"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { AccountName } from "@/components/common/account-name";
import { DataState } from "@/components/common/data-state";
import { Panel } from "@/components/common/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { accountsImport, type AccountRow } from "@/lib/accounts/contract";
import { accountsQuery } from "@/lib/accounts/query-options";
import { call } from "@/lib/http/call";

/** The accounts that events name, with the names that somebody gave them. */
export function AccountsPanel({ mayImport }: { readonly mayImport: boolean }) {
  const query = useQuery(accountsQuery.list());
  return (
    <Panel title="Accounts" aside={mayImport ? <ImportNames /> : null}>
      <DataState
        query={query}
        failure="The accounts could not be read"
        loading={<Skeleton className="m-4 h-12" />}
        isEmpty={({ accounts }) => accounts.length === 0}
        empty={<p className="px-4 py-3 text-sm text-muted">No account has been seen yet.</p>}
      >
        {({ accounts }) => <AccountList accounts={accounts} />}
      </DataState>
    </Panel>
  );
}

function AccountList({ accounts }: { readonly accounts: readonly AccountRow[] }) {
  const named = accounts.filter(({ name }) => name !== null).length;
  return (
    <>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-6 gap-y-1.5 px-4 py-3">
        {accounts.map((row) => (
          <li key={row.account} className="min-w-0">
            <AccountName account={row.account} />
            {row.parent === null ? null : (
              <bdi className="block truncate text-xs text-muted">{visibleText(row.parent)}</bdi>
            )}
          </li>
        ))}
      </ul>
      <p className="border-t border-border px-4 py-2 text-xs text-muted">
        {formatCount(named)} of {formatCount(accounts.length)} have a name. Names come from `aws organizations
        list-accounts` or a CSV file with the columns account id and name.
      </p>
    </>
  );
}

function ImportNames() {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const load = useMutation({
    mutationFn: async (file: File) => call(accountsImport, { text: await file.text(), name: file.name.slice(0, 300) }),
    onSuccess: ({ accounts }) => {
      toast.success(countOf(accounts, "account has a name", "accounts have names"));
      // Names stand beside ids on every page.
      return client.invalidateQueries();
    },
    onError: (error) => {
      toast.error(error.message);
    },
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,.csv"
        aria-label="List of accounts"
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) load.mutate(file);
          event.target.value = "";
        }}
      />
      <Button size="sm" disabled={load.isPending} onClick={() => input.current?.click()}>
        Import names…
      </Button>
    </>
  );
}
