import { z } from "zod";

// A backup is a tar: the manifest, then the rows of each table as binary COPY in parts, then the seal.

export const MANIFEST_NAME = "manifest.json";
export const SEAL_NAME = "seal.json";
/** Of one part, before it is compressed. */
export const PART_BYTES = 8 * 1024 ** 2;

export const Table = z.object({
  name: z.string(),
  /** Of a partition: what it is a part of, and which. */
  parent: z.string().nullable(),
  bound: z.string().nullable(),
  columns: z.array(z.string()),
});
export type Table = z.infer<typeof Table>;

const Sequence = z.object({ name: z.string(), last: z.string() });

export const Manifest = z.object({
  kind: z.literal("wakeline-backup"),
  format: z.literal(1),
  version: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  /** In the order in which they can be filled: what a table refers to comes before it. */
  tables: z.array(Table),
  sequences: z.array(Sequence),
});
export type Manifest = z.infer<typeof Manifest>;

/** What the archive must come to: it is whole only if this is at its end and fits. */
export const Seal = z.object({
  rows: z.record(z.string(), z.number()),
  /** Of the names and bytes of all entries before, in their order. */
  sha256: z.string(),
});
export type Seal = z.infer<typeof Seal>;

const PART = /^tables\/([a-z0-9_]+)\/\d{6}\.copy(\.gz)?$/;

/** What part `n` of a table's rows is called. */
export function partName(table: string, n: number, isCompressed: boolean): string {
  return `tables/${table}/${String(n).padStart(6, "0")}.copy${isCompressed ? ".gz" : ""}`;
}

/** The table and form of a part; null where a name is none of a part. */
export function parsePartName(name: string): { table: string; isCompressed: boolean } | null {
  const [, table, gz] = PART.exec(name) ?? [];
  return table === undefined ? null : { table, isCompressed: gz !== undefined };
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
