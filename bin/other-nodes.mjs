import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The versions of Node that are promised to work. */
const MAJORS = [20, 22, 24];
const own = Number(process.versions.node.split(".")[0]);

/**
 * The other promised versions of Node, as programs that npm's registry carries, into a folder of their own; `remove` takes
 * it away. Where one cannot be had, `missing` says why, and its tests are not run.
 */
export function otherNodes() {
  const folder = mkdtempSync(join(tmpdir(), "wakeline-nodes-"));
  const found = MAJORS.filter((major) => major !== own).map((major) => fetchNode(join(folder, String(major)), major));
  return { nodes: found, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function fetchNode(folder, major) {
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const args = [
    "install",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--prefix",
    folder,
    `${name}@${major}`,
  ];
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, ...args], { encoding: "utf8", timeout: 180_000 })
    : spawnSync("npm", args, { encoding: "utf8", timeout: 180_000 });
  const program = join(folder, "node_modules", name, "bin", "node");
  if (result.status === 0 && existsSync(program)) return { major, program, missing: null };
  const [why = "npm did not end in time"] = (result.stderr ?? "").split("\n").filter((line) => /error/.test(line));
  return { major, program: null, missing: why.replace(/^npm (?:error|ERR!) ?/, "") };
}
