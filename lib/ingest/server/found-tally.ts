import type { S3Object } from "../s3/list-logs";

/** What a listing found, before any of it is fetched. */
export type S3Found = {
  readonly files: number;
  readonly bytes: number;
  /** Loaded by an earlier pull. */
  readonly hereFiles: number;
  /** Of delivery, "2026-10-05"; null where nothing was found. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
};

/** Adds up what a listing finds. */
export class FoundTally {
  files = 0;
  private bytes = 0;
  private hereFiles = 0;
  private firstDay: string | null = null;
  private lastDay: string | null = null;

  /** `here`: how many of them an earlier pull loaded. */
  add(objects: readonly S3Object[], here: number): void {
    this.files += objects.length;
    this.hereFiles += here;
    for (const { bytes, day } of objects) {
      this.bytes += bytes;
      if (day === "") continue;
      if (this.firstDay === null || day < this.firstDay) this.firstDay = day;
      if (this.lastDay === null || day > this.lastDay) this.lastDay = day;
    }
  }

  found(): S3Found {
    const { files, bytes, hereFiles, firstDay, lastDay } = this;
    return { files, bytes, hereFiles, firstDay, lastDay };
  }
}
