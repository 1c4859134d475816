import { findBrowser } from "./find-browser.mjs";

// Says on its last line which browser there is, for programs that drive one.
process.stdout.write(`${findBrowser()}\n`);
