import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom-v5-compat';
import React from 'react';

/** The address in view, decoded: what a link to a page of Grafana carries. */
export function LinkParameters() {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const parameters = [...new URLSearchParams(search)];
  return (
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
  );
}

/** JSON (Explore's `panes`, `left`, an alert rule's `defaults`) on several lines, anything else as it is. */
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
