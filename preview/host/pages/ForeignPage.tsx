import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import React from 'react';
import { Page } from '../chrome/Page.tsx';

const NAME_BY_PREFIX: Array<[prefix: string, name: string]> = [
  ['/connections', 'Connections'],
  ['/explore', 'Explore'],
  ['/dashboards', 'Dashboards'],
  ['/dashboard', 'Dashboards'],
  ['/d/', 'Dashboard'],
  ['/alerting', 'Alerting'],
  ['/datasources', 'Data sources'],
  ['/admin', 'Administration'],
];

/** Stands for a page of Grafana itself: shows what a link to it carries, so that links can be tested. */
export function ForeignPage() {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const name = NAME_BY_PREFIX.find(([prefix]) => pathname.startsWith(prefix))?.[1] ?? 'Page';
  const parameters = [...new URLSearchParams(search)];
  return (
    <Page pageNav={{ text: name, url: pathname }}>
      <Alert severity="info" title="This is Grafana's own page">
        It is not part of the preview. The link that led here carries what is shown below.
      </Alert>
      <dl data-testid="foreign-page-link">
        <dt className={styles.name}>path</dt>
        <dd className={styles.value}>
          <code>{pathname}</code>
        </dd>
        {parameters.map(([parameter, value], index) => (
          <div key={`${parameter}-${index}`}>
            <dt className={styles.name}>{parameter}</dt>
            <dd className={styles.value}>
              <pre>{prettyPrint(value)}</pre>
            </dd>
          </div>
        ))}
      </dl>
    </Page>
  );
}

/** JSON (Explore's `panes`, `left`) on several lines, anything else as it is. */
function prettyPrint(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ color: theme.colors.text.secondary, fontFamily: theme.typography.fontFamilyMonospace }),
  value: css({ margin: theme.spacing(0, 0, 2, 0) }),
});
