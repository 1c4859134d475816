import { checkPrimeSync, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { Random } from "../base/random";

const EXPONENT = 65537n;
const PRIME_BITS = 1024;

/** The key with which CloudTrail would sign digests; ours comes from the seed, so that the same seed gives the same signatures. */
export type SigningKey = {
  /** Base64 of the PKCS#1 RSAPublicKey, as ListPublicKeys prints it. */
  readonly value: string;
  /** Lower-case hex MD5 of those bytes. */
  readonly fingerprint: string;
  /** Hex of the RSASSA-PKCS1-v1_5 signature over SHA-256. */
  readonly sign: (text: string) => string;
};

/** The odd primes below 20,000: nine candidates of ten that are no primes are found out by one of them. */
function smallPrimes(): readonly number[] {
  const composite = new Uint8Array(20_000);
  const primes: number[] = [];
  for (let n = 3; n < composite.length; n += 2) {
    if (composite[n] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple < composite.length; multiple += 2 * n) composite[multiple] = 1;
  }
  return primes;
}

/** A prime of 1024 bits with its two top bits set: the product of two has 2048. */
function primeFrom(random: Random): bigint {
  const candidate = BigInt(`0x${random.hex(PRIME_BITS / 4)}`) | (3n << BigInt(PRIME_BITS - 2)) | 1n;
  const rests = smallPrimes().map((prime) => ({ prime, rest: Number(candidate % BigInt(prime)) }));
  for (let step = 0; ; step += 2) {
    if (rests.some(({ prime, rest }) => (rest + step) % prime === 0)) continue;
    const prime = candidate + BigInt(step);
    if (prime % EXPONENT !== 1n && checkPrimeSync(prime, { checks: 16 })) return prime;
  }
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, t0, t1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  return t0 < 0n ? t0 + modulus : t0;
}

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex").toString("base64url");
}

function privateKey(random: Random): KeyObject {
  const p = primeFrom(random);
  const q = primeFrom(random);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  return createPrivateKey({
    key: {
      kty: "RSA",
      n: base64url(p * q),
      e: base64url(EXPONENT),
      d: base64url(d),
      p: base64url(p),
      q: base64url(q),
      dp: base64url(d % (p - 1n)),
      dq: base64url(d % (q - 1n)),
      qi: base64url(inverse(q, p)),
    },
    format: "jwk",
  });
}

/** The RSA key of a seed and a name; making it takes a fraction of a second. */
export function signingKey(seed: number, name: string): SigningKey {
  const key = privateKey(Random.of(seed, "rsa", name));
  const der = createPublicKey(key).export({ type: "pkcs1", format: "der" });
  return {
    value: der.toString("base64"),
    fingerprint: createHash("md5").update(der).digest("hex"),
    sign: (text) => sign("RSA-SHA256", Buffer.from(text, "utf8"), key).toString("hex"),
  };
}
