const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" } as const;

type Download = {
  readonly of: string;
  readonly format: keyof typeof TYPES;
  readonly at: Date;
  /** What the file does not hold, said in its name: a plain word or two with hyphens. */
  readonly without?: string | null;
};

/** Lines as a file that grows as they are read, only as fast as they are taken. */
export function answerDownload(lines: AsyncGenerator<string>, { of, format, at, without = null }: Download): Response {
  const name = `wakeline-${of}-${at.toISOString().slice(0, 19).replaceAll(":", "")}Z${without === null ? "" : `-without-${without}`}.${format}`;
  return new Response(toStream(lines), {
    headers: { "content-type": TYPES[format], "content-disposition": `attachment; filename="${name}"` },
  });
}

function toStream(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
}
