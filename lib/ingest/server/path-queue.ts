import type { PathFeed } from "./run-ingest";
import type { PathToLoad } from "./worker-messages";

const PATHS_PER_TURN = 256;
const BYTES_PER_TURN = 8 * 1024 * 1024;

/** Files that are all there: given out in turns large enough to fill a batch and small enough to share. */
export class PathQueue implements PathFeed {
  readonly files: number;
  readonly bytes: number;
  private at = 0;

  constructor(private readonly paths: readonly PathToLoad[]) {
    this.files = paths.length;
    this.bytes = paths.reduce((sum, path) => sum + path.bytes, 0);
  }

  turn(): PathToLoad[] {
    const turn: PathToLoad[] = [];
    let bytes = 0;
    while (this.at < this.paths.length && turn.length < PATHS_PER_TURN && bytes < BYTES_PER_TURN) {
      const next = this.paths[this.at++];
      if (!next) break;
      turn.push(next);
      bytes += next.bytes;
    }
    return turn;
  }
}
