import { Lock } from "lucide-react";
import { EmptyState } from "@/components/common/empty-state";

export default function Forbidden() {
  return (
    <EmptyState
      icon={Lock}
      title="Your role does not include this page"
      reason="An administrator can give you another role on the users page."
    />
  );
}
