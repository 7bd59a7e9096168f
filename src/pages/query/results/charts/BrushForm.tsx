import { css } from '@emotion/css';
import { dateTimeFormat, dateTimeParse, type GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import React, { useId, useState, type FormEvent } from 'react';
import { formatDurationNs } from '../formatValues';
import type { BrushChange } from '../resultChanges';
import type { PointExtent } from './durationPoints';
import { parseDurationNs } from './parseDuration';

interface BrushFormProps {
  /** What the fields begin with: the extent of the points. */
  extent: PointExtent;
  onApply(change: BrushChange): void;
}

interface Texts {
  from: string;
  to: string;
  shortest: string;
  longest: string;
}

const TIME_FORMAT = 'YYYY-MM-DD HH:mm:ss';

/** Selects a rectangle of the chart by numbers, as dragging does by mouse. An empty duration is no limit. */
export function BrushForm({ extent, onApply }: BrushFormProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const [texts, setTexts] = useState<Texts>(() => textsOf(extent));
  const [isChecked, setIsChecked] = useState(false);
  const problems = isChecked ? problemsOf(texts) : {};

  const apply = (event: FormEvent) => {
    event.preventDefault();
    setIsChecked(true);
    if (Object.keys(problemsOf(texts)).length === 0) {
      onApply(brushOf(texts));
    }
  };
  const labels: Record<keyof Texts, string> = {
    from: t('query.results.brush-from', 'From'),
    to: t('query.results.brush-to', 'To'),
    shortest: t('query.results.brush-shortest', 'Shortest duration'),
    longest: t('query.results.brush-longest', 'Longest duration'),
  };
  return (
    <form className={styles.form} onSubmit={apply} noValidate>
      {FIELDS.map((field) => (
        <Field
          key={field}
          noMargin
          htmlFor={`${id}-${field}`}
          label={labels[field]}
          invalid={problems[field] !== undefined}
          error={problems[field]}
        >
          <Input
            id={`${id}-${field}`}
            width={22}
            value={texts[field]}
            onChange={(event) => setTexts({ ...texts, [field]: event.currentTarget.value })}
          />
        </Field>
      ))}
      <Button type="submit" variant="secondary" className={styles.apply}>
        <Trans i18nKey="query.results.brush-apply">Apply</Trans>
      </Button>
    </form>
  );
}

const FIELDS = ['from', 'to', 'shortest', 'longest'] as const;

function textsOf({ fromMs, toMs, minDurationNs, maxDurationNs }: PointExtent): Texts {
  const time = (timeMs: number) => dateTimeFormat(timeMs, { format: TIME_FORMAT });
  return {
    from: time(fromMs),
    // Shown without milliseconds, so the last point needs the next second.
    to: time(toMs + 1000),
    shortest: writtenDuration(minDurationNs, Math.floor),
    longest: writtenDuration(maxDurationNs, Math.ceil),
  };
}

/** In microseconds below a millisecond, else in milliseconds: exact enough, and as TraceQL takes it. */
function writtenDuration(ns: number, round: (value: number) => number): string {
  return ns < 1e6 ? `${round(ns / 1e3)}us` : `${round(ns / 1e6)}ms`;
}

function problemsOf(texts: Texts): Partial<Texts> {
  const problems: Partial<Texts> = {};
  const fromMs = parseTimeMs(texts.from);
  const toMs = parseTimeMs(texts.to);
  const badTime = t('query.results.brush-bad-time', 'Write a time like {{example}}', {
    example: '2026-01-31 14:05:00',
  });
  const badDuration = t('query.results.brush-bad-duration', 'Write a duration like 250ms, 1.5s or 2m30s, or nothing');
  if (fromMs === undefined) {
    problems.from = badTime;
  }
  if (toMs === undefined) {
    problems.to = badTime;
  } else if (fromMs !== undefined && toMs <= fromMs) {
    problems.to = t('query.results.brush-time-order', 'Must be later than the other time');
  }
  const shortest = readLimitNs(texts.shortest, 0);
  const longest = readLimitNs(texts.longest, Infinity);
  if (shortest === undefined) {
    problems.shortest = badDuration;
  }
  if (longest === undefined) {
    problems.longest = badDuration;
  } else if (shortest !== undefined && longest < shortest) {
    problems.longest = t('query.results.brush-duration-order', 'Must be at least {{shortest}}', {
      shortest: formatDurationNs(shortest),
    });
  }
  return problems;
}

function brushOf(texts: Texts): BrushChange {
  return {
    fromMs: parseTimeMs(texts.from) ?? 0,
    toMs: parseTimeMs(texts.to) ?? 0,
    minDurationNs: readLimitNs(texts.shortest, 0) ?? 0,
    maxDurationNs: readLimitNs(texts.longest, Infinity) ?? Infinity,
  };
}

/** Epoch milliseconds of a time in the time zone that Grafana is set to. */
function parseTimeMs(text: string): number | undefined {
  const time = dateTimeParse(text.trim(), { format: TIME_FORMAT });
  return text.trim() !== '' && time.isValid() ? time.valueOf() : undefined;
}

function readLimitNs(text: string, none: number): number | undefined {
  return text.trim() === '' ? none : parseDurationNs(text);
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
  }),
  // Level with the inputs, whose labels stand above.
  apply: css({ marginTop: 22 }),
});
