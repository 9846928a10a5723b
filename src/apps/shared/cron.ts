interface Field {
  readonly min: number;
  readonly max: number;
  /** Names of the values, from the smallest. */
  readonly names?: string[];
}

const FIELDS: Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const MACROS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/**
 * Whether the API server accepts the text as the schedule of a CronJob: Sunday is 0 and not 7, and a range cannot wrap
 * around.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function isSchedule(text: string): boolean {
  const fields = String(text).trim().split(/\s+/);
  return MACROS.includes(text)
    || (fields.length === FIELDS.length && fields.every((field, i) => field.split(',').every(part => isPart(part, FIELDS[i]))));
}

function isPart(part: string, field: Field): boolean {
  const [, range, step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? ['', '', ''];
  if (step !== undefined && !(Number(step) > 0)) {
    return false;
  }
  const [from, to, ...rest] = range.split('-').map(value => valueOf(value, field));
  return /^[*?]$/.test(range) || (rest.length === 0 && from >= field.min && (to ?? from) >= from && (to ?? from) <= field.max);
}

function valueOf(text: string, { min, names = [] }: Field): number {
  const named = names.indexOf(text.toLowerCase());
  return named >= 0 ? min + named : /^\d+$/.test(text) ? Number(text) : NaN;
}

/** Whether the time zone exists. The API server uses the same database, and its names are case-sensitive. */
export function isTimeZone(name: string): boolean {
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return /^[A-Z][^/]*(\/[A-Z][^/]*)*$/.test(name) && (known === name || known.toLowerCase() !== name.toLowerCase());
  } catch {
    return false;
  }
}
