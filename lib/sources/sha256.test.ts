import { createHash, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Sha256 } from "./sha256";

const expected = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function inPieces(bytes: Uint8Array, pieceBytes: number): string {
  const hash = new Sha256();
  for (let at = 0; at < bytes.length; at += pieceBytes) hash.update(bytes.subarray(at, at + pieceBytes));
  return hash.finish();
}

describe("Sha256", () => {
  it.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000])("agrees with Node on %d bytes", (length) => {
    const bytes = randomBytes(length);
    expect(inPieces(bytes, Math.max(1, length))).toBe(expected(bytes));
  });

  it.each([1, 7, 63, 64, 65, 4096])("does not depend on how the bytes are cut, here in pieces of %d", (pieceBytes) => {
    const bytes = randomBytes(10_001);
    expect(inPieces(bytes, pieceBytes)).toBe(expected(bytes));
  });
});
