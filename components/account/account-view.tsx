import { PageHeader } from "@/components/common/page-header";
import { Panel } from "@/components/common/panel";
import { OwnTokensPanel } from "@/components/tokens/own-tokens-panel";
import type { Role } from "@/lib/auth/roles";
import { ChangePasswordForm } from "./change-password-form";
import { EndSessionsButton } from "./end-sessions-button";

type AccountViewProps = {
  readonly user: {
    readonly name: string;
    readonly username: string;
    readonly role: Role;
    readonly mustChange: boolean;
    readonly hasPassword: boolean;
  };
  readonly sessionHours: number;
};

const ROLES: Record<Role, string> = {
  viewer: "reads everything",
  investigator: "reads everything, loads files, sees unredacted records",
  admin: "reads everything, loads files, sees unredacted records, manages users, reads the audit log",
};

/** One's own account. */
export function AccountView({ user, sessionHours }: AccountViewProps) {
  return (
    <>
      <PageHeader title="Account" summary={`${user.name} · ${user.username}`} />
      <div className="flex max-w-4xl flex-col gap-4 px-4 pb-8 sm:px-6">
        {user.mustChange ? (
          <p role="status" className="rounded-md border border-warning/40 bg-warning-soft px-4 py-3 text-sm">
            Your password was made by somebody else. Choose one of your own; the other pages open when you have.
          </p>
        ) : null}
        <Panel title="Password">
          {user.hasPassword ? (
            <ChangePasswordForm username={user.username} />
          ) : (
            <p className="px-4 py-3 text-sm text-muted">
              You sign in through the identity provider and have no password here.
            </p>
          )}
        </Panel>
        <Panel title="Role">
          <p className="px-4 py-3 text-sm">
            <span className="font-medium">{user.role}</span> <span className="text-muted">{ROLES[user.role]}</span>
          </p>
        </Panel>
        {user.mustChange ? null : <OwnTokensPanel role={user.role} />}
        {user.mustChange ? null : (
          <Panel title="Sessions">
            <div className="flex flex-wrap items-center justify-between gap-3 px-4 py-3 text-sm">
              <p className="max-w-md text-muted">
                A session ends {sessionHours} {sessionHours === 1 ? "hour" : "hours"} after signing in. Ending all of
                them signs you out here and on every other machine. Tokens go on.
              </p>
              <EndSessionsButton />
            </div>
          </Panel>
        )}
      </div>
    </>
  );
}
