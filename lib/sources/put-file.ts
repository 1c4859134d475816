import { AppError, type AppErrorCode, APP_ERROR_STATUS } from "@/lib/base/app-error";
import { z } from "zod";
import { ReceivedFile, SHA256_HEADER } from "./upload-contract";

export type OutgoingFile = {
  readonly runId: string;
  readonly fileId: string;
  readonly blob: Blob;
  readonly sha256: string;
  readonly onProgress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

const Failure = z.object({ code: z.string(), detail: z.string() });

/** Sends one file of an upload. XMLHttpRequest, because it alone says how far a body has gone. Throws `AppError`. */
export function putFile({ runId, fileId, blob, sha256, onProgress, signal }: OutgoingFile): Promise<ReceivedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    const settle = (end: () => void) => (): void => {
      signal.removeEventListener("abort", abort);
      end();
    };
    request.open("PUT", `/api/v1/uploads/${encodeURIComponent(runId)}/files/${encodeURIComponent(fileId)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader(SHA256_HEADER, sha256);
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener(
      "load",
      settle(() => {
        const answer = answerOf(request);
        if (answer instanceof AppError) reject(answer);
        else resolve(answer);
      }),
    );
    request.addEventListener(
      "error",
      settle(() => reject(new AppError("unavailable", "The connection to the server broke. Send it again."))),
    );
    request.addEventListener(
      "abort",
      settle(() => reject(new AppError("conflict", "Cancelled."))),
    );
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    else request.send(blob);
  });
}

function answerOf(request: XMLHttpRequest): ReceivedFile | AppError {
  const body = parsed(request.responseText);
  if (request.status === 200) return ReceivedFile.parse(body);
  const failure = Failure.safeParse(body);
  if (failure.success && isCode(failure.data.code)) return new AppError(failure.data.code, failure.data.detail);
  return new AppError("unavailable", `The server answered ${request.status}. Send it again; if it stays, see its log.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isCode(code: string): code is AppErrorCode {
  return code in APP_ERROR_STATUS;
}
