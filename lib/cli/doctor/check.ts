/** One thing that was looked at: how it is, and what to do where it is not well. */
export type Check = {
  readonly name: string;
  readonly state: "ok" | "warning" | "problem";
  readonly found: string;
  readonly fix: string | null;
};

/** Well. */
export function ok(name: string, found: string): Check {
  return { name, state: "ok", found, fix: null };
}

/** Works, but not as it should. */
export function warning(name: string, found: string, fix: string): Check {
  return { name, state: "warning", found, fix };
}

/** Does not work, or loses something. */
export function problem(name: string, found: string, fix: string): Check {
  return { name, state: "problem", found, fix };
}
