import { t, Trans } from '@grafana/i18n';
import { Field, FieldSet, Input, SecretInput, Text } from '@grafana/ui';
import React from 'react';
import { problemOfComponentUrl, type PluginSettings } from '../../grafana';
import { COMPONENTS, type Component } from '../../tempo';

/** A value that is only written. */
interface Secret {
  readonly isConfigured: boolean;
  readonly value: string | undefined;
  write(value: string): void;
  reset(): void;
}

interface ComponentFieldsProps {
  settings: PluginSettings;
  secret: Secret;
  onChange(change: PluginSettings): void;
}

/** Releases of Tempo that have the component, where not all have it. Source: cmd/tempo/app/modules.go, 2.6.1 to 3.0.3. */
const RELEASES: Partial<Record<Component, string>> = {
  ingester: '2.x',
  compactor: '2.x',
  'live-store': '3.x',
  'block-builder': '3.x',
  'backend-scheduler': '3.x',
  'backend-worker': '3.x',
};

/** Where the components of a Tempo in microservices mode are, for the health pages. */
export function ComponentFields({ settings, secret, onChange }: ComponentFieldsProps) {
  const urls = settings.componentUrls ?? {};
  return (
    <FieldSet label={t('configuration.components', 'Components of Tempo')}>
      <Text element="p" color="secondary">
        <Trans i18nKey="configuration.components-intro">
          A data source reaches the query-frontend or a gateway, which hide the other components. For the health pages,
          give the address of each as Grafana&apos;s server reaches it. Only status pages are read, and only by users
          with the right &quot;Component reader&quot; (Admin and Editor have it). A single binary needs nothing here.
        </Trans>
      </Text>
      {COMPONENTS.map((component) => (
        <UrlField
          key={component}
          component={component}
          value={urls[component] ?? ''}
          onChange={(url) => onChange({ componentUrls: { ...urls, [component]: url } })}
        />
      ))}
      <OtherFields settings={settings} onChange={onChange} secret={secret} />
    </FieldSet>
  );
}

/** What the components are sent, and what the health checks measure them by. */
function OtherFields({ settings, secret, onChange }: ComponentFieldsProps) {
  return (
    <>
      <Field
        label={t('configuration.tenant', 'Tenant')}
        description={t('configuration.tenant-description', 'Sent to the components as X-Scope-OrgID, if there is one.')}
      >
        <Input
          id="configuration-tenant"
          width={60}
          value={settings.tenant ?? ''}
          onChange={({ currentTarget }) => onChange({ tenant: currentTarget.value })}
        />
      </Field>
      <Field
        label={t('configuration.authorization', 'Authorization header')}
        description={t(
          'configuration.authorization-description',
          'Sent to the components, for example "Bearer …" or "Basic …". It is stored encrypted and never shown again.'
        )}
      >
        <SecretInput
          id="configuration-authorization"
          width={60}
          autoComplete="off"
          isConfigured={secret.isConfigured}
          value={secret.value ?? ''}
          onChange={({ currentTarget }) => secret.write(currentTarget.value)}
          onReset={secret.reset}
        />
      </Field>
      <Field
        label={t('configuration.retention', 'Traces should be kept for')}
        description={t(
          'configuration.retention-description',
          'Days. The health checks compare it with what Tempo does.'
        )}
      >
        <Input
          id="configuration-retention"
          width={20}
          type="number"
          min={1}
          value={settings.wantedRetentionSeconds === undefined ? '' : settings.wantedRetentionSeconds / SECONDS_PER_DAY}
          onChange={({ currentTarget: { value } }) =>
            onChange({ wantedRetentionSeconds: Number(value) > 0 ? Number(value) * SECONDS_PER_DAY : undefined })
          }
        />
      </Field>
    </>
  );
}

const SECONDS_PER_DAY = 86_400;

interface UrlFieldProps {
  component: Component;
  value: string;
  onChange(url: string): void;
}

function UrlField({ component, value, onChange }: UrlFieldProps) {
  const problem = value.trim() === '' ? undefined : problemOfComponentUrl(value);
  const releases = RELEASES[component];
  return (
    <Field
      label={component}
      description={releases && t('configuration.component-of', 'Tempo {{releases}}', { releases })}
      invalid={problem !== undefined}
      error={problem && messageOf(problem)}
    >
      <Input
        id={`configuration-${component}`}
        width={60}
        value={value}
        placeholder={`http://tempo-${component}:3200`}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </Field>
  );
}

function messageOf(problem: NonNullable<ReturnType<typeof problemOfComponentUrl>>): string {
  switch (problem) {
    case 'no-url':
      return t('configuration.url-none', 'Not a URL. Write it with its scheme, as in http://tempo-ingester:3200');
    case 'scheme':
      return t('configuration.url-scheme', 'The URL has to begin with http:// or https://');
    case 'has-more':
      return t(
        'configuration.url-more',
        'Only scheme, host and path are used. Put credentials into the authorization header below, and nothing behind the path.'
      );
  }
}
