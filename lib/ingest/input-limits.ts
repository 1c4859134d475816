import { join } from "node:path";
import { env, wakelineHome } from "@/lib/env";
import { LimitError } from "./input-error";

/** What one input may cost. Inputs are hostile: every one of these is reached by some file on purpose. */
export type InputLimits = {
  /** Of one log file, decompressed. */
  readonly maxFileBytes: number;
  /** Decompressed to delivered bytes: CloudTrail's own files have about 15, a file of one record repeated up to 300. */
  readonly maxRatio: number;
  /** No ratio is too high below this size. */
  readonly ratioFromBytes: number;
  /** In one archive, with those of the archives inside it. */
  readonly maxMembers: number;
  /** Archives within archives. */
  readonly maxNesting: number;
  /** Of text that is held and parsed at once. */
  readonly segmentBytes: number;
  /** For archives that must be on disk to be read, while they are read. */
  readonly temporaryFolder: string;
};

/** The limits in force: the environment's where it says, and `overrides` before all. */
export function inputLimits(overrides: Partial<InputLimits> = {}): InputLimits {
  return {
    maxFileBytes: env.WAKELINE_MAX_FILE_BYTES,
    maxRatio: 500,
    ratioFromBytes: 10 * 1024 ** 2,
    maxMembers: 200_000,
    maxNesting: 3,
    segmentBytes: 32 * 1024 ** 2,
    temporaryFolder: join(wakelineHome, "temporary"),
    ...overrides,
  };
}

const inMiB = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(bytes < 10 * 1024 ** 2 ? 1 : 0)} MiB`;

/** Refuses what has grown beyond the size limit, or beyond what its delivered bytes can honestly hold. */
export function checkGrowth(textBytes: number, deliveredBytes: number, limits: InputLimits): void {
  if (textBytes > limits.maxFileBytes) {
    throw new LimitError(
      `larger than ${inMiB(limits.maxFileBytes)} decompressed: the limit of one file (WAKELINE_MAX_FILE_BYTES raises it)`,
    );
  }
  if (textBytes > limits.ratioFromBytes && textBytes > deliveredBytes * limits.maxRatio) {
    throw new LimitError(
      `decompresses to more than ${limits.maxRatio} times its size, the limit above ${inMiB(limits.ratioFromBytes)}: a compression bomb`,
    );
  }
}
