"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { TimeText } from "@/components/common/time-text";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Select, SelectTrigger, SelectValue } from "@/components/ui/select";
import { TableCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { type User, userDisable, userEnable, userEndSessions, userResetPassword, userRole } from "@/lib/auth/contract";
import { usersQuery } from "@/lib/auth/query-options";
import { Role } from "@/lib/auth/roles";
import { call } from "@/lib/http/call";
import { IssuedPasswordDialog } from "./issued-password-dialog";
import { RoleOptions } from "./role-options";
import { UserBadges } from "./user-badges";

type UserRowProps = { readonly user: User; readonly isOwn: boolean };

/** One user, with what an administrator can do about them. */
export function UserRow({ user, isOwn }: UserRowProps) {
  const client = useQueryClient();
  const [password, setPassword] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onError: (error) => toast.error(`${user.username} was not changed`, error.message),
    onSettled: () => client.invalidateQueries(usersQuery.all()),
  });
  const userId = user.id;
  const isDisabled = user.disabledAt !== null;
  return (
    <TableRow className={isDisabled ? "text-muted" : ""}>
      <TableCell>
        <div className="font-medium">
          {user.username}
          {isOwn ? <span className="font-normal text-muted"> (you)</span> : null}
        </div>
        <div className="text-xs text-muted">
          {user.name}
          {user.email === null || user.email === user.username ? null : ` · ${user.email}`}
        </div>
      </TableCell>
      <TableCell>
        {user.subject === null ? (
          <Select
            value={user.role}
            disabled={change.isPending}
            onValueChange={(role) => change.mutate(() => call(userRole, { userId, role: Role.parse(role) }))}
          >
            <SelectTrigger className="w-32" aria-label={`Role of ${user.username}`}>
              <SelectValue />
            </SelectTrigger>
            <RoleOptions />
          </Select>
        ) : (
          <>
            {user.role} <span className="block text-xs text-muted">by group</span>
          </>
        )}
      </TableCell>
      <TableCell>
        <UserBadges user={user} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {user.lastSignInAt === null ? (
          <span className="text-muted">never</span>
        ) : (
          <TimeText at={user.lastSignInAt} precision="minute" />
        )}
      </TableCell>
      <TableCell className="w-12 text-right">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon" aria-label={`Actions for ${user.username}`}>
              <Ellipsis />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end">
            {user.hasPassword ? (
              <DropdownMenuItem
                onSelect={() =>
                  change.mutate(async () => setPassword((await call(userResetPassword, { userId })).password))
                }
              >
                Reset password
              </DropdownMenuItem>
            ) : null}
            <DropdownMenuItem
              onSelect={() =>
                change.mutate(async () => {
                  await call(userEndSessions, { userId });
                  toast.success(`Every session of ${user.username} has ended`);
                })
              }
            >
              End sessions
            </DropdownMenuItem>
            <DropdownMenuItem
              disabled={isOwn && !isDisabled}
              onSelect={() => change.mutate(() => call(isDisabled ? userEnable : userDisable, { userId }))}
            >
              {isDisabled ? "Enable" : "Disable"}
            </DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <IssuedPasswordDialog username={user.username} password={password} onClose={() => setPassword(null)} />
      </TableCell>
    </TableRow>
  );
}
