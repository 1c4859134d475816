import { describe, expect, it } from "vitest";
import { serverSettings } from "./server-settings";

const GIB = 1024 ** 3;
const laptop = { memoryBytes: 16 * GIB, sharedMemoryBytes: 8 * GIB, compression: "lz4" } as const;

describe("serverSettings", () => {
  it("never trades durability for speed", () => {
    const names = Object.keys(serverSettings(laptop));
    expect(names.filter((name) => /sync|full_page|checksum/.test(name))).toEqual([]);
  });

  it("listens on this machine only, without a socket file", () => {
    expect(serverSettings(laptop)).toMatchObject({ listen_addresses: "127.0.0.1", unix_socket_directories: "" });
  });

  it("takes less on a small machine, and does without scarce shared memory", () => {
    const small = serverSettings({ memoryBytes: 1 * GIB, sharedMemoryBytes: 64 * 1024 ** 2, compression: "pglz" });
    expect(small).toMatchObject({ shared_buffers: "128MB", work_mem: "8MB", dynamic_shared_memory_type: "mmap" });
    expect(serverSettings(laptop)).toMatchObject({ shared_buffers: "512MB" });
    expect(serverSettings(laptop)).not.toHaveProperty("dynamic_shared_memory_type");
  });
});
