import { t } from '@grafana/i18n';
import { TextLink } from '@grafana/ui';
import React from 'react';
import { Problem } from '../../../components/Problem';
import { useSurroundings } from '../../../data';
import { fetchErrorMessage } from '../../../grafana';
import { explainFailure, TempoRequestError } from '../../../tempo';

interface AnswerFailureProps {
  error: unknown;
  /** What Tempo was asked for, if it was. */
  question?: 'metrics' | 'search';
  onRetry(): void;
}

/** Why numbers or traces could not be had, what to do, and word for word what was said. */
export function AnswerFailure({ error, question = 'metrics', onRetry }: AnswerFailureProps) {
  const { capabilities } = useSurroundings();
  if (!(error instanceof TempoRequestError)) {
    return (
      <Problem
        severity="error"
        title={t('services.failed', 'Prometheus did not answer')}
        said={fetchErrorMessage(error)}
        onRetry={onRetry}
      />
    );
  }
  const version = capabilities.version?.value.text ?? '';
  const { title, cause, remedies, links, original } = explainFailure(error.failure, { version, question });
  return (
    <Problem severity="error" title={title} said={original} onRetry={onRetry}>
      {cause && <p>{cause}</p>}
      <ul>
        {remedies.map(({ text, config }) => (
          <li key={text}>
            {text} {config && <code>{config.key}</code>}
          </li>
        ))}
      </ul>
      {links.map(({ text, url }) => (
        <TextLink key={url} href={url} external inline={false}>
          {text}
        </TextLink>
      ))}
    </Problem>
  );
}
