import type { InputLimits } from "../input-limits";
import { LimitError } from "../input-error";
import type { ByteStream } from "./byte-stream";
import type { Input, SkippedInput } from "./input";

export type Walk = AsyncGenerator<Input | SkippedInput>;

/** A file whose bytes come only once, or that is held already. */
export type Member = { readonly path: string; readonly bytes: number | null; readonly stream: ByteStream };

/** Lists what a member is; `enter` is asked for the place of the archive that it turns out to be. */
export type ListMember = (member: Member, enter: (path: string) => ArchivePlace) => Walk;

/** The way into an archive: its path, how deep it lies, and how many members were met on the way, which all its archives share. */
export class ArchivePlace {
  private depth = 1;
  private tally = { members: 0 };

  constructor(
    readonly path: string,
    readonly limits: InputLimits,
  ) {}

  inside(path: string): ArchivePlace {
    if (this.depth >= this.limits.maxNesting) {
      throw new LimitError(`an archive inside ${this.limits.maxNesting} others: the limit of nesting`);
    }
    const place = new ArchivePlace(path, this.limits);
    place.depth = this.depth + 1;
    place.tally = this.tally;
    return place;
  }

  countMember(): void {
    if (++this.tally.members > this.limits.maxMembers) {
      throw new LimitError(
        `more than ${this.limits.maxMembers} members, the limit of one archive: the rest is not read`,
      );
    }
  }
}
