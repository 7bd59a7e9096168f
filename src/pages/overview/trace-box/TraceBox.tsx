import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, Field, Input, useStyles2 } from '@grafana/ui';
import React, { useId, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { parseTraceReference, type TraceReference } from '../../../tempo';
import { tracePath } from '../../../panels';
import { describeReference, explainProblem } from './traceReferenceText';

interface TraceBoxProps {
  /** The Tempo data source to look in. */
  tempoUid: string;
}

/** Opens a trace from whatever people copied: an ID in any spelling, a header, a URL of another tool. */
export function TraceBox({ tempoUid }: TraceBoxProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  /** The text that was sent and is none: what is being typed is not yet wrong. */
  const [refused, setRefused] = useState<string>();
  const parsed = parseTraceReference(text);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed.ok) {
      void navigate(tracePath(parsed, tempoUid));
    } else {
      setRefused(text);
    }
  };

  const problem = !parsed.ok && refused === text ? explainProblem(parsed.problem) : undefined;
  return (
    <form className={styles.form} onSubmit={submit} role="search" aria-label={t('overview.trace.form', 'Open a trace')}>
      <Field
        className={styles.field}
        noMargin
        label={t('overview.trace.label', 'Open a trace')}
        description={t(
          'overview.trace.description',
          'Trace ID, traceparent, B3, Jaeger or X-Ray header, or a link to a trace'
        )}
        htmlFor={id}
        invalid={problem !== undefined}
        error={problem}
      >
        <Input
          id={id}
          value={text}
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-found`}
          onChange={(event) => setText(event.currentTarget.value)}
          addonAfter={
            <Button type="submit" icon="search">
              {t('overview.trace.open', 'Open trace')}
            </Button>
          }
        />
      </Field>
      <Found id={`${id}-found`} reference={parsed.ok ? parsed : undefined} />
    </form>
  );
}

/** What was recognised, said as soon as it is. */
function Found({ id, reference }: { id: string; reference: TraceReference | undefined }) {
  const styles = useStyles2(getStyles);
  return (
    <div id={id} role="status" className={styles.found}>
      {reference && (
        <>
          {describeReference(reference.form)} <code>{reference.traceId}</code>
        </>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ maxWidth: theme.spacing(90) }),
  field: css({ margin: 0 }),
  // Its room is always there, so that nothing moves while somebody types.
  found: css({
    ...theme.typography.bodySmall,
    minHeight: theme.spacing(3),
    paddingTop: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
});
