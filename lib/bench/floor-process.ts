import { once } from "node:events";
import { measureFloor } from "./measure-floor";

const [folder = "", index = "0", of = "1"] = process.argv.slice(2);
process.stdout.write("ready\n");
await once(process.stdin, "data");
const { events } = measureFloor(folder, { index: Number(index), of: Number(of) });
process.stdout.write(`${JSON.stringify({ events })}\n`);
process.exit(0);
