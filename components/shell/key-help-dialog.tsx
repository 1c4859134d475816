"use client";

import { useId, useSyncExternalStore } from "react";
import { KeyHint } from "@/components/common/key-hint";
import { areKeysOn, listKeyGroups, setKeysOn, subscribeToKeys } from "@/components/common/key-bindings";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/label";

type KeyHelpDialogProps = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

const NAMES: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  " ": "Space",
};

/** Every key that works on this page, as the page itself registered them. */
export function KeyHelpDialog({ open, onOpenChange }: KeyHelpDialogProps) {
  const groups = useSyncExternalStore(subscribeToKeys, listKeyGroups, listKeyGroups);
  const on = useSyncExternalStore(subscribeToKeys, areKeysOn, () => true);
  const id = useId();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Keyboard</DialogTitle>
          <DialogDescription>Keys rest while you type in a field.</DialogDescription>
        </DialogHeader>
        <DialogBody>
          {groups.map((group) => (
            <section key={group.title}>
              <h3 className="label-caps mb-1">{group.title}</h3>
              <dl className="divide-y divide-border border-y border-border">
                {group.bindings.map((binding) => (
                  <div key={binding.key} className="flex h-8 items-center justify-between gap-4 text-sm">
                    <dt>{binding.label}</dt>
                    <dd>
                      <KeyHint keys={binding.key.split("+").map((key) => NAMES[key] ?? key)} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
          <div className="flex items-center gap-2">
            <Checkbox id={id} checked={on} onCheckedChange={(checked) => setKeysOn(checked === true)} />
            <Label htmlFor={id} className="font-normal">
              Single keys work in this browser
            </Label>
          </div>
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
