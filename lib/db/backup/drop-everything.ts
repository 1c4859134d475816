import type { PoolClient } from "pg";
import { z } from "zod";
import { rows, sql } from "../sql";

/** Drops all that migrations and partitions made in `public`; what belongs to extensions stays. Within the caller's transaction. */
export async function dropEverything(client: PoolClient): Promise<void> {
  await client.query("set local client_min_messages = warning");
  const statements = await rows(
    client,
    z.object({ statement: z.string() }),
    sql`
      with extension_member as (select objid from pg_depend where deptype = 'e')
      select statement from (
        select 1 as turn, format('drop %s if exists public.%I cascade', case relkind when 'v' then 'view' when 'm' then 'materialized view' else 'table' end, relname) as statement
        from pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition and oid not in (select objid from extension_member)
        union all
        select 2, format('drop sequence if exists public.%I cascade', relname) from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'S' and oid not in (select objid from extension_member)
        union all
        select 3, format('drop routine if exists %s cascade', oid::regprocedure) from pg_proc
        where pronamespace = 'public'::regnamespace and oid not in (select objid from extension_member)
        union all
        select 4, format('drop type if exists public.%I cascade', typname) from pg_type
        where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and oid not in (select objid from extension_member)
      ) s order by turn`,
  );
  for (const { statement } of statements) await client.query(statement);
}
