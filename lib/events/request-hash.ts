/**
 * A 64-bit key for looking up a requestID; not proof of it, since two ids may share one: the record in the evidence decides.
 * Written for speed: it runs once per event at ingest.
 */
export function requestHash(requestId: string): bigint {
  const [high, low] = requestHashWords(requestId);
  return BigInt.asIntN(64, (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0));
}

/** The two 32-bit halves of `requestHash`, high first. */
export function requestHashWords(requestId: string): readonly [number, number] {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let index = 0; index < requestId.length; index++) {
    const code = requestId.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return [high | 0, low | 0];
}
