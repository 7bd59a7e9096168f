import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { EmptyState, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useSurroundings, type QueryQuestion } from '../../../../data';
import { visit, type Query } from '../../../../traceql';

interface NothingFoundProps {
  question: QueryQuestion;
  query: Query;
}

/** What was asked without finding anything, and what to try. */
export function NothingFound({ question, query }: NothingFoundProps) {
  const styles = useStyles2(getStyles);
  const { capabilities } = useSurroundings();
  const [shownAtMs] = useState(() => Date.now());
  const isNewest = question.toMs > shownAtMs - RECENT_MS;
  return (
    <EmptyState variant="not-found" message={t('query.empty.title', 'Nothing found')}>
      <div className={styles.text}>
        <p>
          {t('query.empty.range', 'From {{from}} to {{to}}:', {
            from: dateTimeFormat(question.fromMs),
            to: dateTimeFormat(question.toMs),
          })}
        </p>
        <pre className={styles.query}>{question.text}</pre>
        <ul>
          <li>
            <Trans i18nKey="query.empty.widen">Choose a longer time range.</Trans>
          </li>
          {isNewest && capabilities.generation?.value === '3.x' && (
            <li>
              <Trans i18nKey="query.empty.cutoff">
                Wait: by default Tempo 3 does not search the newest 30 seconds (query_frontend.query_end_cutoff).
              </Trans>
            </li>
          )}
          {asksScopedAttribute(query) && (
            <li>
              <Trans i18nKey="query.empty.scope">
                Check the scope: span.x and resource.x are different attributes. With .x Tempo looks into both.
              </Trans>
            </li>
          )}
          <li>
            <Trans i18nKey="query.empty.values">
              Check names, values and their type: 200 is a number and “200” a text, and both know upper and lower case.
            </Trans>
          </li>
          <li>
            <Trans i18nKey="query.empty.remove">Take out one condition after another.</Trans>
          </li>
        </ul>
      </div>
    </EmptyState>
  );
}

/** Longer than the cutoff, as the ends of relative ranges are of the moment of asking. */
const RECENT_MS = 120_000;

function asksScopedAttribute(query: Query): boolean {
  let found = false;
  visit(query, (node) => {
    found ||= node.kind === 'attribute' && node.scope !== 'none';
  });
  return found;
}

const getStyles = (theme: GrafanaTheme2) => ({
  text: css({ maxWidth: 640, margin: '0 auto', textAlign: 'left' }),
  query: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', fontFamily: theme.typography.fontFamilyMonospace }),
});
