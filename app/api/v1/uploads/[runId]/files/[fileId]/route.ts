import { authorise } from "@/lib/auth/server/authorise";
import { AppError } from "@/lib/base/app-error";
import { answer } from "@/lib/http/serve";
import { receiveFile } from "@/lib/sources/server/receive-file";
import { SHA256_HEADER, uploadFile } from "@/lib/sources/upload-contract";

/** Takes one file of an upload as it comes: its body is never held whole. */
export function PUT(
  request: Request,
  { params }: { readonly params: Promise<{ readonly runId: string; readonly fileId: string }> },
): Promise<Response> {
  return answer(request, uploadFile, async () => {
    const ctx = await authorise(request, uploadFile);
    const { runId, fileId } = await params;
    const received = await receiveFile(ctx, {
      runId,
      fileId,
      body: request.body ?? nothing(),
      statedBytes: statedBytes(request),
      statedSha256: request.headers.get(SHA256_HEADER),
    });
    return Response.json(received);
  });
}

function statedBytes(request: Request): number | null {
  const text = request.headers.get("content-length");
  if (text === null) return null;
  if (!/^\d{1,15}$/.test(text)) throw new AppError("invalid-input", "Content-Length is no number.");
  return Number(text);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
