import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { importConfig } from "@/lib/coverage/server/import-config";
import { readConfigFiles } from "@/lib/coverage/server/read-config-files";
import { importKeys } from "@/lib/integrity/server/import-keys";
import { ingestCommand } from "./ingest";
import type { Io } from "./io";
import { withStore } from "./with-store";

/** Loads the written files of the demo organisation as anybody's would be, with its keys and the configuration of its logging. */
export async function loadDemo(folder: string, io: Io): Promise<number> {
  await importDemoKeys(join(folder, "public-keys"), io);
  await importDemoConfig(folder, io);
  const inputs = ["logs", "siem", "object-metadata", "organization"].map((name) => join(folder, name));
  return ingestCommand([...inputs, "--source", "demo"], io);
}

/** Whoever asks for the demo organisation vouches for its keys. */
async function importDemoKeys(folder: string, io: Io): Promise<void> {
  const names = await readdir(folder);
  await withStore(io, async (ctx) => {
    for (const name of names) await importKeys(ctx, { text: await readFile(join(folder, name), "utf8"), name });
    return 0;
  });
}

/** How logging was set up, as somebody of the demo organisation collected it. */
async function importDemoConfig(folder: string, io: Io): Promise<void> {
  await withStore(io, async (ctx) => {
    for (const part of ["config", "organization"]) {
      const { files } = await readConfigFiles(join(folder, part));
      await importConfig(ctx, { files, asOfMs: null });
    }
    return 0;
  });
}
