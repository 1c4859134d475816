import type { LogFile } from "./contract";

const LENGTH = 120;

/** A harmless file name for downloaded evidence: the last part of its path, with an ending that says what it is. */
export function evidenceName({
  path,
  sha256,
  compressed,
  evidence,
}: Pick<LogFile, "path" | "sha256" | "compressed" | "evidence">): string {
  const last = path.split(/[/\\!]/).pop() ?? "";
  const plain = last.replace(/[^A-Za-z0-9._-]+/g, "_").replace(/^\.+/, "");
  const stem = (plain === "" ? sha256.slice(0, 16) : plain).replace(/\.gz$/i, "").slice(-LENGTH);
  return compressed && evidence === "exact" ? `${stem}.gz` : stem;
}
