import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { pageContext, pageUser } from "@/lib/auth/server/page-context";
import { env } from "@/lib/env";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  await pageContext();
  const user = await pageUser();
  return <AccountView user={user} sessionHours={env.WAKELINE_SESSION_HOURS} />;
}
