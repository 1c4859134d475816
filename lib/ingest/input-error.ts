import { AppError } from "@/lib/base/app-error";

/** An input that cannot be read: the message says why, its reader adds which. */
export class InputError extends AppError {
  constructor(message: string, options?: ErrorOptions) {
    super("invalid-input", message, options);
    this.name = "InputError";
  }
}

/** An input that goes beyond a limit, which the message names together with the way to raise it. */
export class LimitError extends AppError {
  constructor(message: string) {
    super("too-large", message);
    this.name = "LimitError";
  }
}

/** Whether a failure concerns one input only, so that the run goes on without it. */
export function isInputFailure(error: unknown): error is InputError | LimitError {
  return error instanceof InputError || error instanceof LimitError;
}

/** Says in words why a file cannot be read. */
export function whyNot(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "ENOENT") return "no such file or folder";
  if (code === "ELOOP") return "a symbolic link that leads to itself";
  return error instanceof Error ? error.message : String(error);
}

/** Turns a failure of the system or of a stream into one of this input; what is said already stays as it is. */
export function unreadable(error: unknown): Error {
  if (error instanceof AppError) return error;
  return new InputError(`cannot be read to its end: ${whyNot(error)}`, { cause: error });
}
