import { Alert } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import React from 'react';
import { Page } from '../chrome/Page.tsx';
import { LinkParameters } from './LinkParameters.tsx';

const NAME_BY_PREFIX: Array<[prefix: string, name: string]> = [
  ['/connections', 'Connections'],
  ['/dashboards', 'Dashboards'],
  ['/dashboard', 'Dashboards'],
  ['/d/', 'Dashboard'],
  ['/alerting/new', 'New alert rule'],
  ['/alerting', 'Alerting'],
  ['/datasources', 'Data sources'],
  ['/admin', 'Administration'],
];

/** Stands for a page of Grafana itself: shows what a link to it carries, so that links can be tested. */
export function ForeignPage() {
  const { pathname } = useLocation();
  const name = NAME_BY_PREFIX.find(([prefix]) => pathname.startsWith(prefix))?.[1] ?? 'Page';
  return (
    <Page pageNav={{ text: name, url: pathname }}>
      <Alert severity="info" title="This is Grafana's own page">
        It is not part of the preview. The link that led here carries what is shown below.
      </Alert>
      <LinkParameters />
    </Page>
  );
}
