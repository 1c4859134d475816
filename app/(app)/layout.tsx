import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { pageUser } from "@/lib/auth/server/page-context";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const { name, username, role } = await pageUser();
  return (
    <AppShell user={{ name, username, role }} search={null}>
      {children}
    </AppShell>
  );
}
