import { expect, it } from "vitest";
import { withoutCircles } from "./without-circles";

const branch = (key: string, from: string | null) => ({ key, link: from === null ? null : { from } });
const keys = (branches: readonly { readonly key: string }[]): string[] => branches.map(({ key }) => key);

it("leaves out what a circle of records holds and what came after it, and keeps the rest", () => {
  const tree = [branch("root", null), branch("a", "root"), branch("b", "a"), branch("c", "b"), branch("other", "root")];
  expect(keys(withoutCircles(tree, [{ from: "b", to: "root" }]))).toEqual(["root", "other"]);
  expect(keys(withoutCircles(tree, [{ from: "b", to: "a" }]))).toEqual(["root", "a", "other"]);
});

it("keeps all where a second way leads to a credential, which is no circle", () => {
  const tree = [branch("root", null), branch("a", "root"), branch("b", "root"), branch("c", "a")];
  expect(keys(withoutCircles(tree, [{ from: "b", to: "c" }]))).toEqual(["root", "a", "b", "c"]);
  expect(keys(withoutCircles(tree, []))).toEqual(["root", "a", "b", "c"]);
});
