"use client";

import { useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { CountText } from "@/components/common/count-text";
import { DataState } from "@/components/common/data-state";
import { EmptyState } from "@/components/common/empty-state";
import { PageHeader } from "@/components/common/page-header";
import { AllTokensPanel } from "@/components/tokens/all-tokens-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableHead } from "@/components/ui/table";
import { usersQuery } from "@/lib/auth/query-options";
import { CreateUserDialog } from "./create-user-dialog";
import { UserRow } from "./user-row";

/** Who may sign in, and as what. */
export function UsersView({ ownId }: { readonly ownId: string }) {
  const query = useQuery(usersQuery.all());
  const count = query.data?.users.length ?? 0;
  return (
    <>
      <PageHeader
        title="Users"
        summary={query.data === undefined ? "Who may sign in" : <CountText count={count} unit="user" />}
        actions={<CreateUserDialog />}
      />
      <div className="mx-4 mb-8 overflow-hidden rounded-lg border border-border bg-panel sm:mx-6">
        <DataState
          query={query}
          failure="The users could not be read"
          loading={<Skeleton className="m-4 h-32" />}
          isEmpty={({ users }) => users.length === 0}
          empty={
            <EmptyState
              icon={UsersRound}
              title="No users"
              reason="The next start of the server makes an administrator."
            />
          }
        >
          {({ users }) => (
            <Table label="Users">
              <thead>
                <tr>
                  <TableHead>User</TableHead>
                  <TableHead>Role</TableHead>
                  <TableHead>State</TableHead>
                  <TableHead>Last sign-in</TableHead>
                  <TableHead>
                    <span className="sr-only">Actions</span>
                  </TableHead>
                </tr>
              </thead>
              <tbody>
                {users.map((user) => (
                  <UserRow key={user.id} user={user} isOwn={user.id === ownId} />
                ))}
              </tbody>
            </Table>
          )}
        </DataState>
      </div>
      <div className="mx-4 mb-8 sm:mx-6">
        <AllTokensPanel />
      </div>
    </>
  );
}
