import { join } from "node:path";

export type EmbeddedPaths = {
  readonly home: string;
  /** Where the running keeper is found; there only while one runs. */
  readonly state: string;
  /** A folder that exists while a keeper owns the data. */
  readonly lock: string;
  readonly log: string;
  readonly password: string;
  /** The data, unless `location` names another folder. */
  readonly data: string;
  readonly location: string;
};

/** Every file of the embedded database below its home. */
export function embeddedPaths(home: string): EmbeddedPaths {
  return {
    home,
    state: join(home, "postgres.json"),
    lock: join(home, "keeper.lock"),
    log: join(home, "postgres.log"),
    password: join(home, "postgres.password"),
    data: join(home, "postgres"),
    location: join(home, "postgres.location"),
  };
}
