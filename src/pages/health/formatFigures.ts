import { formattedValueToString, getValueFormat, type FormattedValue } from '@grafana/data';
import { t } from '@grafana/i18n';

/** Seconds in words: `12 s`, `1.5 hours`; empty where they are not known. */
export function formatSeconds(seconds: number | undefined): string {
  return seconds === undefined ? '' : formatRounded(getValueFormat('s')(seconds, 1));
}

/** How long ago it was; empty where that is not known. */
export function formatAge(seconds: number | undefined): string {
  return seconds === undefined
    ? ''
    : t('health.ago', '{{duration}} ago', { duration: formatSeconds(Math.max(0, seconds)) });
}

/** A share from 0 to 1 as a percentage. */
export function formatShare(share: number): string {
  return formatRounded(getValueFormat('percentunit')(share, 1));
}

/** `20`, not `20.0`. */
function formatRounded(formatted: FormattedValue): string {
  return formattedValueToString({ ...formatted, text: formatted.text.replace(/\.0$/, '') });
}
