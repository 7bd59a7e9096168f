import { locationService } from '@grafana/runtime';
import { t, Trans } from '@grafana/i18n';
import { Stack, Text } from '@grafana/ui';
import React, { useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { useMissingTrace, useSurroundings, useTraceqlSuggestions } from '../../../data';
import type { MissingTraceTarget } from '../../../health';
import { parseTraceReference, type SecondsRange } from '../../../tempo';
import { Investigated } from './Investigated';
import { MissingTraceForm } from './MissingTraceForm';
import { readMissingTrace, writeMissingTrace, type MissingTraceQuestion } from './missingTraceUrl';

/** Why a trace cannot be found: walks the way of its spans through Tempo, and says where they are lost. */
export function MissingTraceTab() {
  const { search } = useLocation();
  const task = useMissingTrace();
  const { start, cancel } = task;
  const asked = useMemo(() => readMissingTrace(search), [search]);
  const key = asked && JSON.stringify(asked);
  const listServices = useServiceNames();

  useEffect(() => {
    const target = asked && targetOf(asked);
    if (target) {
      start(target);
    } else {
      cancel();
    }
    // The question is read anew with every change of the URL; what it asks is in `key`.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, start, cancel]);

  const ask = (question: MissingTraceQuestion) => {
    const target = targetOf(question);
    if (JSON.stringify(question) === key && target) {
      start(target);
    } else {
      locationService.partial(writeMissingTrace(question));
    }
  };

  return (
    <Stack direction="column" gap={3}>
      <Text element="p">
        <Trans i18nKey="health.missing.intro">
          Follows a trace from the receiver to the query, asks Tempo and Prometheus at each step, and ends with the
          likely reason and what to do.
        </Trans>
      </Text>
      <MissingTraceForm
        asked={asked}
        isRunning={task.status === 'running'}
        onAsk={ask}
        onCancel={cancel}
        listServices={listServices}
      />
      {asked && !targetOf(asked) && (
        <p role="alert">{t('health.missing.bad-link', 'The link names no trace: correct what stands in the field.')}</p>
      )}
      <Investigated task={task} />
    </Stack>
  );
}

/** What is looked for; undefined where the text names no trace, as in a link that somebody has cut. */
function targetOf(question: MissingTraceQuestion): MissingTraceTarget | undefined {
  if (question.kind === 'service') {
    const { service, atMs, aroundSeconds } = question;
    return { kind: 'service', service, fromMs: atMs - aroundSeconds * 1000, toMs: atMs + aroundSeconds * 1000 };
  }
  const reference = parseTraceReference(question.text);
  const { atMs } = question;
  return reference.ok ? { kind: 'trace', traceId: reference.traceId, ...(atMs !== undefined && { atMs }) } : undefined;
}

const HOUR_SECONDS = 3600;

function lastHour(): SecondsRange {
  const toSeconds = Math.floor(Date.now() / 1000);
  return { fromSeconds: toSeconds - HOUR_SECONDS, toSeconds };
}

/** Names of services that Tempo has spans of, asked for when somebody wants to name one. */
function useServiceNames(): () => Promise<readonly string[]> {
  const { tempo, capabilities } = useSurroundings();
  const [range] = useState(lastHour);
  const version = capabilities.version?.value.text ?? '';
  const suggestions = useTraceqlSuggestions({ tempoUid: tempo?.uid ?? '', version, range });
  return async () => {
    const { items } = await suggestions.fetchValues('resource.service.name', '', new AbortController().signal);
    return items.map(({ text }) => text);
  };
}
