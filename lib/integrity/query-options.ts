import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { call } from "@/lib/http/call";
import { sourcesQuery } from "@/lib/sources/query-options";
import { integrityRibbon, integritySummary, watermarksList } from "./contract";

type RibbonInput = z.input<typeof integrityRibbon.input>;

/** Under the key of the sources: what an ingest changes there, it changes here. */
export const integrityQuery = {
  summary: () =>
    queryOptions({
      queryKey: [...sourcesQuery.key, "integrity"],
      queryFn: ({ signal }) => call(integritySummary, {}, signal),
    }),
  watermarks: () =>
    queryOptions({
      queryKey: [...sourcesQuery.key, "watermarks"],
      queryFn: ({ signal }) => call(watermarksList, {}, signal),
    }),
  ribbon: (input: RibbonInput) =>
    queryOptions({
      queryKey: [...sourcesQuery.key, "ribbon", input],
      queryFn: ({ signal }) => call(integrityRibbon, input, signal),
      placeholderData: keepPreviousData,
    }),
};
