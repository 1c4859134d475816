/** What stands in records in place of a value that AWS took out before delivering it (CloudTrail user guide; AgentCore gateway records). */
const MARKERS = new Set(["HIDDEN_DUE_TO_SECURITY_REASONS", "REDACTED", "***"]);

/** Whether a value of a record is not what the caller sent but AWS's mark that it was taken out. */
export function isRemovedByAws(value: string): boolean {
  return MARKERS.has(value);
}
