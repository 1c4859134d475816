import { fileNameOf } from "./object-place";

export type DigestName = {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
  readonly homeRegion: string;
  readonly isBackfill: boolean;
};

const NAME =
  /^(\d{12})_CloudTrail-Digest_([a-z]{2,}(?:-[a-z0-9]+)+)_(.{1,128})_([a-z]{2,}(?:-[a-z0-9]+)+)_\d{8}T\d{6}Z(_backfill)?\.json(?:\.gz)?$/;

/** What the name of a digest says: one trail's digests of one account and Region are one chain, backfilled ones another. */
export function parseDigestName(path: string): DigestName | null {
  const match = NAME.exec(fileNameOf(path));
  if (!match) return null;
  const [, account = "", region = "", trail = "", homeRegion = "", backfill] = match;
  return { account, region, trail, homeRegion, isBackfill: backfill !== undefined };
}
