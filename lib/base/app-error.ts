/** HTTP status of every failure that a caller can act on. */
export const APP_ERROR_STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  /** Was here, and was dropped since. */
  gone: 410,
  "too-large": 413,
  "invalid-input": 422,
  "too-many-requests": 429,
  unavailable: 503,
} as const;

export type AppErrorCode = keyof typeof APP_ERROR_STATUS;

/** An expected failure: its message says what, where and what to do. Anything else is a bug and stays a 500. */
export class AppError extends Error {
  constructor(
    readonly code: AppErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "AppError";
  }
}
