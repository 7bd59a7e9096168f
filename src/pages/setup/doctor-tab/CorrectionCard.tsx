import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Button, RadioButtonGroup, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';
import { renderProvisioning, type CorrectedDataSource } from '../../../correlations';
import { DiffView } from '../DiffView';
import { FileSample } from '../FileSample';
import { provisioningFileName } from '../provisioningFileName';

interface CorrectionCardProps {
  correction: CorrectedDataSource;
  /** Whether the user may change data sources. */
  isAllowed: boolean;
  isRunning: boolean;
  onApply(): void;
}

/** One data source: what changes and why, as a provisioning file, and the way to apply it. */
export function CorrectionCard({ correction, isAllowed, isRunning, onApply }: CorrectionCardProps) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { dataSource, changes } = correction;
  return (
    <section className={styles.card} aria-labelledby={heading} data-correction={dataSource.uid}>
      <Stack direction="column" gap={1.5} alignItems="stretch">
        <Text element="h3" variant="h5">
          <span id={heading}>{dataSource.name}</span>
        </Text>
        <ul className={styles.list}>
          {changes.map(({ path, reason }) => (
            <li key={path.join('.')}>
              <code>{path.join('.')}</code>: {reason}
            </li>
          ))}
        </ul>
        <ProvisioningFile correction={correction} />
        <ApplyPart correction={correction} isAllowed={isAllowed} isRunning={isRunning} onApply={onApply} />
      </Stack>
    </section>
  );
}

type FileView = 'difference' | 'whole';

function ProvisioningFile({ correction: { dataSource, jsonData, changes } }: Pick<CorrectionCardProps, 'correction'>) {
  const [view, setView] = useState<FileView>('difference');
  const before = useMemo(() => renderProvisioning(dataSource, dataSource.jsonData), [dataSource]);
  const after = useMemo(() => renderProvisioning(dataSource, jsonData, { changes }), [dataSource, jsonData, changes]);
  const fileName = provisioningFileName(dataSource.uid);
  return (
    <Stack direction="column" gap={1} alignItems="stretch">
      <div>
        <RadioButtonGroup<FileView>
          size="sm"
          aria-label={t('setup.correction.view', 'What to show of the provisioning file')}
          value={view}
          options={[
            { value: 'difference', label: t('setup.correction.difference', 'Difference') },
            { value: 'whole', label: t('setup.correction.whole', 'Whole file') },
          ]}
          onChange={setView}
        />
      </div>
      {view === 'difference' ? (
        <DiffView
          label={t('setup.correction.difference-of', 'Difference of {{fileName}}', {
            fileName,
            interpolation: { escapeValue: false },
          })}
          before={before}
          after={after}
        />
      ) : (
        <FileSample fileName={fileName} code={after} />
      )}
    </Stack>
  );
}

function ApplyPart({ correction: { dataSource }, isAllowed, isRunning, onApply }: CorrectionCardProps) {
  if (dataSource.readOnly) {
    return (
      <Text element="p" color="secondary">
        <Trans i18nKey="setup.apply.provisioned">
          This data source is provisioned, so Grafana lets nobody change it here. Put its jsonData into the file that
          provisions it (by default below /etc/grafana/provisioning/datasources), which may have other data sources and
          knows address and secrets, and restart Grafana, or let an administrator reload the provisioning.
        </Trans>
      </Text>
    );
  }
  if (!isAllowed) {
    return (
      <Text element="p" color="secondary">
        <Trans i18nKey="setup.apply.forbidden">
          Only users with the right datasources:write, by default Admins, can apply this. Hand the file on to one of
          them.
        </Trans>
      </Text>
    );
  }
  return (
    <div>
      <Button icon="save" disabled={isRunning} onClick={onApply} aria-label={applyLabel(dataSource.name)}>
        {t('setup.apply.open', 'Apply…')}
      </Button>
    </div>
  );
}

function applyLabel(name: string): string {
  return t('setup.apply.open-named', 'Apply to {{name}}…', { name, interpolation: { escapeValue: false } });
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
    // A grid or flexible box would grow with its widest line.
    minWidth: 0,
  }),
  list: css({ margin: 0, paddingLeft: theme.spacing(3), overflowWrap: 'anywhere' }),
});
