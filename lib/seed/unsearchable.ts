type Shape = { readonly fits: RegExp; readonly why: string };

const SHAPES: readonly Shape[] = [
  {
    fits: /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i,
    why: "It looks like a hash of a file: CloudTrail records no contents. Object keys and image digests are found where a record names them whole.",
  },
  {
    fits: /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*::?[0-9a-f:]*)\/\d{1,3}$/i,
    why: "Ranges of addresses are not searched: paste single addresses, or filter the events by ip.",
  },
  {
    fits: /^(?:https?:\/\/|(?!.*\.amazonaws\.com$)(?:[a-z0-9-]+\.)+(?:com|net|org|io|dev|app|info|biz|xyz|ru|cn|top|site|online|cloud)$)/i,
    why: "CloudTrail names callers by address, not by domain, except for AWS services.",
  },
  {
    fits: /^(?:IQoJ|FwoG|AQoD|FQoG)[\w+/=]{20,}$/,
    why: "It looks like a session token: it is kept in the evidence only, and never searched. Use the access key id that belongs to it.",
  },
  {
    fits: /^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)[A-Za-z0-9+/]{40}$/,
    why: "It looks like a secret access key, which no record contains. Use the access key id that belongs to it.",
  },
  {
    fits: /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i,
    why: "It looks like a hardware address, which CloudTrail does not record.",
  },
  { fits: /^CVE-\d{4}-\d{4,}$/i, why: "Vulnerabilities are not in CloudTrail: search for what their use would call." },
];

/** Why an indicator cannot be searched for here; null where it can, and nothing fits. */
export function whyUnsearchable(indicator: string): string | null {
  return SHAPES.find(({ fits }) => fits.test(indicator))?.why ?? null;
}

/** What no search of this kind looks at. */
export const NOT_SEARCHED: readonly string[] = [
  "Request parameters and responses that name no resource: they are in the records, which are read one at a time.",
  "Names in other systems: tool calls inside an agent, prompts, and what was done with tokens of third parties are not in CloudTrail.",
];
