import { t } from '@grafana/i18n';
import { Button } from '@grafana/ui';
import React from 'react';
import { readLiteral, type Literal, type MetricsCompare, type Query, type VisualCompare } from '../../traceql';
import { useBuilder } from './BuilderContext';
import { FilterBlock } from './FilterBlock';
import { InvalidBlock } from './InvalidBlock';
import { NumberBox } from './NumberBox';
import { useRowStyles } from './rowStyles';
import { TextBox } from './TextBox';
import { UNESCAPED } from './unescaped';

/** `compare({…}, topN, start, end)`: which spans, how many values of each attribute, and when. */
export function CompareControls({ compare }: { compare: VisualCompare }) {
  const { edit, disabled } = useBuilder();
  const styles = useRowStyles();
  const { selection, topN, start, end } = compare;
  const title = t('traceql-builder.selection', 'Spans to compare with all others');
  const set = (change: Partial<MetricsCompare>) => edit((query) => withCompare(query, change));
  return (
    <>
      {selection.kind === 'filter' ? (
        <FilterBlock filter={selection} title={title} />
      ) : (
        <InvalidBlock spanset={selection} title={title} />
      )}
      <div className={styles.bar}>
        <span>{t('traceql-builder.top-n', 'Values of each attribute')}</span>
        <NumberBox
          label={t('traceql-builder.top-n', 'Values of each attribute')}
          value={topN}
          types={['int']}
          judge={judgeCount}
          placeholder="10"
          onChange={(value) => set({ topN: asInt(value) })}
        />
        {(topN || start || end) && (
          <Button
            size="sm"
            variant="secondary"
            fill="text"
            disabled={disabled}
            onClick={() => set({ topN: null, start: null, end: null })}
          >
            {t('traceql-builder.compare-defaults', 'Use defaults')}
          </Button>
        )}
      </div>
      {topN && (
        <div
          className={styles.bar}
          role="group"
          aria-label={t('traceql-builder.selection-times', 'Times of the selection')}
        >
          <span>{t('traceql-builder.only-between', 'Only spans between')}</span>
          <TimeBox
            label={t('traceql-builder.selection-start', 'Start of the selection')}
            value={start}
            onChange={(value) => set({ start: value, end: end ?? value })}
          />
          <TimeBox
            label={t('traceql-builder.selection-end', 'End of the selection')}
            value={end}
            onChange={(value) => set({ start: start ?? value, end: value })}
          />
        </div>
      )}
    </>
  );
}

type Int = Extract<Literal, { kind: 'int' }>;

function asInt(literal: Literal): Int | null {
  return literal.kind === 'int' ? literal : null;
}

function judgeCount(literal: Literal): string | null {
  return literal.kind === 'int' && literal.value > 0
    ? null
    : t('traceql-builder.no-count', 'This must be a whole number from 1 on.');
}

function withCompare(query: Query, change: Partial<MetricsCompare>): Query {
  return query.metrics?.kind === 'compare' ? { ...query, metrics: { ...query.metrics, ...change } } : query;
}

interface TimeBoxProps {
  label: string;
  value: MetricsCompare['start'];
  onChange(value: Int): void;
}

/** A moment: nanoseconds since 1970, as the query has it, or a date and time, which become that. */
function TimeBox({ label, value, onChange }: TimeBoxProps) {
  const styles = useRowStyles();
  const commit = (typed: string): string | null => {
    const read = readMoment(typed);
    if (read) {
      onChange(read);
    }
    return read
      ? null
      : t(
          'traceql-builder.no-moment',
          '“{{typed}}” is no moment, such as 2026-03-01T10:00:00Z or nanoseconds since 1970.',
          {
            typed,
            interpolation: UNESCAPED,
          }
        );
  };
  const isNumber = value?.kind === 'int';
  const moment = isNumber ? momentText(value.text) : null;
  return (
    <div>
      <TextBox
        label={label}
        text={value?.kind === 'int' ? value.text : value ? value.text : null}
        placeholder={t('traceql-builder.moment-placeholder', '2026-03-01T10:00:00Z')}
        width={26}
        onCommit={commit}
      />
      {moment && <div className={styles.quiet}>{moment}</div>}
    </div>
  );
}

function readMoment(typed: string): Int | null {
  const text = typed.trim();
  const milliseconds = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
  const digits = Number.isNaN(milliseconds) ? text : `${milliseconds}000000`;
  const literal = readLiteral('int', digits);
  return literal?.kind === 'int' && literal.value > 0 ? literal : null;
}

/** In UTC, since the query means the same everywhere. */
function momentText(nanoseconds: string): string | null {
  const date = new Date(Number(nanoseconds.slice(0, -6)));
  return nanoseconds.length > 6 && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
}
