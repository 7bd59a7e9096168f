import { t } from '@grafana/i18n';
import { InlineField, Input, Stack } from '@grafana/ui';
import React, { memo, useId, useState } from 'react';
import { DEFAULT_LIMIT, DEFAULT_SPANS_PER_SPANSET, type QueryState } from '../state/queryState';

type Options = Pick<QueryState, 'limit' | 'spansPerSpanset' | 'stepSeconds'>;

interface QueryOptionsProps extends Options {
  isMetrics: boolean;
  onChange(change: Partial<Options>): void;
}

/** The numbers that go with a query. Not rendered again while somebody types the query. */
export const QueryOptions = memo(function QueryOptions(props: QueryOptionsProps) {
  const { isMetrics, limit, spansPerSpanset, stepSeconds, onChange } = props;
  if (isMetrics) {
    return (
      <NumberOption
        label={t('query.options.step', 'Step')}
        tooltip={t('query.options.step-tooltip', 'Seconds between two points; empty lets Tempo choose')}
        value={stepSeconds}
        placeholder={t('query.options.step-auto', 'auto')}
        onChange={(value) => onChange({ stepSeconds: value })}
      />
    );
  }
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      <NumberOption
        label={t('query.options.limit', 'Limit')}
        tooltip={t(
          'query.options.limit-tooltip',
          'Most traces to find: the first ones that Tempo meets, not the newest'
        )}
        value={limit}
        placeholder={String(DEFAULT_LIMIT)}
        onChange={(value) => onChange({ limit: value ?? DEFAULT_LIMIT })}
      />
      <NumberOption
        label={t('query.options.spss', 'Spans per trace')}
        tooltip={t('query.options.spss-tooltip', 'Most matching spans to be sent of each group of spans of a trace')}
        value={spansPerSpanset}
        placeholder={String(DEFAULT_SPANS_PER_SPANSET)}
        onChange={(value) => onChange({ spansPerSpanset: value ?? DEFAULT_SPANS_PER_SPANSET })}
      />
    </Stack>
  );
});

interface NumberOptionProps {
  label: string;
  tooltip: string;
  value: number | undefined;
  placeholder: string;
  /** Undefined where the field was emptied. */
  onChange(value: number | undefined): void;
}

/** A positive whole number. What is none stays in the field with a message, and the query keeps the last good one. */
function NumberOption({ label, tooltip, value, placeholder, onChange }: NumberOptionProps) {
  const id = useId();
  /** What is being typed, or was typed and is none; undefined while the field shows the value. */
  const [typed, setTyped] = useState<string>();
  const [isRefused, setIsRefused] = useState(false);
  const commit = () => {
    const number = Number(typed);
    const isEmpty = typed?.trim() === '';
    const isGood = typed === undefined || isEmpty || (Number.isSafeInteger(number) && number > 0);
    setIsRefused(!isGood);
    if (typed !== undefined && isGood) {
      setTyped(undefined);
      onChange(isEmpty ? undefined : number);
    }
  };
  return (
    <InlineField
      label={label}
      tooltip={tooltip}
      htmlFor={id}
      invalid={isRefused}
      error={t('query.options.not-positive', 'A whole number of 1 or more')}
    >
      <Input
        id={id}
        inputMode="numeric"
        width={10}
        value={typed ?? value ?? ''}
        placeholder={placeholder}
        aria-invalid={isRefused}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </InlineField>
  );
}
