import { t, Trans } from '@grafana/i18n';
import { locationService } from '@grafana/runtime';
import { LoadingPlaceholder, RadioButtonGroup, Stack, Text } from '@grafana/ui';
import React, { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { Problem } from '../../../components/Problem';
import { useDeployment } from '../../../data';
import { listGaps, listSnippets, type DeploymentSituation, type Snippet } from '../../../deployment';
import { SituationList } from './SituationList';
import { SnippetCard } from './SnippetCard';

/** What is known of the running Tempo, and the parts of its deployment that follow: receivers, generator, limits. */
export function DeploymentTab() {
  const { status, value, error, retry } = useDeployment();
  return (
    <Stack direction="column" gap={3} alignItems="stretch">
      <Text element="p">
        <Trans i18nKey="setup.deployment.intro">
          Parts of a configuration for the Tempo that was found: what it has by now and what is usually missing. Put
          them into your own files by hand; nothing is sent anywhere.
        </Trans>
      </Text>
      {status === 'loading' && (
        <LoadingPlaceholder text={t('setup.deployment.asking', 'Asking Tempo and Prometheus…')} />
      )}
      {status === 'failed' && (
        <Problem
          severity="error"
          title={t('setup.deployment.failed', 'The deployment could not be asked for')}
          said={error instanceof Error ? error.message : ''}
          onRetry={retry}
        />
      )}
      {value && <Situation situation={value} />}
    </Stack>
  );
}

function Situation({ situation }: { situation: DeploymentSituation }) {
  const snippets = useMemo(() => listSnippets(situation), [situation]);
  const gaps = useMemo(() => listGaps(situation), [situation]);
  const formats = FORMATS.filter((format) => snippets.some((snippet) => snippet.format === format));
  const wanted = new URLSearchParams(useLocation().search).get(FORMAT_PARAMETER);
  const shown = formats.find((format) => format === wanted) ?? formats[0];
  return (
    <>
      <SituationList situation={situation} gaps={gaps} />
      {formats.length > 1 && (
        <div>
          <RadioButtonGroup<Format>
            aria-label={t('setup.deployment.format', 'How Tempo is deployed')}
            value={shown}
            options={formats.map((value) => ({ value, label: formatText(value) }))}
            onChange={(value) => locationService.partial({ [FORMAT_PARAMETER]: value }, true)}
          />
        </div>
      )}
      {snippets
        .filter(({ format }) => format === shown)
        .map((snippet) => (
          <SnippetCard key={snippet.id} snippet={snippet} />
        ))}
    </>
  );
}

type Format = Snippet['format'];

/** The parameter of the URL that says for which way of deploying the parts are written. */
const FORMAT_PARAMETER = 'format';
const FORMATS: readonly Format[] = ['helm', 'yaml'];

function formatText(format: Format): string {
  return format === 'helm'
    ? t('setup.deployment.helm', 'With the helm chart')
    : t('setup.deployment.yaml', 'With own files');
}
