"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormProblem } from "@/components/account/form-problem";
import { textOf } from "@/components/account/text-of";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { FormField } from "@/components/account/form-field";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { HUMAN, type IdentityProfile, setIdentityOverride } from "@/lib/identities/contract";
import { call } from "@/lib/http/call";
import { visibleText } from "@/lib/base/visible-text";

const AS_RECORDED = "as-recorded";

/** Says who stands behind an identity, against what records show, or takes that back; always with a reason. */
export function OverrideDialog({ profile }: { readonly profile: IdentityProfile }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const say = useMutation({
    mutationFn: (form: FormData) => {
      const human = HUMAN.find((one) => one === form.get("human")) ?? null;
      return call(setIdentityOverride, { identity: profile.id, human, why: textOf(form, "why") });
    },
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries({ queryKey: ["identities"] });
    },
  });
  const isOverridden = profile.overrides[0] !== undefined && profile.overrides[0].human !== null;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">Say otherwise</Button>
      </DialogTrigger>
      <DialogContent>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            say.mutate(new FormData(event.currentTarget));
          }}
        >
          <DialogHeader>
            <DialogTitle>Who stands behind {visibleText(profile.name)}?</DialogTitle>
            <DialogDescription>
              It counts everywhere from now on, and stands in the audit log with your name and reason.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <div className="flex flex-col gap-1.5">
              <Label htmlFor="override-human">It is</Label>
              <Select name="human" defaultValue={profile.human}>
                <SelectTrigger id="override-human" className="h-9">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {HUMAN.map((human) => (
                    <SelectItem key={human} value={human}>
                      {human}
                    </SelectItem>
                  ))}
                  {isOverridden ? <SelectItem value={AS_RECORDED}>as the records show</SelectItem> : null}
                </SelectContent>
              </Select>
            </div>
            <FormField name="why" label="Reason" autoComplete="off" required maxLength={2000} />
            {say.isError ? <FormProblem error={say.error} /> : null}
          </DialogBody>
          <DialogFooter>
            <Button type="submit" variant="primary" disabled={say.isPending}>
              {say.isPending ? "Saving…" : "Save"}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
