import { t } from '@grafana/i18n';
import { Alert, Combobox, Field, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId, useState } from 'react';
import type { Gathered } from '../../../data';
import type { ProcessEvidence } from '../../../health';
import { failureText } from '../failureText';
import { listUnanswered } from '../listUnanswered';
import { nameOfProcess } from '../nameOfProcess';
import { Unanswered } from '../Unanswered';
import { ShownConfiguration } from './ShownConfiguration';
import { RuntimeOverrides } from './RuntimeOverrides';
import { WholeConfiguration } from './WholeConfiguration';

type View = 'diff' | 'all' | 'runtime';

/** How a process is configured: what differs from the defaults, everything, or the limits of tenants. */
export function ConfigurationTab({ gathered: { evidence } }: { gathered: Gathered }) {
  const id = useId();
  const [view, setView] = useState<View>('diff');
  const [chosen, setChosen] = useState<string>();
  const answering = evidence.processes.filter(({ config, runtimeConfig }) => config?.ok || runtimeConfig?.ok);
  const process = answering.find(({ name }) => name === chosen) ?? answering[0];
  const unanswered = listUnanswered(evidence.processes, 'config').filter((each) => each.process !== process?.name);
  return (
    <Stack direction="column" gap={2}>
      <Unanswered unanswered={unanswered} />
      {!process && unanswered.length === 0 && (
        <Alert
          severity="info"
          title={t('health.config.nobody', 'Nobody who can be asked from here shows a configuration')}
        >
          {t(
            'health.config.nobody-why',
            'A gateway lets no status page through. Give the app the address of a component: see the tab Components.'
          )}
        </Alert>
      )}
      {process && (
        <>
          <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
            <Field noMargin label={t('health.config.process', 'Process')} htmlFor={`${id}process`}>
              <Combobox
                id={`${id}process`}
                width={28}
                options={answering.map(({ name }) => ({ value: name, label: nameOfProcess(name) }))}
                value={process.name}
                onChange={({ value }) => setChosen(value)}
              />
            </Field>
            <Field noMargin label={t('health.config.view', 'Show')}>
              <RadioButtonGroup<View> options={viewOptions()} value={view} onChange={setView} />
            </Field>
          </Stack>
          <Chosen key={`${process.name} ${view}`} process={process} view={view} processes={evidence.processes} />
        </>
      )}
    </Stack>
  );
}

interface ChosenProps {
  process: ProcessEvidence;
  view: View;
  /** All of Tempo. */
  processes: readonly ProcessEvidence[];
}

function Chosen({ process, view, processes }: ChosenProps) {
  const { name, config, runtimeConfig } = process;
  if (view === 'all') {
    return <WholeConfiguration process={name} />;
  }
  const probed = view === 'diff' ? config : runtimeConfig;
  if (!probed?.ok) {
    return (
      <Alert
        severity="warning"
        title={t('health.config.failed', '{{process}} does not show it', { process: nameOfProcess(name) })}
      >
        {probed && failureText(probed.failure)}
      </Alert>
    );
  }
  return view === 'diff' && config?.ok ? (
    <ShownConfiguration
      label={t('health.config.diff-of', 'What differs from the defaults: {{process}}', {
        process: nameOfProcess(name),
      })}
      fileName={`tempo-${name}-diff.yaml`}
      shown={config.value}
      isOpenAtFirst
    />
  ) : (
    runtimeConfig?.ok && <RuntimeOverrides process={name} config={runtimeConfig.value} processes={processes} />
  );
}

function viewOptions(): Array<{ value: View; label: string; description: string }> {
  return [
    {
      value: 'diff',
      label: t('health.config.diff', 'Differences'),
      description: t('health.config.diff-help', 'What differs from the defaults of this release'),
    },
    {
      value: 'all',
      label: t('health.config.all', 'Everything'),
      description: t('health.config.all-help', 'With all defaults'),
    },
    {
      value: 'runtime',
      label: t('health.config.runtime', 'Runtime overrides'),
      description: t('health.config.runtime-help', 'The limits of tenants as the process has them now'),
    },
  ];
}
