import { describe, expect, it } from "vitest";
import { accountsInCsv, accountsInJson } from "./listed-accounts";

describe("lists of accounts", () => {
  it("read what `aws organizations list-accounts` prints, with the organisation out of the ARN", () => {
    const listed = accountsInJson(
      JSON.stringify({
        Accounts: [
          {
            Id: "111122223333",
            Arn: "arn:aws:organizations::999988887777:account/o-abcdef1234/111122223333",
            Email: "a@example.com",
            Name: "prod",
            Status: "ACTIVE",
            JoinedTimestamp: 1700000000.5,
          },
        ],
      }),
    );
    expect(listed).toMatchObject([
      { account: "111122223333", name: "prod", organisation: "o-abcdef1234", joinedAt: "2023-11-14T22:13:20.500Z" },
    ]);
  });

  it("read CSV by its headings, in any order, and ids that a spreadsheet took the zeros or dashes of", () => {
    expect(accountsInCsv("Name,Account ID,OU\r\nProd,22223333,Workloads\r\nDev,1111-2222-3333,\r\n")).toMatchObject([
      { account: "000022223333", name: "Prod", parent: "Workloads" },
      { account: "111122223333", name: "Dev", parent: null },
    ]);
  });

  it("refuse what is something else rather than reading half of it", () => {
    expect(accountsInJson('{"Accounts":[{"Id":"12","Name":"x"}]}')).toBeNull();
    expect(accountsInCsv("Name,Account ID\nProd,not-an-id\n")).toBeNull();
    expect(accountsInCsv("a,b\n1,2\n")).toBeNull();
  });
});
