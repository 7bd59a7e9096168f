import { t } from '@grafana/i18n';
import { LinkButton } from '@grafana/ui';
import React from 'react';
import { CodeSample } from '../../components/CodeSample';
import { PLUGIN_ID } from '../../constants';
import { COMPONENT_URL_KEYS } from '../../grafana';
import type { Component } from '../../tempo';

/** The lines that lead to components, for the file of provisioning, and the way to the configuration page. */
export function ComponentAddresses({ components }: { components: readonly Component[] }) {
  const lines = components.map((name) => `      ${COMPONENT_URL_KEYS[name]}: http://tempo-${name}:3200`);
  const file = ['apps:', `  - type: ${PLUGIN_ID}`, '    jsonData:', ...lines].join('\n');
  return (
    <>
      <CodeSample title="provisioning/plugins/app.yaml" code={file} />
      <LinkButton variant="secondary" icon="cog" href={`/plugins/${PLUGIN_ID}`}>
        {t('health.components.configure', 'Configuration')}
      </LinkButton>
    </>
  );
}
