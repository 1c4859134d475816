import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellWord } from "./shell-word";

it.each(["plain-name", "arn:aws:iam::111122223333:role/x", "a b", "$(id)", "'; id #", "`id`", "", "a\nb", "*", "~"])(
  "is one word to a shell, and nothing in it is run: %j",
  (text) => {
    expect(execFileSync("/bin/sh", ["-c", `printf '%s|' ${shellWord(text)}`], { encoding: "utf8" })).toBe(`${text}|`);
  },
);

it("is never taken for an option without quotes to say so", () => {
  expect(shellWord("--force")).toBe("'--force'");
});
