"use client";

import { FileUp, FolderUp, Upload } from "lucide-react";
import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { droppedFiles, type PickedFile, pickedFiles } from "@/lib/sources/dropped-files";
import { S3Dialog } from "./s3-dialog";
import { uploads } from "./uploads";

/** Where files and folders are dropped, or chosen by hand. */
export function UploadZone() {
  const [isOver, setIsOver] = useState(false);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  async function drop(event: DragEvent): Promise<void> {
    event.preventDefault();
    setIsOver(false);
    try {
      add(await droppedFiles(event.dataTransfer.items));
    } catch {
      toast.error("The browser could not read what was dropped", "Choose the files or the folder by the buttons.");
    }
  }
  function pick(event: ChangeEvent<HTMLInputElement>): void {
    add(pickedFiles(event.target.files ?? new DataTransfer().files));
    event.target.value = "";
  }
  return (
    <section
      aria-label="Upload"
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget instanceof Node ? event.relatedTarget : null))
          setIsOver(false);
      }}
      onDrop={(event) => void drop(event)}
      className={`flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border border-dashed px-4 py-4 transition-colors ${
        isOver ? "border-accent bg-accent-soft" : "border-border-strong bg-panel"
      }`}
    >
      <Upload aria-hidden className="size-5 shrink-0 text-accent" strokeWidth={1.75} />
      <div className="min-w-0 flex-1 basis-72 text-sm">
        <p className="font-medium">{isOver ? "Drop to upload" : "Drop CloudTrail log files or a whole folder here"}</p>
        <p className="text-muted">
          JSON, gzip, zip, tar and exports. Size and SHA-256 of every file are checked on arrival; what is not
          CloudTrail is skipped and named.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={() => files.current?.click()}>
          <FileUp /> Choose files
        </Button>
        <Button onClick={() => folder.current?.click()}>
          <FolderUp /> Choose a folder
        </Button>
        <S3Dialog />
      </div>
      <input ref={files} type="file" multiple hidden aria-label="Files to upload" onChange={pick} />
      <input
        ref={folder}
        type="file"
        multiple
        hidden
        aria-label="Folder to upload"
        onChange={pick}
        {...{ webkitdirectory: "" }}
      />
    </section>
  );
}

function add(found: readonly PickedFile[]): void {
  if (found.length === 0) toast.error("There is no file in that");
  else uploads.add(found);
}
