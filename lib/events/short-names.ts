/** `s3` for `s3.amazonaws.com`; other hosts stay whole. */
export function shortSource(source: string): string {
  return source.replace(/\.amazonaws\.com(?:\.cn)?$/, "");
}

const ARN = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/s;

/** The part of an ARN that tells it from its neighbours: what stands behind the account. */
export function shortKey(key: string): string {
  const match = ARN.exec(key);
  return match?.[2] ?? key;
}
