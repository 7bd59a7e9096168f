import { t } from '@grafana/i18n';

/** With which earlier time a range is compared: the one just before it, or the same a day or a week earlier. */
export type TimeOffset = 'before' | 'day' | 'week';

export const TIME_OFFSETS: readonly TimeOffset[] = ['before', 'day', 'week'];

const DAY_MS = 24 * 60 * 60 * 1000;

/** How far the earlier time lies back, in milliseconds. A range longer than a day is still compared with a day earlier. */
export function offsetMs(offset: TimeOffset, fromMs: number, toMs: number): number {
  switch (offset) {
    case 'before':
      return toMs - fromMs;
    case 'day':
      return DAY_MS;
    case 'week':
      return 7 * DAY_MS;
  }
}

/** What a link says; undefined for no comparison, and for what is none of the choices. */
export function readTimeOffset(text: string | null): TimeOffset | undefined {
  return TIME_OFFSETS.find((offset) => offset === text);
}

/** For a choice. */
export function labelOfOffset(offset: TimeOffset): string {
  switch (offset) {
    case 'before':
      return t('comparison.before', 'The time just before');
    case 'day':
      return t('comparison.day', 'A day earlier');
    case 'week':
      return t('comparison.week', 'A week earlier');
  }
}

/** Follows the name of a line. */
export function suffixOfOffset(offset: TimeOffset): string {
  switch (offset) {
    case 'before':
      return t('comparison.suffix-before', '(before)');
    case 'day':
      return t('comparison.suffix-day', '(a day earlier)');
    case 'week':
      return t('comparison.suffix-week', '(a week earlier)');
  }
}
