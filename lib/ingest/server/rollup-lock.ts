/** Held shared by whoever adds to the rollups and alone by whoever counts an hour anew. */
export const ROLLUP_LOCK = "2002873091";
