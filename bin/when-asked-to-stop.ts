/** Resolves at the first signal, or when the process that started us is gone. */
export function whenAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    process.channel?.unref();
    process.once("disconnect", resolve);
  });
}
