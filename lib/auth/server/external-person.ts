import { createHash } from "node:crypto";
import { z } from "zod";
import { Username } from "../password-rules";

/** Somebody as an identity provider describes them. */
export type ExternalPerson = {
  readonly issuer: string;
  /** Theirs for ever, and nobody else's, at that issuer. */
  readonly subject: string;
  readonly username: string;
  readonly name: string;
  readonly email: string | null;
  readonly groups: readonly string[];
};

type Claims = Readonly<Record<string, unknown>>;

const Text = z.string().trim().min(1).max(255);
const Groups = z.union([z.array(z.unknown()), z.string().transform((one): unknown[] => [one])]);
const Inner = z.record(z.string(), z.unknown());

/** Reads a person out of verified claims; every claim but the subject may be missing or odd. */
export function externalPerson(claims: Claims, from: { issuer: string; groupsClaim: string }): ExternalPerson {
  const subject = Text.parse(claims["sub"]);
  const text = (name: string): string | null => Text.safeParse(claims[name]).data ?? null;
  const email = text("email")?.toLowerCase() ?? null;
  const username = [text("preferred_username"), email, subject].map(asUsername).find((name) => name !== null);
  return {
    issuer: from.issuer,
    subject,
    username: username ?? `user-${createHash("sha256").update(subject).digest("hex").slice(0, 12)}`,
    name: (text("name") ?? text("preferred_username") ?? email ?? subject).slice(0, 120),
    email,
    groups: groupsAt(claims, from.groupsClaim),
  };
}

function asUsername(text: string | null): string | null {
  const plain = (text ?? "").toLowerCase().replace(/[^a-z0-9._@-]+/g, "-");
  return Username.safeParse(plain.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, "").slice(0, 64)).data ?? null;
}

/** The claim of that name, else along its dots: "realm_access.roles". */
function groupsAt(claims: Claims, name: string): string[] {
  const along = name.split(".").reduce<unknown>((value, key) => Inner.safeParse(value).data?.[key], claims);
  const found = Groups.safeParse(claims[name] ?? along);
  return found.success ? found.data.filter((group) => typeof group === "string") : [];
}
