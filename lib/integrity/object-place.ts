/** The last part of a path, key or archive member. */
export function fileNameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"), path.lastIndexOf("!")) + 1);
}

/** The name that log files go by, packed or not: without `.gz`. */
export function unpackedName(path: string): string {
  return fileNameOf(path).replace(/\.gz$/, "");
}

const LAYOUT = /(?:^|[/!])(AWSLogs\/.*)$/;

/**
 * Whether a path is where S3 has the object `bucket/key`. An S3 path must be the same; a copy on a disk or in an archive only
 * keeps the end of it: from `AWSLogs/` on where the copy has that, else the name alone.
 */
export function isPlaceOf(path: string, bucket: string, key: string): boolean {
  if (path.startsWith("s3://")) return path === `s3://${bucket}/${key}`;
  const copy = path.replaceAll("\\", "/");
  const held = LAYOUT.exec(copy)?.[1];
  const named = LAYOUT.exec(key)?.[1];
  if (held !== undefined && named !== undefined) return unzipped(held) === unzipped(named);
  return unpackedName(copy) === unpackedName(key);
}

const unzipped = (path: string): string => path.replace(/\.gz$/, "");

/** Where a log file or digest lies in the layout of S3 delivery. */
export type LayoutPlace = {
  /** Bucket and prefix, or the folder that a copy lies in, with the organisation: one trail's files, or those of several in one bucket. */
  readonly place: string;
  readonly organisation: string | null;
};

const ROOT = /^(?:(.*)[/!])?AWSLogs\/(?:(o-[a-z0-9]{10,32})\/)?\d{12}\//;

/** The part before the account of a path in the layout of S3 delivery; null where it does not have it. */
export function layoutPlaceOf(path: string): LayoutPlace | null {
  const copy = path.replaceAll("\\", "/");
  const match = ROOT.exec(copy);
  if (!match) return null;
  const [, root = "", organisation] = match;
  // A copy says nothing of bucket and prefix but what its folder is called.
  const named = root.startsWith("s3://") ? root.slice("s3://".length) : fileNameOf(root);
  return {
    place: organisation === undefined ? named : `${named}/${organisation}`,
    organisation: organisation ?? null,
  };
}
