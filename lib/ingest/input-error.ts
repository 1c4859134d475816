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
