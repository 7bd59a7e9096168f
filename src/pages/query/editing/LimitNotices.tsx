import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { checkQueryLimits } from '../../../tempo';
import type { Draft } from '../state/draft';
import type { QueryState } from '../state/queryState';
import { resolveRange } from '../useTimeRange';

interface LimitNoticesProps {
  draft: Draft;
  state: QueryState;
  tempo: string;
}

/**
 * Where the query goes beyond what this release allows by default: said before it is sent. What Tempo leaves out without
 * a word (the newest seconds of 3.0) is true of nearly every query, and is said where nothing was found.
 */
export function LimitNotices({ draft, state, tempo }: LimitNoticesProps) {
  const styles = useStyles2(getStyles);
  const range = resolveRange(state.from, state.to);
  const request = {
    question: draft.tree.metrics ? ('metrics' as const) : ('search' as const),
    text: draft.text,
    fromSeconds: range.from.valueOf() / 1000,
    toSeconds: range.to.valueOf() / 1000,
    limit: state.limit,
    spansPerSpanset: state.spansPerSpanset,
    stepSeconds: state.stepSeconds,
  };
  const findings = checkQueryLimits(tempo, request, request.toSeconds).filter(({ effect }) => effect === 'refused');
  return (
    <ul className={styles.list} aria-label={t('query.limits.label', 'Limits of this Tempo')} aria-live="polite">
      {findings.map(({ code, text, suggestion, configKeys }) => (
        <li key={code}>
          <Icon name="exclamation-triangle" className={styles.icon} /> {text} {suggestion}{' '}
          <span className={styles.keys}>
            {t('query.limits.keys', 'Set by {{keys}}', {
              keys: configKeys.join(', '),
              interpolation: { escapeValue: false },
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, '&:empty': { display: 'none' } }),
  icon: css({ color: theme.colors.warning.text }),
  keys: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
