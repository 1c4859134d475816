import { Badge } from "@/components/ui/badge";
import type { User } from "@/lib/auth/contract";

/** Whether somebody can come in, and how. */
export function UserBadges({ user }: { readonly user: User }) {
  const isDisabled = user.disabledAt !== null;
  const hasLost = user.accessLostAt !== null;
  return (
    <span className="flex flex-wrap gap-1">
      {isDisabled ? <Badge tone="danger">disabled</Badge> : null}
      {hasLost ? <Badge tone="danger">without a group</Badge> : null}
      {!isDisabled && !hasLost ? <Badge tone="success">active</Badge> : null}
      {user.mustChange && !isDisabled ? <Badge tone="warning">must change password</Badge> : null}
      {user.subject === null ? null : <Badge title={`Subject ${user.subject}`}>single sign-on</Badge>}
    </span>
  );
}
