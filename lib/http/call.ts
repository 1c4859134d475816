import { z } from "zod";
import { AppError, type AppErrorCode, APP_ERROR_STATUS } from "@/lib/base/app-error";
import type { Endpoint } from "./endpoint";

const Failure = z.object({ code: z.string(), detail: z.string() });

/** The browser's half of an endpoint: sends the input, checks the status, parses the answer. Throws `AppError`. */
export async function call<In extends z.ZodType, Out extends z.ZodType>(
  endpoint: Endpoint<In, Out>,
  input: z.input<In>,
  signal?: AbortSignal,
): Promise<z.output<Out>> {
  const isGet = endpoint.method === "GET";
  const query = isGet ? `?${new URLSearchParams({ q: JSON.stringify(input) })}` : "";
  const response = await fetch(endpoint.path + query, {
    method: endpoint.method,
    ...(signal ? { signal } : {}),
    ...(isGet ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(input) }),
  });
  if (!response.ok) throw await failureOf(response);
  return endpoint.output.parse(await response.json());
}

async function failureOf(response: Response): Promise<AppError> {
  const parsed = Failure.safeParse(await response.json().catch(() => null));
  if (parsed.success && isCode(parsed.data.code)) return new AppError(parsed.data.code, parsed.data.detail);
  if (parsed.success) return new AppError("unavailable", parsed.data.detail);
  return new AppError("unavailable", `The server answered ${response.status}. Try again; if it stays, see its log.`);
}

function isCode(code: string): code is AppErrorCode {
  return code in APP_ERROR_STATUS;
}
