import { checkPrimeSync, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { Random } from "../base/random";

const EXPONENT = 65537n;
/** RFC 8017 allows a modulus of more than two primes: nobody who verifies sees it, and four of a quarter sign in 60% of the time. */
const PRIME_BITS = 512;

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

/** A prime with its four top bits set: the product of all of them has 2048 bits. */
function primeFrom(random: Random): bigint {
  const candidate = BigInt(`0x${random.hex(PRIME_BITS / 4)}`) | (15n << BigInt(PRIME_BITS - 4)) | 1n;
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

/** A value of DER: its tag, its length, itself. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** A whole number of DER, which is signed: one more byte where the top bit is set. */
function whole(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
  return der(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function sequence(parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

/** PKCS#1 RSAPrivateKey of version 1, the one with further primes: JWK has no form for it that Node reads. */
function privateKey(random: Random): KeyObject {
  const [p, q, ...further] = [primeFrom(random), primeFrom(random), primeFrom(random), primeFrom(random)] as const;
  const primes = [p, q, ...further];
  const d = inverse(
    EXPONENT,
    primes.reduce((product, prime) => product * (prime - 1n), 1n),
  );
  let product = p * q;
  const others = further.map((prime) => {
    const coefficient = inverse(product % prime, prime);
    product *= prime;
    return sequence([prime, d % (prime - 1n), coefficient].map(whole));
  });
  const first = [1n, product, EXPONENT, d, p, q, d % (p - 1n), d % (q - 1n), inverse(q, p)].map(whole);
  return createPrivateKey({ key: sequence([...first, sequence(others)]), format: "der", type: "pkcs1" });
}

/** The RSA key of a seed and a name; making it takes a fraction of a second. */
export function signingKey(seed: number, name: string): SigningKey {
  const key = privateKey(Random.of(seed, "rsa", name));
  const open = createPublicKey(key).export({ type: "pkcs1", format: "der" });
  return {
    value: open.toString("base64"),
    fingerprint: createHash("md5").update(open).digest("hex"),
    sign: (text) => sign("RSA-SHA256", Buffer.from(text, "utf8"), key).toString("hex"),
  };
}
