const RECORDS_PER_GROUP = 20_000;

/** Splits log files into groups that one transaction takes: many small ones, or one large one. */
export function* fileGroups<File extends { readonly records: number }>(files: readonly File[]): Generator<File[]> {
  let group: File[] = [];
  let records = 0;
  for (const file of files) {
    if (group.length > 0 && records + file.records > RECORDS_PER_GROUP) {
      yield group;
      group = [];
      records = 0;
    }
    group.push(file);
    records += file.records;
  }
  if (group.length > 0) yield group;
}
