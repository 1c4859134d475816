import { describe, expect, it } from "vitest";
import { readJson } from "./read-json";

const post = (body: BodyInit): Request =>
  new Request("http://wakeline.test/", {
    method: "POST",
    body,
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  });

describe("reading the JSON of a body", () => {
  it.each([["{}"], ['{"a":"ä€😀"}'], ["[1,2]"]])("gives back %s", async (text) => {
    expect(await readJson(post(text), 100)).toEqual(JSON.parse(text));
  });

  it("takes as many bytes as it may have, and not one more", async () => {
    const text = JSON.stringify("x".repeat(98));
    expect(await readJson(post(text), 100)).toHaveLength(98);
    await expect(readJson(post(text), 99)).rejects.toMatchObject({ code: "too-large" });
  });

  it("stops reading a body that has no end", async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        controller.enqueue(new Uint8Array(1000));
      },
    });
    await expect(readJson(post(endless), 10_000)).rejects.toMatchObject({ code: "too-large" });
    expect(pulled).toBeLessThan(20);
  });

  it.each(["", "{", "nothing"])("refuses %j", async (text) => {
    await expect(readJson(post(text), 100)).rejects.toThrow(SyntaxError);
  });
});
