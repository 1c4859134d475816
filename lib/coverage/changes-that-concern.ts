import type { CoverageChange } from "./contract";
import type { CoverageModel, SinkModel } from "./coverage-model";

/**
 * Tells changes that can touch what is logged in some accounts from those that cannot: it is true of their own trails and event data stores, of
 * those of the organisation whoever owns them, of what these deliver to, and of the accounts' coming and going.
 */
export function changesThatConcern(
  model: CoverageModel,
  accounts: ReadonlySet<string>,
): (change: CoverageChange) => boolean {
  const sinks = model.sinks.filter((sink) => accounts.has(sink.owner) || mayBeOfOrganisation(sink));
  const subjects = new Set(
    sinks.flatMap(({ arn, settings }) => [
      arn,
      ...settings.flatMap(({ value }) => (value?.bucket == null ? [] : [value.bucket, `arn:aws:s3:::${value.bucket}`])),
      ...settings.flatMap(({ value }) => value?.kmsKey ?? []),
    ]),
  );
  return ({ subject, account }) => accounts.has(account) || subjects.has(subject);
}

/** One whose settings nobody has seen may be. */
function mayBeOfOrganisation({ settings }: SinkModel): boolean {
  const known = settings.flatMap(({ value }) => value ?? []);
  return known.length === 0 || known.some(({ organisation }) => organisation);
}
