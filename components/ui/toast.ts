export type ToastTone = "success" | "danger";
export type Toast = {
  readonly id: number;
  readonly tone: ToastTone;
  readonly message: string;
  readonly detail: string | null;
};

const SHOWN_AT_ONCE = 4;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function show(tone: ToastTone, message: string, detail: string | null): void {
  publish([...toasts, { id: nextId++, tone, message, detail }].slice(-SHOWN_AT_ONCE));
}

/** Says in the corner of the screen what came of an action that left no other trace. */
export const toast = {
  success: (message: string, detail: string | null = null): void => show("success", message, detail),
  error: (message: string, detail: string | null = null): void => show("danger", message, detail),
};

/** Takes one away. */
export function dismissToast(id: number): void {
  publish(toasts.filter((shown) => shown.id !== id));
}

/** What is on the screen now; the same array until something changes. */
export function listToasts(): readonly Toast[] {
  return toasts;
}

/** Calls back on every change; returns how to stop. */
export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
