import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { Alert, Button, Field, Input, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useEffect, useId, useRef, useState } from 'react';
import { CodeSample } from '../../../components/CodeSample';
import type { EffectiveLimit } from '../../../health';
import type { Generation } from '../../../tempo';
import { formatLimitValue } from './formatLimit';
import { overrideFor, suggestValue } from './overrideFor';
import type { KnownLimits } from './tenantLimits';

interface ChangeLimitProps {
  tenant: string;
  effective: EffectiveLimit;
  known: KnownLimits;
  generation: Generation | undefined;
  onClose(): void;
}

/** The YAML that changes a limit, to be put into the configuration by whoever keeps it: this app changes nothing. */
export function ChangeLimit({ tenant, effective, known, generation, onClose }: ChangeLimitProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const { limit, value, use, source } = effective;
  const [text, setText] = useState(() => String(suggestValue(value, use) || ''));
  useEffect(() => input.current?.focus(), []);
  const wanted = readValue(text);
  return (
    <section className={styles.box} aria-labelledby={`${id}title`}>
      <Stack direction="column" gap={2} alignItems="stretch">
        <Text element="h2" variant="h5">
          <span id={`${id}title`}>
            {t('health.limits.changing', 'Change: {{title}}, for {{tenant}}', {
              title: limit.title,
              tenant,
              interpolation: { escapeValue: false },
            })}
          </span>
        </Text>
        <Field
          noMargin
          htmlFor={id}
          label={unitLabel(limit.unit)}
          description={wanted === undefined ? undefined : formatLimitValue(limit, wanted)}
          invalid={wanted === undefined}
          error={t('health.limits.not-a-number', 'Enter a whole number above 0')}
        >
          <Input
            id={id}
            ref={input}
            width={24}
            inputMode="numeric"
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        </Field>
        {source === 'user-configurable' && (
          <Alert severity="warning" title={t('health.limits.user-wins', 'The tenant has set this itself')}>
            {t(
              'health.limits.user-wins-why',
              'What is set through /api/overrides wins over the file: change it there.'
            )}
          </Alert>
        )}
        {wanted !== undefined && (
          <Written tenant={tenant} effective={effective} known={known} generation={generation} wanted={wanted} />
        )}
        <div>
          <Button variant="secondary" onClick={onClose}>
            {t('health.limits.close', 'Close')}
          </Button>
        </div>
      </Stack>
    </section>
  );
}

function Written({
  tenant,
  effective: { limit },
  known,
  generation,
  wanted,
}: Omit<ChangeLimitProps, 'onClose'> & { wanted: number }) {
  const styles = useStyles2(getStyles);
  const { file, helm, defaults, flat, maskedPaths } = overrideFor(
    known.config,
    { tenant, limit, value: wanted },
    generation
  );
  return (
    <>
      <p>
        {known.from === 'prometheus'
          ? t(
              'health.limits.incomplete',
              'Add the line to the block of the tenant; do not replace the block by what stands here, for only some of it is known. A block replaces the defaults as a whole: what it leaves out is 0.'
            )
          : t(
              'health.limits.complete',
              'The block begins with all that is in force for the tenant, because a block replaces the defaults as a whole: what it leaves out is 0. Tempo reads the file again by itself (overrides.per_tenant_override_period).'
            )}
      </p>
      {maskedPaths.length > 0 && (
        <Alert
          severity="warning"
          title={t('health.limits.masked', 'Put your secrets back: {{paths}}', {
            paths: maskedPaths.join(', '),
            interpolation: { escapeValue: false },
          })}
        />
      )}
      <div className={styles.samples}>
        <CodeSample title={t('health.limits.file', 'The file of overrides.per_tenant_override_config')} code={file} />
        <CodeSample title={t('health.limits.helm', 'values.yaml of the helm chart tempo-distributed')} code={helm} />
        <CodeSample title={t('health.limits.defaults', 'tempo.yaml, for all without a block')} code={defaults} />
        {flat !== undefined && (
          <CodeSample
            title={t('health.limits.flat', 'The line, if the file is in the flat format (2.x)')}
            code={flat}
          />
        )}
      </div>
      <Trans i18nKey="health.limits.not-here">This app only reads: it sets no limits.</Trans>
    </>
  );
}

function unitLabel(unit: EffectiveLimit['limit']['unit']): string {
  switch (unit) {
    case 'bytes/s':
      return t('health.limits.unit.rate', 'New limit in bytes per second');
    case 'bytes':
      return t('health.limits.unit.bytes', 'New limit in bytes');
    case 'seconds':
      return t('health.limits.unit.seconds', 'New limit in seconds');
    case 'count':
      return t('health.limits.unit.count', 'New limit');
  }
}

/** Undefined for what is no whole number above 0. */
function readValue(text: string): number | undefined {
  const digits = text.replace(/[\s_,]/g, '');
  const value = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
  return value > 0 ? value : undefined;
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
  }),
  samples: css({
    display: 'grid',
    gap: theme.spacing(2),
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 340px), 1fr))',
  }),
});
