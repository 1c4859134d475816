"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { FormField } from "@/components/account/form-field";
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
import { Label } from "@/components/ui/label";
import { Select, SelectTrigger, SelectValue } from "@/components/ui/select";
import { userCreate } from "@/lib/auth/contract";
import { usersQuery } from "@/lib/auth/query-options";
import { Role } from "@/lib/auth/roles";
import { call } from "@/lib/http/call";
import { IssuedPasswordDialog } from "./issued-password-dialog";
import { RoleOptions } from "./role-options";

/** Adds somebody, then shows their first password once. */
export function CreateUserDialog() {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const create = useMutation({
    mutationFn: (form: FormData) =>
      call(userCreate, {
        username: textOf(form, "username"),
        name: textOf(form, "name"),
        role: Role.parse(form.get("role")),
      }),
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries(usersQuery.all());
    },
  });
  return (
    <>
      <Dialog open={open} onOpenChange={setOpen}>
        <DialogTrigger asChild>
          <Button variant="primary">
            <Plus /> Add user
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
              <DialogTitle>Add a user</DialogTitle>
              <DialogDescription>
                They get a generated password, which they change when they first sign in.
              </DialogDescription>
            </DialogHeader>
            <DialogBody>
              <FormField
                name="username"
                label="User name"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                required
              />
              <FormField name="name" label="Name" autoComplete="off" required maxLength={120} />
              <div className="flex flex-col gap-1.5">
                <Label htmlFor="new-user-role">Role</Label>
                <Select name="role" defaultValue="viewer">
                  <SelectTrigger id="new-user-role" className="h-9">
                    <SelectValue />
                  </SelectTrigger>
                  <RoleOptions />
                </Select>
              </div>
              {create.isError ? <FormProblem error={create.error} /> : null}
            </DialogBody>
            <DialogFooter>
              <Button type="submit" variant="primary" disabled={create.isPending}>
                Add user
              </Button>
            </DialogFooter>
          </form>
        </DialogContent>
      </Dialog>
      <IssuedPasswordDialog
        username={create.data?.user.username ?? ""}
        password={create.data?.password ?? null}
        onClose={() => create.reset()}
      />
    </>
  );
}
