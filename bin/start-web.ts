import { join } from "node:path";
import { env } from "@/lib/env";
import { type ManagedProcess, startProcess } from "./managed-process";
import { root } from "./root.mjs";

/** Starts the web server, built or for working on it. */
export function startWeb({ dev }: { readonly dev: boolean }): ManagedProcess {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const args = [next, dev ? "dev" : "start", "--hostname", env.HOST, "--port", String(env.PORT)];
  const environment: NodeJS.ProcessEnv = {
    NODE_ENV: dev ? "development" : "production",
    // Without an address of its own, the app takes the one under which it was called.
    ...(env.NEXTAUTH_URL ? {} : { AUTH_TRUST_HOST: "true" }),
  };
  return startProcess({ args, environment, quiet: !dev });
}
