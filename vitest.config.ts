import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const root = import.meta.dirname;

// Everything that a test stores, and everything that a program which it starts stores, goes to a home of this run only.
const env = {
  WAKELINE_HOME: join(tmpdir(), `wakeline-test-${process.pid}`),
  WAKELINE_LOG: "off",
  NODE_ENV: "test" as const,
};
Object.assign(process.env, env);
// Tests never touch a database that somebody uses.
delete process.env.DATABASE_URL;

const shared = {
  root,
  environment: "node",
  env,
  exclude: ["**/node_modules/**", ".next/**", "e2e/**"],
  // A test that says nothing about time must not fail on a busy machine.
  testTimeout: 180_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      // The package throws outside a server bundle; this is the file that it gives a server.
      { find: /^server-only$/, replacement: join(root, "node_modules", "server-only", "empty.js") },
    ],
  },
  test: {
    // Vitest leaves a core free: of two that is half. Half of a database test's work is PostgreSQL's.
    maxWorkers: "100%",
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "unit",
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...shared.exclude, "**/*.db.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "db",
          include: ["**/*.db.test.ts"],
          globalSetup: ["lib/testing/test-databases-setup.ts"],
        },
      },
    ],
  },
});
