import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/common/empty-state";

export default function NotFound() {
  return (
    <EmptyState
      icon={SearchX}
      title="There is nothing at this address"
      reason="It may be mistyped, or lead to something that was never loaded into this store. That something is not here does not mean that it did not happen."
    />
  );
}
