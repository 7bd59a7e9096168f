import { dateTimeFormat } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Text, TextLink } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import type { TraceChoice } from '../../../data';
import { tracePath } from '../../../panels';

interface TraceNoteProps {
  choice: TraceChoice;
  tempoUid: string;
}

/** Which trace the links were tested with, or why there is none. */
export function TraceNote({ choice, tempoUid }: TraceNoteProps) {
  switch (choice.kind) {
    case 'given':
    case 'picked':
      return <ChosenTrace trace={choice.trace} tempoUid={tempoUid} />;
    case 'unknown':
      return (
        <Problem severity="warning" title={t('setup.trace.unknown', 'Tempo does not have this trace')}>
          <Trans i18nKey="setup.trace.unknown-todo">
            What needs a trace was not tested. Enter another trace, or leave the field empty to have one picked.
          </Trans>
        </Problem>
      );
    case 'none':
      return (
        <Problem severity="info" title={t('setup.trace.none', 'Tempo has no trace of the last 24 hours')}>
          <Trans i18nKey="setup.trace.none-todo">
            What needs a trace was not tested. Send some traces to Tempo and run the checks again in two minutes: the
            newest are not taken, for some of their spans may still be on the way. Or enter the ID of a trace.
          </Trans>
        </Problem>
      );
    case 'failed':
      return (
        <Problem
          severity="warning"
          title={t('setup.trace.failed', 'No trace could be read from Tempo')}
          said={choice.said}
        >
          <Trans i18nKey="setup.trace.failed-todo">
            What needs a trace was not tested. The settings were judged all the same.
          </Trans>
        </Problem>
      );
  }
}

type Chosen = Extract<TraceChoice, { kind: 'given' | 'picked' }>;

function ChosenTrace({ trace, tempoUid }: { trace: Chosen['trace']; tempoUid: string }) {
  const { traceId, spans, startMs } = trace;
  const services = new Set(spans.map(({ service }) => service)).size;
  return (
    <Text element="p">
      {t('setup.trace.tested-with', 'Tested with the trace')}{' '}
      <TextLink href={tracePath({ traceId }, tempoUid)}>{traceId}</TextLink>{' '}
      {t('setup.trace.figures', 'of {{time}}: {{spans}} spans of {{services}} services.', {
        time: dateTimeFormat(startMs),
        spans: spans.length,
        services,
        interpolation: { escapeValue: false },
      })}
    </Text>
  );
}
