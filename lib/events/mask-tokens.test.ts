import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskTokens, TOKEN_MARK } from "./mask-tokens";

const mark = JSON.stringify(TOKEN_MARK);

describe("maskTokens", () => {
  it("hides the token of issued credentials and leaves every other character as it was", () => {
    const record = (token: string): string =>
      `{ "responseElements" : {"credentials":{"accessKeyId":"ASIAEXAMPLE","sessionToken" :\n ${token}, "n": 1e400}},"a":"\\u00e9"}`;
    expect(maskTokens(record('"FwoG//secret\\"x=="'))).toEqual({ text: record(mark), masked: 1 });
  });

  it("hides tokens whose key is written with escapes, in other case, or with dashes", () => {
    expect(maskTokens('{"session\\u0054oken":"a","SessionToken":"b","X-Amz-Security-Token":"c"}').masked).toBe(3);
  });

  it("hides tokens in JSON kept as a string and in signed addresses", () => {
    const inner = JSON.stringify({ body: JSON.stringify({ sessionToken: "very-secret", other: "kept" }) });
    expect(maskTokens(inner).text).not.toContain("very-secret");
    expect(maskTokens(inner).text).toContain("kept");
    expect(maskTokens('{"url":"https://x/?X-Amz-Security-Token=very-secret&b=1"}').text).toBe(
      `{"url":"https://x/?X-Amz-Security-Token=${TOKEN_MARK}&b=1"}`,
    );
  });

  it("leaves empty tokens, null tokens and values that only look like keys alone", () => {
    const text = '{"sessionToken":"","b":{"sessionToken":null},"c":["sessionToken","x"]}';
    expect(maskTokens(text)).toEqual({ text, masked: 0 });
  });

  it("changes nothing in JSON without tokens, and always ends", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        fc.pre(!/token|secret/i.test(text));
        expect(maskTokens(text)).toEqual({ text, masked: 0 });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof maskTokens(text).text).toBe("string");
      }),
    );
  });
});
