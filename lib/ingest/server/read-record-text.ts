import type { Context } from "@/lib/context";
import { EvidenceReader, placeKey, type RecordPlace } from "./evidence-reader";

/** The JSON text of one record, exactly as it was delivered; AppError "not-found" where no evidence holds it. */
export async function readRecordText(ctx: Pick<Context, "pool">, place: RecordPlace): Promise<string> {
  const texts = await new EvidenceReader(ctx.pool).read([place]);
  return texts.get(placeKey(place)) ?? "";
}
