import type { Metadata } from "next";
import { ConfigurationView } from "@/components/coverage/configuration-view";
import { hasRole } from "@/lib/auth/roles";
import { pageContext } from "@/lib/auth/server/page-context";

export const metadata: Metadata = { title: "Configuration of logging" };

export default async function ConfigurationPage() {
  const { actor } = await pageContext();
  return <ConfigurationView mayImport={actor.kind === "user" && hasRole(actor.role, "investigator")} />;
}
