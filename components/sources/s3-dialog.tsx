"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CloudDownload } from "lucide-react";
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
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/base/format-number";
import { call } from "@/lib/http/call";
import { s3Look, s3Pull, type S3Wish } from "@/lib/sources/s3-contract";
import { S3Fields } from "./s3-fields";
import { S3FoundText } from "./s3-found-text";

/** Pulls from S3 in two steps: look what is there, then load it. */
export function S3Dialog() {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const look = useMutation({
    mutationFn: async (wish: S3Wish) => ({ wish, found: await call(s3Look, wish) }),
  });
  const pull = useMutation({
    mutationFn: (wish: S3Wish) => call(s3Pull, wish),
    onSuccess: async () => {
      setOpen(false);
      look.reset();
      toast.success("The pull has begun", "Loads, below, shows how far it is; answers work while it goes on.");
      await client.invalidateQueries({ queryKey: ["runs"] });
    },
  });
  const problem = look.error ?? pull.error;
  const seen = look.data;
  const toLoad = seen === undefined ? 0 : seen.found.files - seen.found.hereFiles;
  const reset = (): void => {
    look.reset();
    pull.reset();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reset();
      }}
    >
      <DialogTrigger asChild>
        <Button>
          <CloudDownload /> Pull from S3
        </Button>
      </DialogTrigger>
      <DialogContent>
        <form
          onChange={reset}
          onSubmit={(event) => {
            event.preventDefault();
            look.mutate(wishOf(new FormData(event.currentTarget)));
          }}
        >
          <DialogHeader>
            <DialogTitle>Pull from S3</DialogTitle>
            <DialogDescription>
              With the AWS credentials that the server has, or a role that they may assume. Looking loads nothing.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <S3Fields />
            {problem === null ? null : (
              <div ref={bringIntoView}>
                <FormProblem error={problem} />
              </div>
            )}
            {seen === undefined ? null : (
              <div ref={bringIntoView}>
                <S3FoundText found={seen.found} />
              </div>
            )}
          </DialogBody>
          <DialogFooter>
            <Button
              type="submit"
              {...(toLoad > 0 ? {} : { variant: "primary" })}
              disabled={look.isPending || pull.isPending}
            >
              {look.isPending ? "Looking…" : seen === undefined ? "Look" : "Look again"}
            </Button>
            {seen !== undefined && toLoad > 0 ? (
              <Button variant="primary" disabled={pull.isPending} onClick={() => pull.mutate(seen.wish)}>
                Load {seen.found.isComplete ? "" : "these and the rest: at least "}
                {formatCount(toLoad)} {toLoad === 1 ? "file" : "files"}
              </Button>
            ) : null}
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** On a small screen, what came of looking would lie below the edge. */
function bringIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "center" });
}

function wishOf(form: FormData): S3Wish {
  return {
    address: textOf(form, "address"),
    accounts: textOf(form, "accounts"),
    regions: textOf(form, "regions"),
    from: textOf(form, "from"),
    to: textOf(form, "to"),
    profile: textOf(form, "profile"),
    roleArn: textOf(form, "roleArn"),
    externalId: textOf(form, "externalId"),
    fetchKeys: form.get("fetchKeys") !== null,
  };
}
