import { sql } from "@/lib/db/sql";

/** The integrity of the log file `f` as one JSON value, in the form of the contract. */
export const FILE_INTEGRITY_SQL = sql`
  coalesce((
    select json_build_object('state', i.state, 'reason', i.reason, 'key', (array['aws', 'imported', 'files'])[i.key_origin + 1],
      'digest', 's3://' || d.bucket || '/' || d.key)
    from log_file_integrity i left join digest d on d.id = i.digest_id where i.log_file_id = f.id
  ), json_build_object('state', 'unverified', 'reason', null, 'key', null, 'digest', null)) as integrity`;
