import { defineConfig } from "@playwright/test";
import base from "./playwright.config";

// npm run screenshots: takes the pictures of the README again.
export default defineConfig(base, { testDir: "e2e/screenshots", testMatch: "**/*.shots.ts", retries: 0 });
