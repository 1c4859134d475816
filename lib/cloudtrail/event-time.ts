/** Milliseconds since 1970 of a time as CloudTrail or a shipper writes it; without a zone it is UTC. null where it is not a time. */
export function parseEventTime(value: unknown): number | null {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return null;
  const time = value.length === 20 && value.charCodeAt(19) === Z ? canonicalTime(value) : NaN;
  return Number.isNaN(time) ? looseTime(value.trim()) : time;
}

const Z = 0x5a;
const DASH = 0x2d;
const COLON = 0x3a;

/** `2023-07-10T11:09:47Z`; NaN for anything else. */
function canonicalTime(text: string): number {
  const separators =
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON;
  if (!separators || text.charCodeAt(10) !== 0x54) return NaN;
  return utc({
    year: twoDigits(text, 0) * 100 + twoDigits(text, 2),
    month: twoDigits(text, 5),
    day: twoDigits(text, 8),
    seconds: secondsOfDay(twoDigits(text, 11), twoDigits(text, 14), twoDigits(text, 17)),
  });
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** NaN where the clock has no such time; a leap second is the second after. */
function secondsOfDay(hour: number, minute: number, second: number): number {
  return hour < 24 && minute < 60 && second <= 60 ? hour * 3_600 + minute * 60 + second : NaN;
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function utc(at: { year: number; month: number; day: number; seconds: number }): number {
  const { year, month, day } = at;
  const leapDay = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const last = MONTH_DAYS[month - 1];
  if (last === undefined || !(day >= 1 && day <= last + leapDay)) return NaN;
  // Days from the civil calendar, with years that begin in March.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return ((era * 146_097 + dayOfEra - 719_468) * 86_400 + at.seconds) * 1_000;
}

const LOOSE =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[T _]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,12}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;
const ENGLISH = /^([A-Z][a-z]{2})[a-z]* (\d{1,2}),? (\d{4}),? (\d{1,2}):(\d\d):(\d\d)\s?([AP]M)?(?: (?:UTC|GMT|Z))?$/;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function looseTime(text: string): number | null {
  if (text.length > 64) return null;
  if (/^\d{9,}(\.\d+)?$/.test(text)) return fromEpoch(Number(text));
  const english = ENGLISH.exec(text);
  if (english !== null) return englishTime(english);
  const match = LOOSE.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "", zone = "Z"] = match;
  const time = utc({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    seconds: secondsOfDay(Number(hour), Number(minute), Number(second)),
  });
  const millis = Math.floor(Number(`0.${fraction || "0"}`) * 1_000);
  return finite(time + millis - zoneMs(zone));
}

function zoneMs(zone: string): number {
  const sign = zone.charAt(0);
  if (sign !== "+" && sign !== "-") return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || "0");
  return (sign === "-" ? -minutes : minutes) * 60_000;
}

/** `Jul 10, 2023, 12:09:47 PM`, which STS writes for the end of a credential. */
function englishTime(match: RegExpExecArray): number | null {
  const [, month = "", day, year, hour = "", minute, second, half] = match;
  const hour24 = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === "PM" ? 12 : 0);
  return finite(
    utc({
      year: Number(year),
      month: MONTHS.indexOf(month) + 1,
      day: Number(day),
      seconds: secondsOfDay(hour24, Number(minute), Number(second)),
    }),
  );
}

/** Seconds, milliseconds, microseconds or nanoseconds: whichever falls between 1973 and 5138. */
function fromEpoch(value: number): number | null {
  if (!(value >= 1e8) || value >= 1e20) return null;
  if (value < 1e11) return Math.round(value * 1_000);
  if (value < 1e14) return Math.floor(value);
  return Math.floor(value < 1e17 ? value / 1e3 : value / 1e6);
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
