"use client";

import { useSyncExternalStore } from "react";
import { browserNow } from "@/components/common/browser-now";
import { call } from "@/lib/http/call";
import { runCancel } from "@/lib/sources/contract";
import { hashBlob } from "@/lib/sources/hash-blob";
import { putFile } from "@/lib/sources/put-file";
import { uploadComplete, uploadCreate } from "@/lib/sources/upload-contract";
import { UploadQueue, type UploadView } from "@/lib/sources/upload-queue";

/** The uploads of this tab. Outside of every component, so that they go on when one looks at another page. */
export const uploads = new UploadQueue({
  announce: (files) => call(uploadCreate, { files: [...files] }),
  put: putFile,
  close: (runId) => call(uploadComplete, { runId }),
  cancel: (runId) => call(runCancel, { runId }),
  hash: hashBlob,
  clock: browserNow,
});

const NONE: readonly UploadView[] = [];

/** What is being uploaded now, as it goes. */
export function useUploads(): readonly UploadView[] {
  return useSyncExternalStore(uploads.subscribe, uploads.list, () => NONE);
}
