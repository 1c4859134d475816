/** The clock of the simulation is milliseconds since 1970 in UTC, computed here: no Date, so no zone and no host clock. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const TWO = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

type Civil = { readonly year: number; readonly month: number; readonly day: number };

/** Days since 1970-01-01 to year, month (1–12) and day, in the proleptic Gregorian calendar. */
function civil(days: number): Civil {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

/** Milliseconds of midnight UTC on a day written `YYYY-MM-DD`. */
export function midnight(day: string): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146097 + dayOfEra - 719468) * DAY;
}

const dayTexts = new Map<number, string>();

/** `YYYY-MM-DD`. */
export function dayText(ms: number): string {
  const days = Math.floor(ms / DAY);
  const known = dayTexts.get(days);
  if (known !== undefined) return known;
  const { year, month, day } = civil(days);
  const text = `${year}-${TWO[month]}-${TWO[day]}`;
  if (dayTexts.size > 1000) dayTexts.clear();
  dayTexts.set(days, text);
  return text;
}

/** `HH:MM:SS` of the day. */
export function timeText(ms: number): string {
  const seconds = Math.floor((((ms % DAY) + DAY) % DAY) / SECOND);
  return `${TWO[Math.floor(seconds / 3600)]}:${TWO[Math.floor(seconds / 60) % 60]}:${TWO[seconds % 60]}`;
}

/** As CloudTrail writes eventTime: `2026-10-05T08:00:00Z`, seconds cut off. */
export function isoSeconds(ms: number): string {
  return `${dayText(ms)}T${timeText(ms)}Z`;
}

/** As the AWS CLI writes times: `2026-10-05T08:00:00+00:00`. */
export function cliTime(ms: number): string {
  return `${dayText(ms)}T${timeText(ms)}+00:00`;
}

/** `20261005T0805Z`, as in the names of log files. */
export function minuteStamp(ms: number): string {
  return `${dayText(ms).replaceAll("-", "")}T${timeText(ms).slice(0, 5).replace(":", "")}Z`;
}

/** `20261005T080531Z`, as in the names of digest files. */
export function secondStamp(ms: number): string {
  return `${dayText(ms).replaceAll("-", "")}T${timeText(ms).replaceAll(":", "")}Z`;
}

/** `2026/10/05`, as in S3 keys. */
export function dayPath(ms: number): string {
  return dayText(ms).replaceAll("-", "/");
}

function twelveHours(ms: number): string {
  const [hours = "00", minutes, seconds] = timeText(ms).split(":");
  const hour = Number(hours);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${minutes}:${seconds} ${hour < 12 ? "AM" : "PM"}`;
}

/** The expiration of credentials in English and without a zone: `Oct 5, 2026, 9:05:00 AM`. */
export function englishTime(ms: number): string {
  const { year, month, day } = civil(Math.floor(ms / DAY));
  return `${MONTHS[month - 1]} ${day}, ${year}, ${twelveHours(ms)}`;
}

/** The form IAM uses in createDate: as `englishTime`, without the second comma. */
export function englishTimeIam(ms: number): string {
  const { year, month, day } = civil(Math.floor(ms / DAY));
  return `${MONTHS[month - 1]} ${day}, ${year} ${twelveHours(ms)}`;
}

/** 0 is Monday. */
export function weekday(ms: number): number {
  return (Math.floor(ms / DAY) + 3) % 7;
}

/** 0 to 23, in UTC. */
export function hourOfDay(ms: number): number {
  return Math.floor((((ms % DAY) + DAY) % DAY) / HOUR);
}
