"use client";

import { Keyboard } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useMemo, useState } from "react";
import { LoadingNote } from "@/components/sources/loading-note";
import { useKeyBindings } from "@/components/common/key-bindings";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { BottomNav } from "./bottom-nav";
import { KeyHelpDialog } from "./key-help-dialog";
import { Mark } from "./mark";
import { SideNav } from "./side-nav";
import { type ShellUser, UserMenu } from "./user-menu";

type AppShellProps = {
  readonly user: ShellUser;
  /** What stands in the middle of the top bar. */
  readonly search: ReactNode;
  readonly children: ReactNode;
};

/** The frame of every page: navigation, search, account. */
export function AppShell({ user, search, children }: AppShellProps) {
  const [keysShown, setKeysShown] = useState(false);
  const keys = useMemo(
    () => ({
      title: "Everywhere",
      bindings: [{ key: "?", label: "Show the keys", run: () => setKeysShown(true) }],
    }),
    [],
  );
  useKeyBindings(keys);
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-3 py-1.5 text-sm text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <SideNav role={user.role} />
      <div className="flex min-w-0 flex-1 flex-col max-md:pb-13">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b border-border bg-panel px-4 print:hidden">
          <Link href="/" aria-label="Wakeline, home" className="md:hidden">
            <Mark size={20} />
          </Link>
          <div className="min-w-0 flex-1">{search}</div>
          <Tooltip content="Keyboard (?)">
            <Button
              variant="ghost"
              size="icon"
              aria-label="Keyboard"
              className="max-sm:hidden"
              onClick={() => setKeysShown(true)}
            >
              <Keyboard strokeWidth={1.75} />
            </Button>
          </Tooltip>
          <UserMenu user={user} onShowKeys={() => setKeysShown(true)} />
        </header>
        <LoadingNote />
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
      <BottomNav role={user.role} />
      <KeyHelpDialog open={keysShown} onOpenChange={setKeysShown} />
    </div>
  );
}
