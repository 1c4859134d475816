import { cliTime, DAY, HOUR } from "../base/calendar";
import type { Window } from "../base/window";
import { milestones } from "../delivery/trails";
import type { DigestKeys } from "../delivery/digests";
import { ACCOUNTS, ALL_ACCOUNTS, ORGANISATION_ID, REGIONS } from "../organisation/accounts";

type Write = (path: string, value: object) => void;

/** The accounts with their names, as Organizations prints them. */
export function writeOrganisation(window: Window, write: Write): void {
  const { sandboxJoins } = milestones(window);
  write("organization/list-accounts.json", {
    Accounts: ALL_ACCOUNTS.map((account) => ({
      Id: account.id,
      Arn: `arn:aws:organizations::${ACCOUNTS.management.id}:account/${ORGANISATION_ID}/${account.id}`,
      Email: `aws+${account.name}@example.com`,
      Name: account.name,
      Status: "ACTIVE",
      State: "ACTIVE",
      JoinedMethod: account.key === "sandbox" ? "INVITED" : "CREATED",
      JoinedTimestamp: cliTime(account.key === "sandbox" ? sandboxJoins : window.from - 900 * DAY),
    })),
  });
  write("organization/describe-organization.json", {
    Organization: {
      Id: ORGANISATION_ID,
      Arn: `arn:aws:organizations::${ACCOUNTS.management.id}:organization/${ORGANISATION_ID}`,
      FeatureSet: "ALL",
      MasterAccountArn: `arn:aws:organizations::${ACCOUNTS.management.id}:account/${ORGANISATION_ID}/${ACCOUNTS.management.id}`,
      MasterAccountId: ACCOUNTS.management.id,
      MasterAccountEmail: "aws+management@example.com",
    },
  });
}

/** The public keys as each Region would list them; AWS has other keys in each, ours are the same everywhere. */
export function writePublicKeys(window: Window, keys: DigestKeys, write: Write): void {
  const entry = (key: DigestKeys["first"], from: number, to: number) => ({
    Value: key.value,
    ValidityStartTime: cliTime(from),
    ValidityEndTime: cliTime(to),
    Fingerprint: key.fingerprint,
  });
  for (const region of REGIONS) {
    write(`public-keys/list-public-keys--${region}.json`, {
      PublicKeyList: [
        entry(keys.first, window.from - 30 * DAY, keys.rotatedAt + HOUR),
        entry(keys.second, keys.rotatedAt - HOUR, window.to + 60 * DAY),
      ],
    });
  }
}
