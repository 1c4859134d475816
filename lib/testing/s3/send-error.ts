import type { ServerResponse } from "node:http";

/** An error as S3 writes it. */
export function sendError(response: ServerResponse, status: number, [code, message]: readonly [string, string]): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${xmlText(message)}</Message></Error>`,
  );
}

/** Text between tags. */
export function xmlText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
