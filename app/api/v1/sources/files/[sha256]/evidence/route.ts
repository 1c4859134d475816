import { authorise } from "@/lib/auth/server/authorise";
import { AppError } from "@/lib/base/app-error";
import { answer } from "@/lib/http/serve";
import { evidenceDownload, Sha256 } from "@/lib/sources/contract";
import { openEvidence } from "@/lib/sources/server/open-evidence";

/** A log file's bytes, only ever as an attachment. */
export function GET(
  request: Request,
  { params }: { readonly params: Promise<{ readonly sha256: string }> },
): Promise<Response> {
  return answer(request, evidenceDownload, async () => {
    const ctx = await authorise(request, evidenceDownload);
    const sha256 = Sha256.safeParse((await params).sha256);
    if (!sha256.success)
      throw new AppError("invalid-input", "A log file is named by the 64 hexadecimal digits of its SHA-256.");
    const { name, bytes, chunks } = await openEvidence(ctx, sha256.data);
    const headers = new Headers({
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${name}"`,
      ...(bytes === null ? {} : { "content-length": String(bytes) }),
    });
    return new Response(streamOf(chunks), { headers });
  });
}

/** Reads on only as fast as the bytes are taken. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
