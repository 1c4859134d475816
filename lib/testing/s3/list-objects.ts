import type { ServerResponse } from "node:http";
import { type Bucket, etagOf } from "./s3-world";
import { xmlText } from "./send-error";

type Shelf = { readonly name: string; readonly objects: Bucket };

/** ListObjectsV2: prefix, delimiter, start-after, max-keys and pages. */
export function listObjects(url: URL, { name, objects }: Shelf, response: ServerResponse): void {
  const ask = (parameter: string): string => url.searchParams.get(parameter) ?? "";
  const [prefix, delimiter] = [ask("prefix"), ask("delimiter")];
  const maxKeys = Math.min(1000, Number(ask("max-keys") || "1000"));
  const token = ask("continuation-token");
  const after = token === "" ? ask("start-after") : Buffer.from(token, "base64url").toString();
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted(byBytes);
  const items: { readonly key: string; readonly isFolder: boolean; readonly last: string }[] = [];
  for (const key of keys) {
    const at = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const shown = at < 0 ? key : key.slice(0, at + delimiter.length);
    const previous = items.at(-1);
    if (previous?.isFolder && previous.key === shown) items[items.length - 1] = { ...previous, last: key };
    else items.push({ key: shown, isFolder: at >= 0, last: key });
  }
  const rest = items.filter(({ last }) => byBytes(last, after) > 0);
  const page = rest.slice(0, maxKeys);
  const isTruncated = rest.length > page.length;
  const next = Buffer.from(page.at(-1)?.last ?? "").toString("base64url");
  response.writeHead(200, { "content-type": "application/xml" });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">` +
      `<Name>${name}</Name><Prefix>${xmlText(prefix)}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${maxKeys}</MaxKeys>` +
      `<IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? `<NextContinuationToken>${next}</NextContinuationToken>` : ""}` +
      page.map(({ key, isFolder }) => (isFolder ? folderXml(key) : objectXml(key, objects))).join("") +
      `</ListBucketResult>`,
  );
}

function folderXml(prefix: string): string {
  return `<CommonPrefixes><Prefix>${xmlText(prefix)}</Prefix></CommonPrefixes>`;
}

function objectXml(key: string, objects: Bucket): string {
  const bytes = objects.get(key)?.bytes ?? Buffer.alloc(0);
  return `<Contents><Key>${xmlText(key)}</Key><LastModified>2026-10-05T08:00:00.000Z</LastModified><ETag>${xmlText(etagOf(bytes))}</ETag><Size>${bytes.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
}

/** S3 sorts by the bytes of UTF-8. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
