// Preloaded into the processes that `up` starts: when `up` is killed without a chance to stop them, they stop themselves.
// Their own children inherit this file too; they have other channels, which are none of our business.
if (process.ppid === Number(process.env.WAKELINE_PARENT)) {
  process.channel?.unref();
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
}
