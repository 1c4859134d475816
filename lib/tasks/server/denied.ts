import { sql } from "@/lib/db/sql";

/** Whether the error `x.code` of a call says that it was refused. */
export const DENIED = sql`(x.code ilike '%denied%' or x.code ilike '%unauthorized%' or x.code ilike '%forbidden%')`;
