/** Whether the server is there and its database answers it; anybody may ask. */
export async function storeAnswers(signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch("/api/health/ready", { signal })).ok;
  } catch {
    return false;
  }
}
