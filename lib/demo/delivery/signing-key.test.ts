import { createHash, createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { signingKey } from "./signing-key";

describe("the signing key", () => {
  it("is the same for the same seed, has 2048 bits, and signs what its public half verifies", () => {
    const key = signingKey(7, "first");
    expect(signingKey(7, "first").value).toBe(key.value);
    expect(signingKey(8, "first").value).not.toBe(key.value);
    const der = Buffer.from(key.value, "base64");
    expect(key.fingerprint).toBe(createHash("md5").update(der).digest("hex"));
    const publicKey = createPublicKey({ key: der, format: "der", type: "pkcs1" });
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(verify("RSA-SHA256", Buffer.from("a text"), publicKey, Buffer.from(key.sign("a text"), "hex"))).toBe(true);
  });
});
