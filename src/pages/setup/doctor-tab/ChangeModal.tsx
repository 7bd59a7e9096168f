import { t, Trans } from '@grafana/i18n';
import { Button, LoadingPlaceholder, Modal, Stack, Text } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import type { Changes, ShownChange } from '../../../data';
import { DiffView } from '../DiffView';
import { sortedJson } from '../sortedJson';

/** What would be stored, before it is. */
export function ChangeModal({ changes }: { changes: Changes }) {
  const { shown, close, apply } = changes;
  if (!shown) {
    return null;
  }
  const isApplying = shown.status === 'applying';
  const canApply = shown.status === 'planned' && shown.plan.corrected !== undefined && !shown.plan.stored.readOnly;
  return (
    <Modal title={titleOf(shown)} isOpen onDismiss={isApplying ? () => {} : close} closeOnBackdropClick={false}>
      <Stack direction="column" gap={2} alignItems="stretch">
        <ChangeBody shown={shown} />
      </Stack>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={close} disabled={isApplying}>
          {canApply || isApplying ? t('setup.change.cancel', 'Cancel') : t('setup.change.close', 'Close')}
        </Button>
        {(canApply || isApplying) && (
          <Button onClick={apply} disabled={isApplying} icon={isApplying ? 'spinner' : 'save'}>
            {isApplying ? t('setup.change.applying', 'Applying…') : t('setup.change.apply', 'Apply')}
          </Button>
        )}
      </Modal.ButtonRow>
    </Modal>
  );
}

function titleOf(shown: ShownChange): string {
  const plan = 'plan' in shown ? shown.plan : undefined;
  return plan
    ? t('setup.change.title-named', 'Change the data source {{name}}', {
        name: plan.stored.name,
        interpolation: { escapeValue: false },
      })
    : t('setup.change.title', 'Change the data source');
}

function ChangeBody({ shown }: { shown: ShownChange }) {
  switch (shown.status) {
    case 'reading':
      return <LoadingPlaceholder text={t('setup.change.reading', 'Reading what is stored now…')} />;
    case 'failed':
      return (
        <Problem
          severity="error"
          title={
            shown.plan
              ? shown.isUncertain
                ? t('setup.change.uncertain', 'It is not known whether it was changed')
                : t('setup.change.refused', 'Nothing was changed')
              : t('setup.change.unreadable', 'The data source could not be read')
          }
          said={shown.said}
        >
          {shown.plan && shown.isUncertain && (
            <Trans i18nKey="setup.change.uncertain-todo">
              Grafana gave no answer, and could not be asked what is stored. Reload the page in the browser when it can
              be reached again, and run the checks: they tell.
            </Trans>
          )}
          {shown.plan && !shown.isUncertain && (
            <Trans i18nKey="setup.change.refused-todo">
              Where somebody else has changed the data source meanwhile, close this and run the checks again.
            </Trans>
          )}
        </Problem>
      );
    case 'planned':
    case 'applying':
      return <PlannedBody plan={shown.plan} />;
  }
}

type Plan = Extract<ShownChange, { status: 'planned' | 'applying' }>['plan'];

function PlannedBody({ plan: { stored, corrected } }: { plan: Plan }) {
  if (!corrected) {
    return (
      <Text element="p">
        <Trans i18nKey="setup.change.nothing">
          What is stored now needs no correction: somebody has changed it since. Run the checks again.
        </Trans>
      </Text>
    );
  }
  if (stored.readOnly) {
    return (
      <Text element="p">
        <Trans i18nKey="setup.change.read-only">
          This data source has been provisioned since; it cannot be changed here.
        </Trans>
      </Text>
    );
  }
  return (
    <>
      <Text element="p">
        <Trans i18nKey="setup.change.what">
          This is stored in Grafana for everybody who uses the data source. Only the settings below change; its address,
          its secrets and all else stay. It can be undone on this page.
        </Trans>
      </Text>
      <DiffView
        label={t('setup.change.difference', 'Difference of the settings')}
        before={sortedJson(stored.jsonData)}
        after={sortedJson(corrected.jsonData)}
      />
    </>
  );
}
