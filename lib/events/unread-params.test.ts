import { expect, it } from "vitest";
import { eventsHref } from "./search-params";
import { unreadParams } from "./unread-params";

const unreadOf = (query: string) => unreadParams(new URLSearchParams(query));

it("names what an address asks for and nobody can read, and nothing else", () => {
  expect(
    unreadOf("f=bogus&f=outcome:error&from=yesterday&order=random&region=eu-west-1&event=x&anything=else"),
  ).toEqual(["f=bogus", "from=yesterday", "order=random", "region=eu-west-1"]);
});

it("cannot read a time that ends before it begins, or as it begins, nor a text that no stored one can be", () => {
  const [day, next] = ["2026-10-26T00:00:00Z", "2026-10-27T00:00:00Z"];
  expect(unreadOf(`from=${next}&to=${day}&f=ip:%00`)).toEqual([`from=${next}`, `to=${day}`, "f=ip:\0"]);
  expect(unreadOf(`from=${day}&to=${day}`)).toEqual([`from=${day}`, `to=${day}`]);
  expect(unreadOf(`from=${day}&to=${next}`)).toEqual([]);
  expect(unreadOf(`to=${day}`)).toEqual([]);
});

it("can read every address that we make", () => {
  const clauses = [{ field: "resource" as const, not: true, value: "arn:aws:s3:::a&b=c" }];
  const href = eventsHref({ clauses, from: "2026-10-01T00:00:00.000Z", to: "2026-10-02T00:00:00.250Z" });
  expect(unreadOf(href.slice(href.indexOf("?")))).toEqual([]);
});
