import { z } from "zod";

/** What lies beside log files and is of use: AWS's public keys, what S3 says of objects, the accounts of the organisation. */
export const SIDE_KINDS = ["public-keys", "object-metadata", "accounts"] as const;
export type SideKind = (typeof SIDE_KINDS)[number];

export type ListedKey = { readonly der: Buffer; readonly validFrom: string | null; readonly validTo: string | null };
/** Of the digest with this name, without `.gz`. */
export type ListedSignature = { readonly fileName: string; readonly signature: string };

const LISTED_MAX = 100_000;

const IsoTime = z.iso.datetime({ offset: true });
/** The CLI prints a time as ISO text, older versions as seconds. */
const Time = z
  .union([
    IsoTime.transform((text) => new Date(text).toISOString()),
    z
      .number()
      .min(0)
      .max(1e11)
      .transform((seconds) => new Date(seconds * 1000).toISOString()),
  ])
  .nullable()
  .catch(null);

const KeyList = z.object({
  PublicKeyList: z
    .array(
      z.object({
        Value: z
          .string()
          .max(8192)
          .regex(/^[A-Za-z0-9+/=\s]+$/),
        ValidityStartTime: Time.optional(),
        ValidityEndTime: Time.optional(),
      }),
    )
    .max(LISTED_MAX),
});

/** The keys in the output of `aws cloudtrail list-public-keys`; null where the text is none. */
export function publicKeysIn(text: string): ListedKey[] | null {
  const lists = valuesIn(text).map((value) => KeyList.safeParse(value));
  if (lists.length === 0 || lists.some(({ success }) => !success)) return null;
  return lists.flatMap(({ data }) =>
    (data?.PublicKeyList ?? []).map((key) => ({
      der: Buffer.from(key.Value, "base64"),
      validFrom: key.ValidityStartTime ?? null,
      validTo: key.ValidityEndTime ?? null,
    })),
  );
}

const Signature = z
  .string()
  .regex(/^[0-9a-fA-F]{64,1024}$/)
  .transform((hex) => hex.toLowerCase());
const Head = z.object({
  Key: z.string().max(1024).optional(),
  Metadata: z
    .object({ signature: Signature })
    .or(
      z.object({ "x-amz-meta-signature": Signature }).transform((one) => ({ signature: one["x-amz-meta-signature"] })),
    ),
});

const nameOf = (path: string): string => path.replace(/^.*[/\\!]/, "");
/** `…Z.json.gz.head.json`, `…Z.json.gz.metadata`: beside the digest, and named after it. */
const BESIDE = /^(\d{12}_CloudTrail-Digest_.+?Z(?:_backfill)?\.json)(?:\.gz)?\..+$/;

/**
 * The signatures in what `aws s3api head-object` prints: as it is, in a file named after the digest with anything behind; or one
 * object a line, each with the `Key` that it is about.
 */
export function signaturesIn(text: string, path: string): ListedSignature[] {
  const beside = BESIDE.exec(nameOf(path))?.[1];
  return valuesIn(text).flatMap((value) => {
    const head = Head.safeParse(value);
    if (!head.success) return [];
    const fileName = head.data.Key === undefined ? beside : nameOf(head.data.Key).replace(/\.gz$/, "");
    return fileName === undefined ? [] : [{ fileName, signature: head.data.Metadata.signature }];
  });
}

/** The signature of a digest in the metadata that S3 gives with the object; none of any other object. */
export function signatureOf(key: string, metadata: Readonly<Record<string, string>>): ListedSignature[] {
  const signature = Signature.safeParse(metadata["signature"]);
  if (!signature.success || !key.includes("_CloudTrail-Digest_")) return [];
  return [{ fileName: nameOf(key).replace(/\.gz$/, ""), signature: signature.data }];
}

/** The JSON values of a text: one, or one a line. */
function valuesIn(text: string): unknown[] {
  const whole = parse(text);
  if (whole !== undefined) return Array.isArray(whole) ? whole : [whole];
  return text.split("\n").flatMap((line) => {
    const value = line.trim() === "" ? undefined : parse(line);
    return value === undefined ? [] : [value];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
