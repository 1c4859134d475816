import type { DigestResult, GapResult, LogFileResult, VerifyResult } from "./verify-result";

type Tally = { valid: number; invalid: number; open: number };
const nothing = (): Tally => ({ valid: 0, invalid: 0, open: 0 });

/**
 * Says results in the words of `aws cloudtrail validate-logs`, so that both can be laid side by side, and adds what that
 * command does not tell: what could not be checked, and why. Valid lines only where asked for, as there.
 */
export class ValidationReport {
  private readonly digests = nothing();
  private readonly backfilled = nothing();
  private readonly logs = nothing();
  private readonly openReasons = new Map<string, number>();
  private first: string | null = null;
  private last: string | null = null;
  private keysFromFiles = false;

  constructor(private readonly range: { readonly from: string | null; readonly to: string | null }) {}

  /** Something is there that AWS did not write so, or that is gone. */
  get isInvalid(): boolean {
    return this.digests.invalid + this.backfilled.invalid + this.logs.invalid > 0;
  }

  /** The line of one result. `isValid`: to be left out unless every line is wanted. */
  add(result: VerifyResult): { readonly line: string; readonly isValid: boolean } {
    switch (result.type) {
      case "digest":
        return this.addDigest(result);
      case "log-file":
        return this.addFile(result);
      case "gap":
        return { line: this.addGap(result), isValid: false };
    }
  }

  /** What it came to in all. */
  summary(): string[] {
    const { digests, backfilled, logs, first, last } = this;
    const requested = `Results requested for ${this.range.from ?? "the beginning"} to ${this.range.to ?? "the end"}`;
    const total = digests.valid + digests.invalid + digests.open + backfilled.valid + backfilled.invalid;
    if (total === 0) return [requested, "No digests found: nothing here is verified", ...this.openLines()];
    return [
      requested,
      ...(digests.valid + backfilled.valid === 0
        ? ["No valid digests found in range"]
        : [`Results found for ${first ?? "?"} to ${last ?? "?"}:`, ""]),
      ...countLines(digests, "digest"),
      ...countLines(backfilled, "backfill digest"),
      ...countLines(logs, "log"),
      ...this.openLines(),
      ...(this.keysFromFiles
        ? ["Some were checked with keys that came with the files: whoever made the files could have made the keys"]
        : []),
    ];
  }

  private openLines(): string[] {
    return [...this.openReasons].map(([reason, count]) => `${count} log files not verified: ${reason}`);
  }

  private addDigest(digest: DigestResult): { line: string; isValid: boolean } {
    const tally = digest.isBackfill ? this.backfilled : this.digests;
    const isValid = digest.state === "valid";
    const isOpen = digest.state === "no-signature" || digest.state === "unsettled";
    tally[isValid ? "valid" : isOpen ? "open" : "invalid"] += 1;
    if (isValid) this.found(digest);
    return { line: `${lineStart("Digest file", digest.isBackfill)}\t${digest.object}\t${digestText(digest)}`, isValid };
  }

  private found({ from, to, key }: DigestResult): void {
    if (from !== null && (this.first === null || from < this.first)) this.first = from;
    if (to !== null && (this.last === null || to > this.last)) this.last = to;
    this.keysFromFiles ||= key === "files";
  }

  private addFile(file: LogFileResult): { line: string; isValid: boolean } {
    const text = fileText(file);
    const isValid = text === "valid";
    const isInvalid = text.startsWith("INVALID");
    this.logs[isValid ? "valid" : isInvalid ? "invalid" : "open"] += 1;
    if (!isValid && !isInvalid) this.openReasons.set(text, (this.openReasons.get(text) ?? 0) + 1);
    const line = `${lineStart("Log file", file.isBackfill)}\t${file.object ?? file.file ?? "?"}\t${text}`;
    return { line, isValid: !isInvalid };
  }

  private addGap({ kind, from, to, missing, chain }: GapResult): string {
    if (kind === "not-logging") return `No log files were delivered by CloudTrail between ${from} and ${to} (${chain})`;
    this.digests.invalid += 1;
    const name = missing ?? "one that nothing names";
    return `${lineStart("Digest file", false)}\t${name}\tINVALID: not found; no digest says what was delivered between ${from} and ${to}`;
  }
}

function lineStart(kind: string, isBackfill: boolean): string {
  return isBackfill ? `(backfill) ${kind}` : kind;
}

function countLines({ valid, invalid, open }: Tally, what: string): string[] {
  const total = valid + invalid;
  if (total === 0) return [];
  const lines = [
    `${valid}/${total} ${what} files valid${invalid > 0 ? `, ${invalid}/${total} ${what} files INVALID` : ""}`,
  ];
  if (open > 0 && what !== "log") lines.push(`${open} ${what} files not verified: their signatures are not here`);
  return lines;
}

function digestText({ state, problem, region, fingerprint }: DigestResult): string {
  switch (state) {
    case "valid":
      return "valid";
    case "invalid-signature":
      return "INVALID: signature verification failed";
    case "no-key":
      return `INVALID: public key not found in region ${region ?? "?"} for fingerprint ${fingerprint ?? "?"}`;
    case "moved":
      return "INVALID: has been moved from its original location";
    case "malformed":
      return `INVALID: invalid format (${problem ?? "unreadable"})`;
    case "no-signature":
    case "unsettled":
      return "not verified: its signature is not here (S3 keeps it as metadata of the object)";
  }
}

/** Of what was dropped nothing can be read again; what was found to be wrong with it stays so. */
function fileText(file: LogFileResult): string {
  const text = stateText(file);
  if (file.droppedAt === null || text.startsWith("INVALID")) return text;
  return `dropped by retention${text === "valid" ? " after it was verified" : ""}`;
}

function stateText({ state, reason }: LogFileResult): string {
  switch (state) {
    case "verified":
      return "valid";
    case "hash-differs":
      return reason === "trailing-data"
        ? "INVALID: unexpected data after end of compressed stream"
        : "INVALID: hash value doesn't match";
    case "missing":
      return "INVALID: not found";
    case "no-key":
      return "the public key of its digest is not here";
    case "chain-broken":
      return reason === "digest-missing"
        ? "the digests of its time are not here"
        : "the digest that names it is itself not valid";
    case "not-referenced":
      return "no digest names it, although digests cover its time";
    case "unverified":
      if (reason === "no-signature") return "the signature of its digest is not here";
      return reason === "not-kept-whole" ? "a record in it was too large to keep" : "no digest of its time is here";
  }
}
