import type { ReactNode } from "react";
import { SeedBox } from "@/components/seed/seed-box";
import { AppShell } from "@/components/shell/app-shell";
import { pageUser } from "@/lib/auth/server/page-context";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const { name, username, role } = await pageUser();
  return (
    <AppShell user={{ name, username, role }} search={<SeedBox />}>
      {children}
    </AppShell>
  );
}
