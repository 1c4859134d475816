import { RecentTexts } from "@/lib/base/recent-texts";
import { textIn } from "./json-object";
import { isPlaceholder, storableText, TEXT_LIMITS } from "./storable-text";

/** What the client said of itself, and the MCP client that it names. */
export type UserAgent = { readonly text: string | null; readonly mcpClient: string | null };

/** The same object for an agent that repeats: agents are long, and few. */
export function userAgentIn(value: unknown): UserAgent {
  if (value === undefined || value === null) return SILENT;
  if (typeof value !== "string") return { text: bounded(textIn(value)), mcpClient: null };
  const known = agents.get(value);
  if (known !== undefined) return known;
  const agent = { text: bounded(value), mcpClient: mcpClientIn(value) };
  agents.set(value, agent);
  return agent;
}

const SILENT: UserAgent = { text: null, mcpClient: null };
const agents = new RecentTexts<UserAgent>(512, 2_048);

function bounded(text: string | null): string | null {
  return text === null || isPlaceholder(text) ? null : storableText(text, TEXT_LIMITS.userAgent);
}

const MCP_CLIENT = /(?:^|[\s/#(])([a-z0-9._-]{0,40}mcp(?:-server|-proxy)?(?:\.amazonaws\.com)?)(?=$|[\s/;)#])/;

function mcpClientIn(userAgent: string): string | null {
  return userAgent.includes("mcp") ? (MCP_CLIENT.exec(userAgent)?.[1] ?? null) : null;
}
