import { openStore } from "@/lib/db/store";
import { fillBusyStore } from "./fill-busy-store";

/** Fills the store of its WAKELINE_HOME with one identity's events. */
const events = Number(process.argv[2]);
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const store = await openStore({ applicationName: "wakeline bench" });
await fillBusyStore(store.pool, { events, ofIdentity: events, say });
await store.close();
