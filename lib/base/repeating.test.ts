import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Repeating } from "./repeating";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("Repeating", () => {
  it("begins no turn while one is under way, and the next after it", async () => {
    let began = 0;
    let end = (): void => undefined;
    const repeating = new Repeating(() => {
      began += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    }, 100);
    await vi.advanceTimersByTimeAsync(350);
    expect(began).toBe(1);
    end();
    await vi.advanceTimersByTimeAsync(100);
    expect(began).toBe(2);
    end();
    await repeating.stop();
  });

  it("is stopped only when the turn that was under way has ended, and begins no other", async () => {
    const said: string[] = [];
    const repeating = new Repeating(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      said.push("written");
    }, 100);
    await vi.advanceTimersByTimeAsync(150);
    const stopped = repeating.stop().then(() => said.push("stopped"));
    await vi.advanceTimersByTimeAsync(2_000);
    await stopped;
    expect(said).toEqual(["written", "stopped"]);
  });

  it("goes on after a turn that failed", async () => {
    let began = 0;
    const repeating = new Repeating(() => {
      began += 1;
      return Promise.reject(new Error("away"));
    }, 100);
    await vi.advanceTimersByTimeAsync(250);
    expect(began).toBe(2);
    await repeating.stop();
  });
});
