import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { RepeatedCallers } from "./repeated-callers";

const BESIDE = { recipientAccountId: "111122223333", fromConsole: false, withBearerToken: false, mcpClient: null };
const KEY = "ASIAEXAMPLE000000001";

/** As records hold them: parsed, so that `__proto__` is a key like any other. */
const identityOf = (members: string): unknown =>
  JSON.parse(`{"type":"AssumedRole","accessKeyId":"${KEY}"${members === "" ? "" : `,${members}`}}`);

const key = fc.constantFrom("__proto__", "constructor", "toString", "arn", "Arn", "userName", "sessionContext");
const value = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom("{}", "null", '""', '"a"', "0", "[]", "1e999", '"\\ud800"'),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map(objectText),
  ),
})).value;
const members = fc.array(fc.tuple(key, value), { maxLength: 4 });

function membersText(all: readonly (readonly [string, string])[]): string {
  return all.map(([name, text]) => `"${name}":${text}`).join(",");
}
function objectText(all: readonly (readonly [string, string])[]): string {
  return `{${membersText(all)}}`;
}

it("takes no caller for that of another identity, whatever keys both have", () => {
  fc.assert(
    fc.property(members, members, (one, other) => {
      const [kept, asked] = [identityOf(membersText(one)), identityOf(membersText(other))];
      const callers = new RepeatedCallers<string>();
      callers.keep(kept, BESIDE, "kept");
      const isKnown = callers.find(asked, BESIDE) !== null;
      expect(isKnown && !isDeepStrictEqual(kept, asked)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

it("does not know an identity again whose key stands for the prototype in another", () => {
  const callers = new RepeatedCallers<string>();
  callers.keep(identityOf('"__proto__":{}'), BESIDE, "forged");
  expect(callers.find(identityOf('"sessionContext":{"sessionIssuer":{"userName":"deployer"}}'), BESIDE)).toBeNull();
});

it("knows an identity again, in whatever order its keys come", () => {
  const callers = new RepeatedCallers<string>();
  callers.keep(identityOf('"arn":"a","sessionContext":{"x":{"y":null}}'), BESIDE, "kept");
  expect(callers.find(identityOf('"sessionContext":{"x":{"y":null}},"arn":"a"'), BESIDE)).toBe("kept");
});
