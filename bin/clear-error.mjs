/** A failure whose message says what to do: shown without a stack. */
export class ClearError extends Error {}
