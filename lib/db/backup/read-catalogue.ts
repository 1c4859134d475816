import type { PoolClient } from "pg";
import { z } from "zod";
import { rows, sql } from "../sql";
import { type Manifest, Table } from "./archive-format";

const TableRow = Table.extend({ refersTo: z.array(z.string()) });
type TableRow = z.output<typeof TableRow>;

/** Every table, partition and sequence there is: nothing is listed by hand, so that nothing new is forgotten. */
export async function readCatalogue(
  client: PoolClient,
): Promise<Pick<Manifest, "migrations" | "tables" | "sequences">> {
  const tables = await rows(
    client,
    TableRow,
    sql`
      select c.relname::text as name, p.relname::text as parent, pg_get_expr(c.relpartbound, c.oid) as bound,
        array(
          select a.attname::text from pg_attribute a
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum
        ) as columns,
        array(
          select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
          where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
        ) as "refersTo"
      from pg_class c
      left join pg_inherits i on i.inhrelid = c.oid
      left join pg_class p on p.oid = i.inhparent
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence <> 't'
      order by 1`,
  );
  const migrations = await rows(
    client,
    z.object({ name: z.string(), checksum: z.string() }),
    sql`select migration_name as name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null order by 1`,
  );
  const sequences = await rows(
    client,
    z.object({ name: z.string(), last: z.string() }),
    sql`
      select sequencename::text as name, last_value::text as last from pg_sequences
      where schemaname = 'public' and last_value is not null order by 1`,
  );
  return { migrations, tables: inOrder(tables).map((table) => Table.parse(table)), sequences };
}

/** What a table refers to comes before it. */
function inOrder(tables: readonly TableRow[]): TableRow[] {
  const ordered: TableRow[] = [];
  const seen = new Set<string>();
  const byName = new Map(tables.map((table) => [table.name, table]));
  const visit = (table: TableRow): void => {
    if (seen.has(table.name)) return;
    seen.add(table.name);
    for (const name of table.refersTo) {
      const other = byName.get(name);
      if (other) visit(other);
    }
    ordered.push(table);
  };
  tables.forEach(visit);
  return ordered;
}
