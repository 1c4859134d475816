#!/usr/bin/env node
// Only bootstraps: checks Node, installs, generates, and hands over. Static imports would be read before the check.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Wakeline needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`,
  );
  process.exit(1);
}

const { run } = await import("./run.mjs");
await run(process.argv.slice(2));
