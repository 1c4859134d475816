/** What stands in place of a session token. */
export const TOKEN_MARK = "[session token hidden]";

const STRING = /"[^"\\]*(?:\\.[^"\\]*)*"/sy;
const COLON = /\s*:/y;
const SECRET_KEYS = new Set(["sessiontoken", "xamzsecuritytoken", "securitytoken", "secretaccesskey"]);
/** The same inside a string that holds JSON, or a signed address, itself. */
const INNER_JSON =
  /(\\{1,8}"(?:session[_-]?token|x-amz-security-token|security[_-]?token|secret[_-]?access[_-]?key)\\{1,8}"\s*:\s*\\{1,8}")((?:(?!\\{1,8}").)+)/gis;
const IN_ADDRESS = /(x-amz-security-token=)([^&"\\\s]+)/gi;

/** Replaces the values of session tokens in a JSON text by a marker and changes nothing else; says how many. */
export function maskTokens(text: string): { text: string; masked: number } {
  let masked = 0;
  let result = "";
  let at = 0;
  let isSecretNext = false;
  while (at < text.length) {
    STRING.lastIndex = at;
    const token = text[at] === '"' ? STRING.exec(text)?.[0] : undefined;
    if (token === undefined) {
      const end = nextQuote(text, at);
      result += text.slice(at, end);
      at = end;
      continue;
    }
    at += token.length;
    COLON.lastIndex = at;
    const isKey = COLON.test(text);
    const inner = isKey ? { text: token, masked: 0 } : isSecretNext ? maskWhole(token) : maskInner(token);
    result += inner.text;
    masked += inner.masked;
    isSecretNext = isKey && SECRET_KEYS.has(plainKey(token));
  }
  return { text: result, masked };
}

function nextQuote(text: string, at: number): number {
  const found = text.indexOf('"', text[at] === '"' ? at + 1 : at);
  return found < 0 ? text.length : found;
}

/** A key may be written with escapes: it is compared as what it means. */
function plainKey(token: string): string {
  const key: unknown = parseOrNull(token);
  return typeof key === "string" ? key.toLowerCase().replace(/[^a-z]/g, "") : "";
}

function maskWhole(token: string): { text: string; masked: number } {
  return token === '""' ? { text: token, masked: 0 } : { text: `"${TOKEN_MARK}"`, masked: 1 };
}

function maskInner(token: string): { text: string; masked: number } {
  let masked = 0;
  const replace = (_whole: string, before: string): string => {
    masked += 1;
    return before + TOKEN_MARK;
  };
  return { text: token.replace(INNER_JSON, replace).replace(IN_ADDRESS, replace), masked };
}

function parseOrNull(token: string): unknown {
  try {
    return JSON.parse(token);
  } catch {
    return null;
  }
}
