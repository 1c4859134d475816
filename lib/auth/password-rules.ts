import { z } from "zod";

/** Length is what counts; the upper bound keeps hashing cheap to refuse. */
export const Password = z
  .string()
  .min(12, "A password needs at least 12 characters.")
  .max(256, "A password has at most 256 characters.");

/** Names are lower case and need no quoting anywhere. */
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{0,62}[a-z0-9]$/, "A user name has 2 to 64 letters, digits, or . _ @ -");
