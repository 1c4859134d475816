import { parentPort, workerData } from "node:worker_threads";
import { startLoader } from "./start-loader";
import type { FromWorker, ToWorker } from "./worker-messages";

const port = parentPort;
if (port) {
  const say = (message: FromWorker): void => port.postMessage(message);
  const hear = startLoader(workerData, say);
  port.on("message", (message: ToWorker) => hear(message));
  say({ type: "idle" });
}
