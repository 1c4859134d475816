import { describe, expect, it } from "vitest";
import {
  DAY,
  dayPath,
  dayText,
  englishTime,
  englishTimeIam,
  isoSeconds,
  midnight,
  minuteStamp,
  secondStamp,
  weekday,
} from "./calendar";

describe("the calendar", () => {
  it("agrees with Date on days of three hundred years", () => {
    for (let ms = Date.UTC(1970, 0, 1); ms < Date.UTC(2270, 0, 1); ms += DAY * 29) {
      expect(dayText(ms)).toBe(new Date(ms).toISOString().slice(0, 10));
      expect(midnight(dayText(ms))).toBe(ms);
      expect(weekday(ms)).toBe((new Date(ms).getUTCDay() + 6) % 7);
    }
  });

  it("writes times in the forms that CloudTrail, S3 keys and credentials use", () => {
    const ms = Date.UTC(2026, 9, 5, 13, 7, 9, 800);
    expect(isoSeconds(ms)).toBe("2026-10-05T13:07:09Z");
    expect(minuteStamp(ms)).toBe("20261005T1307Z");
    expect(secondStamp(ms)).toBe("20261005T130709Z");
    expect(dayPath(ms)).toBe("2026/10/05");
    expect(englishTime(ms)).toBe("Oct 5, 2026, 1:07:09 PM");
    expect(englishTimeIam(ms)).toBe("Oct 5, 2026 1:07:09 PM");
    expect(englishTime(Date.UTC(2026, 9, 5, 0, 0, 5))).toBe("Oct 5, 2026, 12:00:05 AM");
  });
});
