import { t, Trans } from '@grafana/i18n';
import { Alert, Stack, Text } from '@grafana/ui';
import React, { useId } from 'react';
import type { Changes, DoctorProgress } from '../../../data';
import { CorrectionCard } from './CorrectionCard';

interface CorrectionsProps {
  progress: DoctorProgress;
  isRunning: boolean;
  changes: Changes;
}

/** What to change of each data source, and whether the links would work with it. */
export function Corrections({ progress, isRunning, changes }: CorrectionsProps) {
  const heading = useId();
  const { corrected, input, step } = progress;
  if (corrected.length === 0) {
    return step === 'done' ? <NothingToCorrect progress={progress} /> : null;
  }
  return (
    <section aria-labelledby={heading}>
      <Stack direction="column" gap={2}>
        <Text element="h2" variant="h4">
          <span id={heading}>{t('setup.corrections.title', 'Corrected data sources')}</span>
        </Text>
        <Proof progress={progress} />
        {corrected.map((correction) => (
          <CorrectionCard
            key={correction.dataSource.uid}
            correction={correction}
            isAllowed={changes.isAllowed}
            isRunning={isRunning}
            onApply={() => changes.plan(correction.dataSource.uid, input)}
          />
        ))}
      </Stack>
    </section>
  );
}

/** The corrections were asked for their effect, without applying them. */
function Proof({ progress: { proof, input } }: { progress: DoctorProgress }) {
  if (!proof) {
    return null;
  }
  const left = proof.flatMap(({ findings }) => findings);
  if (left.length === 0) {
    return (
      <Alert
        severity="success"
        title={
          input.trace
            ? t('setup.proof.works', 'Tested with the trace: with these corrections no finding is left')
            : t('setup.proof.settings', 'With these corrections no finding is left in the settings; links need a trace')
        }
      />
    );
  }
  return (
    <Alert severity="info" title={t('setup.proof.left', 'With these corrections, some findings are left')}>
      <ul>
        {left.map(({ id, datasourceUid, title }) => (
          <li key={`${id} ${datasourceUid}`}>{title}</li>
        ))}
      </ul>
    </Alert>
  );
}

function NothingToCorrect({ progress: { diagnoses } }: { progress: DoctorProgress }) {
  const findings = diagnoses.flatMap((diagnosis) => diagnosis.findings);
  if (findings.length > 0) {
    return (
      <Text element="p">
        <Trans i18nKey="setup.corrections.by-hand">
          There is no correction to offer: what was found has to be changed elsewhere, or needs a decision of yours.
        </Trans>
      </Text>
    );
  }
  const isProved = diagnoses.some(({ status }) => status === 'works');
  return isProved ? (
    <Alert severity="success" title={t('setup.corrections.none', 'Nothing was found that needs a correction')} />
  ) : null;
}
