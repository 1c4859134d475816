import { Random } from "../base/random";
import type { Holder } from "./world";

/** The access key of an IAM user, which never changes in the window unless a story makes another. */
export function longTermKey(seed: number, user: Holder): string {
  return `AKIA${Random.of(seed, "key", user.arn).base32(16)}`;
}
