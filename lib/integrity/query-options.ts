import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { call } from "@/lib/http/call";
import { integrityRibbon, integritySummary, watermarksList } from "./contract";

type RibbonInput = z.input<typeof integrityRibbon.input>;

/** Everything that an ingest changes. */
const integrityKey = ["integrity"] as const;

export const integrityQuery = {
  key: integrityKey,
  summary: () =>
    queryOptions({
      queryKey: [...integrityKey, "summary"],
      queryFn: ({ signal }) => call(integritySummary, {}, signal),
    }),
  watermarks: () =>
    queryOptions({
      queryKey: [...integrityKey, "watermarks"],
      queryFn: ({ signal }) => call(watermarksList, {}, signal),
    }),
  ribbon: (input: RibbonInput) =>
    queryOptions({
      queryKey: [...integrityKey, "ribbon", input],
      queryFn: ({ signal }) => call(integrityRibbon, input, signal),
      placeholderData: keepPreviousData,
    }),
};
