import type { z } from "zod";
import type { Context } from "@/lib/context";
import type { judgeRecord as endpoint, LoggedVerdict } from "../contract";
import { judgeRecord as judge, readOneRecord } from "../judge-record";
import { readModel } from "./knowledge";

/** Whether a record would have been recorded, by the configuration that the store knows. */
export async function judgeRecord(ctx: Context, input: z.output<typeof endpoint.input>): Promise<LoggedVerdict> {
  const record = readOneRecord(input.record);
  return judge(record, { atMs: input.atMs ?? null }, await readModel(ctx));
}
