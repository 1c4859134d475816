/**
 * How far a log file is believed: 0 where AWS's signed digest proves its bytes, 4 where it proves that they were changed, and
 * else as its source. `f` is log_file, `i` its log_file_integrity. Keys that came with the files (origin 2) prove nothing here.
 */
export const EFFECTIVE_TRUST = `
  case when i.key_origin < 2 and i.state = 'verified' then 0 when i.key_origin < 2 and i.state = 'hash-differs' then 4 else f.trust end`;
