"use client";

import { onlineManager, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { CircleUserRound, Keyboard, LogOut, Settings2 } from "lucide-react";
import Link from "next/link";
import { endSession } from "@/lib/auth/browser-session";
import type { Role } from "@/lib/auth/roles";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { ThemeMenuItems } from "./theme-menu-items";

export type ShellUser = { readonly name: string; readonly username: string; readonly role: Role };
type UserMenuProps = { readonly user: ShellUser; readonly onShowKeys: () => void };

/** Who is signed in, and what belongs to them. */
export function UserMenu({ user, onShowKeys }: UserMenuProps) {
  const client = useQueryClient();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" className="px-2" aria-label={`Account of ${user.name}`}>
          <CircleUserRound strokeWidth={1.75} />
          <span className="max-w-32 truncate max-sm:hidden">{user.username}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-56">
        <div className="px-2 py-1.5">
          <p className="truncate text-sm font-medium">{user.name}</p>
          <p className="truncate text-xs text-muted">
            {user.username} · {user.role}
          </p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/account">
            <Settings2 /> Account
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={onShowKeys}>
          <Keyboard /> Keyboard
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <ThemeMenuItems />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void leave(client)}>
          <LogOut /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/**
 * A full load: nothing of the session's data stays in memory. Until then the page asks for nothing more: it would be refused, and lead
 * to the sign-in by a way that comes back here.
 */
async function leave(client: QueryClient): Promise<void> {
  onlineManager.setOnline(false);
  try {
    await client.cancelQueries();
    await endSession();
  } catch (error) {
    onlineManager.setOnline(true);
    throw error;
  }
  window.location.assign("/sign-in");
}
