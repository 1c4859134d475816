// Browsers hash whole buffers only, and only on https: this hashes files of any size, piece by piece, anywhere.
// Signed 32-bit words throughout: unsigned ones leave the range of small integers, and cost ten times as much.

const BLOCK_BYTES = 64;

/** First 32 bits of the fractional parts of the `power`th roots of the first primes. */
function rootBits(count: number, power: number): Int32Array {
  const bits = new Int32Array(count);
  let found = 0;
  for (let n = 2; found < count; n++) {
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (!isPrime) continue;
    const root = n ** (1 / power);
    bits[found++] = ((root - Math.floor(root)) * 2 ** 32) | 0;
  }
  return bits;
}

const START = rootBits(8, 2);
const K = rootBits(64, 3);

/** SHA-256 (FIPS 180-4) of bytes that come in pieces. */
export class Sha256 {
  private readonly state = START.slice();
  private readonly words = new Int32Array(64);
  private readonly block = new Uint8Array(BLOCK_BYTES);
  private blockBytes = 0;
  private totalBytes = 0;

  update(bytes: Uint8Array): void {
    this.totalBytes += bytes.length;
    let at = 0;
    if (this.blockBytes > 0) {
      at = Math.min(BLOCK_BYTES - this.blockBytes, bytes.length);
      this.block.set(bytes.subarray(0, at), this.blockBytes);
      this.blockBytes += at;
      if (this.blockBytes < BLOCK_BYTES) return;
      this.mix(this.block, 0);
      this.blockBytes = 0;
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) this.mix(bytes, at);
    this.block.set(bytes.subarray(at));
    this.blockBytes = bytes.length - at;
  }

  /** The digest in hexadecimal; nothing may follow. */
  finish(): string {
    const { totalBytes } = this;
    const padding = new Uint8Array((this.blockBytes < 56 ? 56 : 120) - this.blockBytes + 8);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(totalBytes / 2 ** 29));
    view.setUint32(padding.length - 4, (totalBytes * 8) % 2 ** 32);
    this.update(padding);
    return Array.from(this.state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  private mix(bytes: Uint8Array, from: number): void {
    const { words, state } = this;
    for (let i = 0; i < 16; i++) {
      const at = from + 4 * i;
      words[i] =
        (byteAt(bytes, at) << 24) |
        (byteAt(bytes, at + 1) << 16) |
        (byteAt(bytes, at + 2) << 8) |
        byteAt(bytes, at + 3);
    }
    for (let i = 16; i < 64; i++) {
      const early = wordAt(words, i - 15);
      const late = wordAt(words, i - 2);
      const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
      const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      words[i] = wordAt(words, i - 16) + small + wordAt(words, i - 7) + large;
    }
    compress(state, words);
  }
}

function compress(state: Int32Array, words: Int32Array): void {
  let a = wordAt(state, 0);
  let b = wordAt(state, 1);
  let c = wordAt(state, 2);
  let d = wordAt(state, 3);
  let e = wordAt(state, 4);
  let f = wordAt(state, 5);
  let g = wordAt(state, 6);
  let h = wordAt(state, 7);
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + wordAt(K, i) + wordAt(words, i)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  add(state, 0, a);
  add(state, 1, b);
  add(state, 2, c);
  add(state, 3, d);
  add(state, 4, e);
  add(state, 5, f);
  add(state, 6, g);
  add(state, 7, h);
}

function add(state: Int32Array, at: number, word: number): void {
  state[at] = wordAt(state, at) + word;
}

const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
/** Within the bounds by how it is called. */
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;
const wordAt = (words: Int32Array, at: number): number => words[at] ?? 0;
