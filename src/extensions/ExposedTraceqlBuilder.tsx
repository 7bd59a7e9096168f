import { t } from '@grafana/i18n';
import { Alert, TextArea } from '@grafana/ui';
import React, { useMemo, useState } from 'react';
import { TraceqlBuilder } from '../components/traceql-builder/TraceqlBuilder';
import { useTraceqlSuggestions } from '../data';
import { applyFix, check, render } from '../traceql';

/** Version 1 of the props that other plugins give to `tempo-companion-app/traceql-builder/v1`. */
export interface ExposedTraceqlBuilderProps {
  /** TraceQL; empty for every span. */
  query: string;
  /** Told of the whole query after every change. */
  onChange(query: string): void;
  /** The Tempo data source that names and values are asked of; without it none are proposed. */
  tempoUid?: string;
  /** Version of that Tempo (`2.6.1`); without it everything that any release knows is offered. */
  tempoVersion?: string;
  /** Time range of the proposals, epoch seconds; without it the last hour. */
  fromSeconds?: number;
  toSeconds?: number;
  disabled?: boolean;
}

const HOUR_SECONDS = 3600;

/** The visual builder as a component: text in, text out. A text that does not parse can be mended as text. */
export default function ExposedTraceqlBuilder(props: ExposedTraceqlBuilderProps) {
  const { query, onChange, tempoUid = '', tempoVersion = '', fromSeconds, toSeconds, disabled } = props;
  const text = query.trim() === '' ? '{ }' : query;
  const checked = useMemo(() => check(text, { tempo: tempoVersion }), [text, tempoVersion]);
  const [shownAtSeconds] = useState(() => Math.ceil(Date.now() / 1000));
  const range = useMemo(() => {
    const to = toSeconds ?? shownAtSeconds;
    return { fromSeconds: fromSeconds ?? to - HOUR_SECONDS, toSeconds: to };
  }, [fromSeconds, toSeconds, shownAtSeconds]);
  const suggestions = useTraceqlSuggestions({ tempoUid, version: tempoVersion, range });
  if (checked.verdict === 'parse-error') {
    return (
      <Alert
        severity="warning"
        title={t('exposed-builder.broken', 'The query has a mistake: mend it to go on building')}
      >
        <p>{checked.diagnostics[0]?.message}</p>
        <TextArea
          aria-label={t('exposed-builder.text', 'TraceQL query')}
          value={query}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Alert>
    );
  }
  return (
    <TraceqlBuilder
      query={checked.query}
      onChange={(changed) => onChange(render(changed))}
      tempo={tempoVersion}
      suggestions={suggestions}
      diagnostics={checked.diagnostics}
      onFix={(fix) => onChange(applyFix(text, fix))}
      highlight={null}
      disabled={disabled}
    />
  );
}
