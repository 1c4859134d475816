import { AppError } from "@/lib/base/app-error";

/** The JSON of a body of at most so many bytes, whatever its length is said to be; no more than that is ever held. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let next = await reader?.read(); next?.value !== undefined; next = await reader?.read()) {
    bytes += next.value.byteLength;
    if (bytes > mostBytes) {
      await reader?.cancel();
      throw new AppError("too-large", `A request may have ${mostBytes} bytes here. Files are uploaded one by one.`);
    }
    chunks.push(next.value);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
