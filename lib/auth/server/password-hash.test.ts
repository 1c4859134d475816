import { describe, expect, it } from "vitest";
import { generatePassword, hashPassword, verifyPassword } from "./password-hash";

describe("passwords", () => {
  it("fit their own hash and no other password does", async () => {
    const hash = await hashPassword("correct horse battery");
    expect(hash).toMatch(/^scrypt\$N=32768,r=8,p=3\$/);
    expect(await verifyPassword("correct horse battery", hash)).toBe(true);
    expect(await verifyPassword("correct horse batterz", hash)).toBe(false);
  });

  it("get a new salt each time", async () => {
    expect(await hashPassword("the same words")).not.toBe(await hashPassword("the same words"));
  });

  it.each([[null], [""], ["plain text"], ["scrypt$N=2,r=1,p=1$$"]])("never fit the stored text %s", async (stored) => {
    expect(await verifyPassword("", stored)).toBe(false);
  });

  it("take about as long for a user who does not exist", async () => {
    const hash = await hashPassword("whatever it is");
    const [known, unknown] = [await workOf(hash), await workOf(null)];
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it("are generated long and never twice", () => {
    const made = new Set(Array.from({ length: 200 }, generatePassword));
    expect(made.size).toBe(200);
    for (const password of made) expect(password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  });
});

/** Of the processors, all threads together: how long it has to wait for one of them is chance. */
async function workOf(stored: string | null): Promise<number> {
  const before = process.cpuUsage();
  await verifyPassword("not this one", stored);
  return process.cpuUsage(before).user;
}
