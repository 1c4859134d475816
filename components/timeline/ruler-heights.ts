/** The times above a picture. */
export const RULER_PX = 22;
/** Below the times stands what changed; then the lanes begin. */
export const LANES_TOP_PX = RULER_PX + 18;
