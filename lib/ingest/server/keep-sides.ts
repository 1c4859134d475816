import { hash } from "node:crypto";
import type { Pool, PoolClient } from "pg";
import { accountsInJson, type ListedAccount } from "../listed-accounts";
import { type ListedKey, type ListedSignature, publicKeysIn, type SideKind, signaturesIn } from "../side-files";

/** How we know that a key or a name is right: AWS was asked, somebody imported it, or it lay beside log files. */
export const ORIGINS = { aws: 0, imported: 1, files: 2 } as const;
export type Origin = (typeof ORIGINS)[keyof typeof ORIGINS];

/** A file beside log files, to be kept for what it says of them. */
export type BatchSide = { readonly kind: SideKind; readonly path: string; readonly text: string };

/** Keeps what came beside log files, as such: it says less than what AWS was asked for or what somebody imported. */
export async function keepSides(client: PoolClient, sides: readonly BatchSide[]): Promise<void> {
  const of = (kind: SideKind): readonly BatchSide[] => sides.filter((side) => side.kind === kind);
  await keepKeys(
    client,
    of("public-keys").flatMap(({ text }) => publicKeysIn(text) ?? []),
    ORIGINS.files,
  );
  await keepSignatures(
    client,
    of("object-metadata").flatMap(({ text, path }) => signaturesIn(text, path)),
  );
  await keepAccounts(
    client,
    of("accounts").flatMap(({ text }) => accountsInJson(text) ?? []),
    ORIGINS.files,
  );
}

/** Keeps public keys under the MD5 by which digests name them. A key that is here gets the better origin. */
export async function keepKeys(on: Pool | PoolClient, keys: readonly ListedKey[], origin: Origin): Promise<void> {
  if (keys.length === 0) return;
  const unique = [...new Map(keys.map((key) => [hash("sha256", key.der, "hex"), key]))];
  await on.query(
    `insert into public_key (der_sha256, fingerprint, der, origin, valid_from, valid_to)
     select decode(h, 'hex'), m, b, $1, f, t from unnest($2::text[], $3::text[], $4::bytea[], $5::timestamptz[], $6::timestamptz[]) as k (h, m, b, f, t)
     order by h
     on conflict (der_sha256) do update set origin = least(public_key.origin, excluded.origin),
       valid_from = coalesce(excluded.valid_from, public_key.valid_from), valid_to = coalesce(excluded.valid_to, public_key.valid_to)`,
    [
      origin,
      unique.map(([sha256]) => sha256),
      unique.map(([, { der }]) => hash("md5", der, "hex")),
      unique.map(([, { der }]) => der),
      unique.map(([, { validFrom }]) => validFrom),
      unique.map(([, { validTo }]) => validTo),
    ],
  );
}

/** Keeps signatures of digests, which S3 has as their objects' metadata. A wrong one does no harm: it fits no key. */
export async function keepSignatures(on: Pool | PoolClient, signatures: readonly ListedSignature[]): Promise<void> {
  if (signatures.length === 0) return;
  await on.query(
    `insert into digest_signature (file_name, signature)
     select distinct n, s from unnest($1::text[], $2::text[]) as s (n, s) order by 1, 2 on conflict do nothing`,
    [signatures.map(({ fileName }) => fileName), signatures.map(({ signature }) => signature)],
  );
}

/** Keeps names of accounts. What somebody imported is not overwritten by what lies beside log files. */
export async function keepAccounts(
  on: Pool | PoolClient,
  accounts: readonly ListedAccount[],
  origin: Exclude<Origin, 0>,
): Promise<void> {
  if (accounts.length === 0) return;
  const unique = [...new Map(accounts.map((account) => [account.account, account])).values()];
  await on.query(KEEP_ACCOUNTS, [JSON.stringify(unique), origin]);
}

const KEEP_ACCOUNTS = `
  with kept as (
    insert into organisation_account (account, name, email, status, organisation, parent, joined_at, origin)
    select account, name, email, status, organisation, parent, "joinedAt", $2::smallint
    from jsonb_to_recordset($1) as a (account text, name text, email text, status text, organisation text, parent text, "joinedAt" timestamptz)
    order by account
    on conflict (account) do update set name = excluded.name, email = excluded.email, status = excluded.status,
      organisation = coalesce(excluded.organisation, organisation_account.organisation), parent = coalesce(excluded.parent, organisation_account.parent),
      joined_at = excluded.joined_at, origin = excluded.origin, received_at = now()
    where organisation_account.origin >= excluded.origin
    returning account, name
  )
  insert into account (account, name) select account, name from kept order by 1
  on conflict (account) do update set name = excluded.name`;
