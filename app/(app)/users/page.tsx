import { dehydrate, HydrationBoundary, noop } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getQueryClient } from "@/app/query-client";
import { UsersView } from "@/components/users/users-view";
import { pageContext } from "@/lib/auth/server/page-context";
import { requireUser } from "@/lib/auth/server/require-user";
import { listUsers } from "@/lib/auth/server/list-users";
import { usersQuery } from "@/lib/auth/query-options";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage() {
  const ctx = await pageContext("admin");
  const client = getQueryClient();
  await client.query({ ...usersQuery.all(), queryFn: () => listUsers(ctx) }).catch(noop);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <UsersView ownId={requireUser(ctx.actor)} />
    </HydrationBoundary>
  );
}
