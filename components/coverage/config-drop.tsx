"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp, FolderUp, Upload } from "lucide-react";
import { type ChangeEvent, type DragEvent, useRef } from "react";
import { ErrorPanel } from "@/components/common/error-panel";
import { Button } from "@/components/ui/button";
import { importConfig } from "@/lib/coverage/config-contract";
import { call } from "@/lib/http/call";
import { droppedFiles, type PickedFile, pickedFiles } from "@/lib/sources/dropped-files";
import { ConfigTaken } from "./config-taken";

const BYTES_MAX = 24 * 1024 * 1024;

/** Where files of CLI output are dropped or chosen, with what was taken of them, what was not, and what is missing. */
export function ConfigDrop() {
  const client = useQueryClient();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const load = useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: ["coverage"] }),
  });
  function drop(event: DragEvent): void {
    event.preventDefault();
    load.mutate(droppedFiles(event.dataTransfer.items));
  }
  function pick(event: ChangeEvent<HTMLInputElement>): void {
    load.mutate(Promise.resolve(pickedFiles(event.target.files ?? new DataTransfer().files)));
    event.target.value = "";
  }
  return (
    <>
      <section
        aria-label="Import"
        aria-busy={load.isPending}
        onDragOver={(event) => event.preventDefault()}
        onDrop={drop}
        className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-dashed border-border-strong bg-panel px-4 py-4"
      >
        <Upload aria-hidden className="size-5 shrink-0 text-accent" strokeWidth={1.75} />
        <div className="min-w-0 flex-1 basis-72 text-sm">
          <p className="font-medium">
            {load.isPending ? "Reading …" : "Drop a folder of AWS CLI output here, many accounts and days at once"}
          </p>
          <p className="text-muted">
            describe-trails, get-event-selectors, get-trail-status, event data stores, list-accounts, agents and
            knowledge bases, model invocation logging. What a file is, its content says; snapshot.json dates its folder.
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" disabled={load.isPending} onClick={() => folder.current?.click()}>
            <FolderUp /> Choose a folder
          </Button>
          <Button disabled={load.isPending} onClick={() => files.current?.click()}>
            <FileUp /> Choose files
          </Button>
        </div>
        <input ref={files} type="file" multiple hidden aria-label="Configuration files" onChange={pick} />
        <input
          ref={folder}
          type="file"
          multiple
          hidden
          aria-label="Configuration folder"
          onChange={pick}
          {...{ webkitdirectory: "" }}
        />
      </section>
      {load.error === null ? null : <ErrorPanel error={load.error} title="Nothing was imported" onRetry={null} />}
      {load.data === undefined ? null : <ConfigTaken taken={load.data} />}
    </>
  );
}

async function send(picked: Promise<readonly PickedFile[]>) {
  const json = (await picked).filter(({ name }) => /\.json$/i.test(name));
  if (json.length === 0) throw new Error("There is no .json file in that.");
  const bytes = json.reduce((sum, { file }) => sum + file.size, 0);
  if (bytes > BYTES_MAX)
    throw new Error("That is more than 24 MiB of configuration: import it by the command line, with config import.");
  const files = await Promise.all(
    json.map(async ({ name, file }) => ({ path: name, text: await file.text(), modifiedMs: file.lastModified })),
  );
  return call(importConfig, { files });
}
