import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t, Trans } from '@grafana/i18n';
import { LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import { useLocation } from 'react-router-dom';
import { useSurroundings } from '../../../data';
import type { MissingTraceTarget, Verdict } from '../../../health';
import { queryPath, tracePath } from '../../../panels';
import { quoteString } from '../../../traceql';
import { checkPath } from '../checkPath';

interface VerdictsProps {
  /** The likeliest first. */
  verdicts: readonly Verdict[];
  target: MissingTraceTarget;
}

/** The reasons that are left at the end, each with what to do. */
export function Verdicts({ verdicts, target }: VerdictsProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <Stack direction="column" gap={2}>
        <Text element="h2" variant="h4">
          <span id={heading}>
            {verdicts.length > 1
              ? t('health.missing.reasons', 'Possible reasons, the likeliest first')
              : t('health.missing.verdict', 'Verdict')}
          </span>
        </Text>
        {verdicts.map((verdict) => (
          <VerdictCard key={verdict.id} verdict={verdict} target={target} />
        ))}
      </Stack>
    </section>
  );
}

/** Verdicts that end with something to look at on the Query page. */
const THERE: readonly string[] = ['found', 'root-missing', 'torn', 'too-large'];

function VerdictCard({ verdict, target }: { verdict: Verdict; target: MissingTraceTarget }) {
  const styles = useStyles2(getStyles);
  const heading = useId();
  const { search } = useLocation();
  const { tempo } = useSurroundings();
  const { id, title, cause, todo, checkId } = verdict;
  return (
    <section className={styles.card} aria-labelledby={heading} data-verdict={id}>
      <Stack direction="column" gap={1}>
        <Text element="h3" variant="h5">
          <span id={heading}>{title}</span>
        </Text>
        <Text element="p">{cause}</Text>
        {todo.length > 0 && (
          <>
            <Text element="h4" variant="h6">
              <Trans i18nKey="health.missing.todo">What to do</Trans>
            </Text>
            <ol className={styles.todo}>
              {todo.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ol>
          </>
        )}
        <Stack direction="row" gap={1} wrap="wrap">
          {THERE.includes(id) && tempo && (
            <LinkButton variant="secondary" size="sm" icon="search" href={queryHref(target, tempo.uid)}>
              {target.kind === 'trace'
                ? t('health.missing.open-trace', 'Open the trace')
                : t('health.missing.open-search', 'Open the search')}
            </LinkButton>
          )}
          {checkId !== undefined && (
            <LinkButton variant="secondary" size="sm" icon="check-circle" href={checkPath(checkId, search)}>
              {t('health.missing.check', 'See the check')}
            </LinkButton>
          )}
        </Stack>
      </Stack>
    </section>
  );
}

function queryHref(target: MissingTraceTarget, tempoUid: string): string {
  return target.kind === 'trace'
    ? tracePath(target, tempoUid)
    : queryPath(`{ resource.service.name = ${quoteString(target.service)} }`, String(target.fromMs), tempoUid);
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    padding: theme.spacing(2),
    overflowWrap: 'anywhere',
  }),
  todo: css({ margin: 0, paddingLeft: theme.spacing(3) }),
});
