"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { FormField } from "@/components/account/form-field";
import { FormProblem } from "@/components/account/form-problem";
import { textOf } from "@/components/account/text-of";
import { ShownOnceDialog } from "@/components/common/shown-once-dialog";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
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
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Scope, SCOPE_ROLE } from "@/lib/auth/access";
import { tokensQuery } from "@/lib/auth/query-options";
import { hasRole, Role } from "@/lib/auth/roles";
import { TOKEN_DAYS_MAX, tokenCreate } from "@/lib/auth/token-contract";
import { call } from "@/lib/http/call";

const MEANINGS: Record<Scope, string> = {
  read: "identities, events, timelines, sources",
  evidence: "records as delivered; log files need the investigator role",
  upload: "load log files, stop and retry loading",
  export: "CSV and NDJSON of events",
  admin: "users and the audit log; no passwords, no tokens",
  metrics: "figures for Prometheus",
};

const DEFAULT_DAYS = 90;

/** Makes a token, then shows it once. */
export function CreateTokenDialog({ role: ownRole }: { readonly role: Role }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [role, setRole] = useState<Role>(ownRole);
  const roleId = useId();
  const create = useMutation({
    mutationFn: (form: FormData) =>
      call(tokenCreate, {
        name: textOf(form, "name"),
        role,
        days: Number(textOf(form, "days")),
        scopes: Scope.options.filter((scope) => form.get(`scope-${scope}`) !== null),
      }),
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries(tokensQuery.every());
    },
  });
  return (
    <>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button>
            <Plus /> Make a token
          </Button>
        </DialogTrigger>
        <DialogContent>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              create.mutate(new FormData(event.currentTarget));
            }}
          >
            <DialogHeader>
              <DialogTitle>Make an API token</DialogTitle>
              <DialogDescription>It is shown once. Give it only what its program needs.</DialogDescription>
            </DialogHeader>
            <DialogBody>
              <FormField name="name" label="What will use it" autoComplete="off" required maxLength={80} />
              <div className="flex flex-col gap-1.5">
                <Label htmlFor={roleId}>As</Label>
                <Select value={role} onValueChange={(given) => setRole(Role.parse(given))}>
                  <SelectTrigger id={roleId} className="h-9">
                    <SelectValue />
                  </SelectTrigger>
                  <SelectContent>
                    {Role.options
                      .filter((one) => hasRole(ownRole, one))
                      .map((one) => (
                        <SelectItem key={one} value={one}>
                          {one}
                        </SelectItem>
                      ))}
                  </SelectContent>
                </Select>
              </div>
              <ScopeFields role={role} />
              <FormField
                name="days"
                label="Days until it expires"
                type="number"
                min={1}
                max={TOKEN_DAYS_MAX}
                defaultValue={DEFAULT_DAYS}
                required
              />
              {create.isError ? <FormProblem error={create.error} /> : null}
            </DialogBody>
            <DialogFooter>
              <Button type="submit" variant="primary" disabled={create.isPending}>
                Make the token
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
      <ShownOnceDialog
        title={`Token for ${create.data?.token.name ?? ""}`}
        secret={create.data?.secret ?? null}
        what="the token"
        onClose={() => create.reset()}
      >
        The program sends it as <code>Authorization: Bearer</code>.
      </ShownOnceDialog>
    </>
  );
}

function ScopeFields({ role }: { readonly role: Role }) {
  const id = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">Scopes</legend>
      {Scope.options
        .filter((scope) => hasRole(role, SCOPE_ROLE[scope]))
        .map((scope) => (
          <div key={scope} className="flex items-start gap-2 text-sm">
            <Checkbox
              id={`${id}-${scope}`}
              name={`scope-${scope}`}
              defaultChecked={scope === "read"}
              className="mt-0.5"
            />
            <label htmlFor={`${id}-${scope}`}>
              {scope} <span className="text-muted">{MEANINGS[scope]}</span>
            </label>
          </div>
        ))}
    </fieldset>
  );
}
